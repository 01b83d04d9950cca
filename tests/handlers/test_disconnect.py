"""/disconnect: asks first, then forgets the key and stops the pushes."""

from tests.stage import KEY, Stage


async def test_it_asks_first_and_then_forgets_the_key_only(stage: Stage) -> None:
    person = await stage.connected()
    await stage.say(person, "/settings morning 07:00")
    asked = await stage.say(person, "/disconnect")
    assert asked.text.startswith("Forget your key?")
    assert (await stage.athlete(person)).sealed_credential
    answer = await stage.press(person, "Forget the key")
    assert answer.text.startswith("Forgotten.")
    assert answer.id == asked.id
    assert not answer.labels
    athlete = await stage.athlete(person)
    assert athlete.sealed_credential is None
    assert await stage.planned(person) is None
    assert athlete.morning_at is not None
    refused = await stage.say(person, "/today")
    assert refused.text.startswith("I have no key")
    assert refused.labels == ["🔗 Connect"]


async def test_it_can_be_thought_over(stage: Stage) -> None:
    person = await stage.connected()
    await stage.say(person, "/disconnect")
    assert (await stage.press(person, "Cancel")).text == "You stay connected."
    assert "Form" in (await stage.say(person, "/today")).text


async def test_connecting_again_brings_the_morning_back(stage: Stage) -> None:
    person = await stage.connected()
    await stage.say(person, "/settings morning 07:00")
    await stage.say(person, "/disconnect")
    await stage.press(person, "Forget the key")
    await stage.say(person, KEY)
    assert await stage.planned(person) is not None


async def test_without_a_key_there_is_nothing_to_forget(stage: Stage) -> None:
    person = stage.telegram.person(502, "李雷", "zh-hans")
    answer = await stage.say(person, "/disconnect")
    assert answer.text.startswith("还没有连接你的 intervals.icu 账号。")
    assert answer.labels == ["🔗 连接"]
