from typing import Any

import pytest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.methods_profile import commands_seen
from tests.sandbox.telegram.bot_api import Api, refusal, result

ENGLISH = [{"command": "today", "description": "Today's plan"}]
CHINESE = [{"command": "today", "description": "今日计划"}]
PRIVATE = {"type": "all_private_chats"}


async def test_commands_are_kept_by_scope_and_language(api: Api) -> None:
    await api("setMyCommands", commands=ENGLISH)
    await api("setMyCommands", commands=CHINESE, scope=PRIVATE, language_code="zh")
    assert result(await api("getMyCommands")) == ENGLISH
    assert result(await api("getMyCommands", scope=PRIVATE)) == []
    assert result(await api("getMyCommands", scope=PRIVATE, language_code="zh")) == CHINESE
    await api("deleteMyCommands")
    assert result(await api("getMyCommands")) == []


async def test_a_person_sees_the_menu_of_their_language(
    telegram: TelegramStandIn, api: Api
) -> None:
    await api("setMyCommands", commands=ENGLISH)
    await api("setMyCommands", commands=CHINESE, language_code="zh")
    ann, bo = telegram.person(5), telegram.person(6, "Bo", "zh-hans")
    assert commands_seen(telegram.world, ann.chat) == ENGLISH
    assert commands_seen(telegram.world, bo.chat) == CHINESE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"commands": [{"command": "Today", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "today", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": ENGLISH, "language_code": "zh-hans"}, "invalid language code specified"),
    ],
)
async def test_bad_commands_are_refused(api: Api, arguments: dict[str, Any], words: str) -> None:
    assert refusal(await api("setMyCommands", **arguments)) == (400, f"Bad Request: {words}")


async def test_name_and_descriptions_are_kept_by_language(api: Api) -> None:
    for kind, method in (("name", "Name"), ("description", "Description")):
        await api(f"setMy{method}", **{kind: "English"})
        await api(f"setMy{method}", **{kind: "中文", "language_code": "zh"})
        assert result(await api(f"getMy{method}")) == {kind: "English"}
        assert result(await api(f"getMy{method}", language_code="zh")) == {kind: "中文"}
    too_long = await api("setMyShortDescription", short_description="x" * 121)
    assert refusal(too_long)[0] == 400


async def test_the_menu_button_of_a_chat_goes_before_the_general_one(api: Api) -> None:
    await api("setChatMenuButton", menu_button={"type": "commands"})
    app = {"type": "web_app", "text": "Plan", "web_app": {"url": "https://example.com"}}
    await api("setChatMenuButton", chat_id=5, menu_button=app)
    assert result(await api("getChatMenuButton", chat_id=5)) == app
    assert result(await api("getChatMenuButton", chat_id=6)) == {"type": "commands"}
