"""/forgetme: deletes every row, after the word is typed. No API call, one to revoke a sign-in."""

from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.views.reply import Reply, lines
from storage.models import Dialog


async def show(context: BotContext, _: str) -> None:
    """Ask for the word: a tap is too easily done."""
    words = context.words
    question = await context.ask("forgetme", {}, awaits_text=True)
    cancel = cancel_button(words, question.id)
    await context.reply(Reply(words("forgetme.ask", word=words("forgetme.word")), ((cancel,),)))


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """Forget everything if it is the word. No API call, one to revoke a sign-in."""
    words = context.words
    languages = context.desk.languages.values()
    if text.strip().casefold() not in {each.plain("forgetme.word") for each in languages}:
        if context.may_be_command:
            raise NotUnderstoodError
        cancel = cancel_button(words, question.id)
        again = words("forgetme.again", word=words("forgetme.word"))
        await context.reply(Reply(again, ((cancel,),)))
        return
    forgotten = await context.services.accounts.forget(context.athlete)
    left = words("forgetme.token") if forgotten == "token" else None
    await context.reply(Reply(lines(words("forgetme.done"), left)))


command = Command("forgetme", show, answer=answer)
