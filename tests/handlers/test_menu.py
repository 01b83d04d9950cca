"""What Telegram shows of the bot before a word is said."""

from handlers.menu import publish_menu
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
