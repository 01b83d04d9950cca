"""The way back from intervals.icu's consent page: connects, tells it in the chat, shows a page."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from handlers import connect
from handlers.context import BotContext, Desk, QuestionGoneError
from handlers.errors import explain
from handlers.gateway.errors import OutboxError
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.words import Words, language_of
from services.errors import ServiceError
from services.sign_in import Link, LinkEndedError, SignIn

CALLBACK = "/oauth/callback"
PAGE = Markup(
    '<!doctype html><html lang="{language}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Soigneur</title>'
    '<body style="font: 1.1em/1.5 sans-serif; margin: 3em auto; padding: 0 1em; max-width: 30em;'
    ' white-space: pre-line">{text}'
)
# The address holds the code: it is nobody's business where the browser goes next.
HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


class DeclinedError(ServiceError):
    """The athlete said no on the consent page."""


def sign_in_routes(desk: Desk, clock: Callable[[], datetime]) -> list[Route]:
    """The address that intervals.icu sends the browser back to; none without an application."""
    sign_in = desk.services.sign_in
    if sign_in is None:
        return []

    async def come_back(request: Request) -> Response:
        query = request.query_params
        try:
            context, link = await _began(desk, sign_in, query.get("state", ""), clock())
        except (LinkEndedError, QuestionGoneError):
            spoken = request.headers.get("Accept-Language", "").split(",")[0]
            words = desk.languages[language_of(spoken, desk.languages)]
            return _page(words, words("error.LinkEndedError"), 400)
        return await _finish(context, sign_in, link, query.get("code", ""))

    return [Route(CALLBACK, come_back)]


async def _began(
    desk: Desk, sign_in: SignIn, state: str, now: datetime
) -> tuple[BotContext, Link]:
    """Who began this sign-in. Raises LinkEndedError, or QuestionGoneError once it is answered."""
    link = sign_in.read(state, now)
    athlete = await desk.services.accounts.find(link.athlete_id)
    if athlete is None:
        raise LinkEndedError
    context = BotContext(desk, 0, athlete, now)
    await context.question(str(link.question_id))
    return context, link


async def _finish(context: BotContext, sign_in: SignIn, link: Link, code: str) -> Response:
    """Connect, or say why not: in the chat and on the page."""
    words, known = context.words, context.oneself is not None
    try:
        if not code:
            raise DeclinedError
        context.athlete, missing = await sign_in.finish(link, code)
    except ServiceError as error:
        again = ((button(words.plain("connect.button"), "connect"),),)
        reply, status = replace(explain(context, error), rows=again), 400
        text = reply.text
    else:
        reply = _connected(await connect.welcome(context, again=known), missing, words)
        status = 200
        text = words("sign_in.done", name=context.athlete.name or context.athlete.intervals_id)
    with suppress(OutboxError):
        await context.send(reply)
    return _page(words, text, status)


def _connected(reply: Reply, missing: tuple[str, ...], words: Words) -> Reply:
    """As after a key, and what the bot may not do."""
    if not missing:
        return reply
    areas = words.all_of([words.plain(f"sign_in.{area}") for area in missing])
    zone = words("sign_in.no_zone") if "settings" in missing else None
    told = lines(words("sign_in.missing", areas=areas), zone)
    return replace(reply, text=paragraphs(reply.text, told))


def _page(words: Words, text: Markup, status: int) -> Response:
    content = paragraphs(text, words("sign_in.back"))
    language = words.language.replace("_", "-")
    return HTMLResponse(PAGE.format(language=language, text=content), status, HEADERS)
