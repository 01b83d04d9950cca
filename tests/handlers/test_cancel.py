"""/cancel: ends any question, from the keyboard and from its button."""

from tests.stage import Stage


async def test_it_ends_the_question_that_is_open(stage: Stage) -> None:
    person = stage.telegram.person(501, "Ann", "en")
    await stage.say(person, "/connect")
    assert (await stage.say(person, "/cancel")).text == "Cancelled. Nothing was written."
    assert (await stage.say(person, "a b c")).text.startswith("I did not understand")
    assert (await stage.say(person, "/cancel now please")).text.startswith("No question is open.")


async def test_its_button_ends_its_own_question_only(stage: Stage) -> None:
    person = stage.telegram.person(501, "Ann", "en")
    connect = await stage.say(person, "/connect")
    forget = await stage.say(person, "/forgetme")
    assert (await stage.press(person, "Cancel", forget)).text.startswith("Cancelled.")
    assert (await stage.say(person, "a b c")).text.startswith("That is no key.")
    await stage.press(person, "Cancel", connect)
    assert (await stage.say(person, "a b c")).text.startswith("I did not understand")


async def test_the_question_of_somebody_else_stays_open(stage: Stage) -> None:
    ann, bob = (stage.telegram.person(number, "A", "en") for number in (501, 502))
    data = (await stage.say(ann, "/forgetme")).buttons[0][0].data
    assert data is not None
    bobs = await stage.say(bob, "/help")
    bob.press_data(bobs.id, data)
    await stage.settled()
    assert bob.last.text.startswith("That question is answered or too old.")
    assert (await stage.say(ann, "forget me")).text.startswith("Everything about you is deleted")


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(language="zh-hans")
    await stage.say(person, "/log wellness")
    assert (await stage.press(person, "取消")).text.startswith("已取消。")
    assert (await stage.say(person, "/cancel")).text.startswith("现在没有待回答的提问。")
