"""What Telegram shows of the bot before a word is said."""

import httpx

from handlers.gateway.menu import publish_menu
from handlers.gateway.telegram import open_bot
from tests.stage import Stage

SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


async def test_telegram_is_told_once_in_every_language(stage: Stage) -> None:
    desk, profile = stage.world.desk, stage.telegram.world.profile
    for _ in range(2):
        await publish_menu(stage.world.bot, desk.commands, desk.languages)
    assert [len(stage.telegram.calls_of(each)) for each in SETTERS] == [2, 2, 2]
    assert profile["description", ""].startswith("Every morning: your workout")
    assert profile["description", "zh"].startswith("每天早上：")
    assert "intervals.icu" in profile["short_description", "zh"]
    assert stage.telegram.person(7).chat.messages == {}


async def test_what_it_is_for_costs_no_menu(stage: Stage) -> None:
    stage.telegram.faults.add("getMyDescription", times=None, status=404, description="Not Found")
    desk = stage.world.desk
    await publish_menu(stage.world.bot, desk.commands, desk.languages)
    assert len(stage.telegram.calls_of("setMyCommands")) == 2


async def test_an_answer_that_makes_no_sense_costs_no_more_than_the_menu(stage: Stage) -> None:
    desk = stage.world.desk
    simple = httpx.MockTransport(lambda _: httpx.Response(200, json={"ok": True, "result": 7}))
    bot = open_bot(stage.telegram.token, "http://telegram.test", lambda: simple)
    await publish_menu(bot, desk.commands, desk.languages)
    await bot.shutdown()
