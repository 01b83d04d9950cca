"""/mydata: everything stored about the athlete, nothing of anybody else, no secret."""

import json

from tests.stage import KEY, Stage


async def test_everything_stored_comes_as_json_without_secrets(stage: Stage) -> None:
    person = await stage.connected()
    other = stage.telegram.person(502, "Bob", "en")
    await stage.say(other, "/start")
    await stage.say(person, "hrv 62")
    await stage.say(person, "/forgetme")
    answer = await stage.say(person, "/mydata")
    assert answer.text.startswith("Everything that is stored about you here.")
    assert answer.document is not None
    assert answer.document.name == "soigneur-2026-11-23.json"
    assert KEY.encode() not in answer.document.content
    stored = json.loads(answer.document.content)
    [athlete] = stored["athletes"]
    assert (athlete["id"], athlete["name"]) == (501, "Ann Rider")
    assert athlete["sealed_credential"] == "sealed"
    assert [change["after"] for change in stored["changes"]]
    assert [dialog["command"] for dialog in stored["dialogs"]] == ["forgetme"]
    assert "502" not in json.dumps(stored["athletes"])


async def test_somebody_new_has_next_to_nothing(stage: Stage) -> None:
    person = stage.telegram.person(503, "李雷", "zh-hans")
    answer = await stage.say(person, "/mydata")
    assert answer.text.startswith("这里存储的关于你的全部数据。")
    assert answer.document is not None
    assert json.loads(answer.document.content)["changes"] == []
