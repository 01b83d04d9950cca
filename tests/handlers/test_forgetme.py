"""/forgetme: after the word, nothing is left."""

from sqlalchemy import text

from tests.stage import KEY, Stage


async def rows(stage: Stage) -> dict[str, int]:
    """How many rows each table has that could be about somebody."""
    counts = {}
    async with stage.world.storage.engine.connect() as connection:
        for table in ("athletes", "dialogs", "changes", "pushes"):
            counts[table] = await connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
    return counts


async def test_nothing_is_left_after_the_word(stage: Stage) -> None:
    person = await stage.connected()
    await stage.say(person, "hrv 62")
    asked = await stage.say(person, "/forgetme")
    assert asked.text.startswith("Delete everything about you here?")
    for wrong in ("yes", "forget", "forget me please", "<b>forget me</b>", "x" * 4096, "🚴"):
        again = await stage.say(person, wrong)
        assert again.text.startswith("That was not the word; nothing is deleted.")
    assert (await rows(stage))["athletes"] == 1
    answer = await stage.say(person, "  Forget Me ")
    assert answer.text.startswith("Everything about you is deleted here.")
    assert "intervals.icu still holds" in answer.text
    assert set((await rows(stage)).values()) == {0}
    assert (await stage.say(person, "/start")).text.startswith("I look after you")


async def test_the_word_alone_does_nothing(stage: Stage) -> None:
    person = await stage.connected()
    assert "Did you mean /forgetme?" in (await stage.say(person, "forget me")).text
    assert (await rows(stage))["athletes"] == 1


async def test_the_word_is_taken_in_every_language(stage: Stage) -> None:
    person = stage.telegram.person(502, "李雷", "zh-hans")
    for word in ("忘记我", "forget me"):
        await stage.say(person, f"/connect {KEY}")
        assert "忘记我" in (await stage.say(person, "/forgetme")).text
        assert (await stage.say(person, word)).text.startswith("这里关于你的一切已删除。")
