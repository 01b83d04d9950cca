"""/plan: a range in one call, cards, files, deleting."""

import io
import zipfile
from datetime import date

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage

TODAY = date(2026, 11, 23)


@pytest.fixture
async def person(stage: Stage) -> Person:
    return await stage.connected()


async def test_the_coming_week_is_one_call(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan")
    assert stage.asked() == ["GET /api/v1/athlete/0/events"]
    assert answer.text.startswith("Mon, Nov 23 – Sun, Nov 29\n7 sessions · ")
    assert "Mon, Nov 23 · today" in answer.text
    assert {"📦 Files", "➕ Add", "‹", "›"} <= set(answer.labels)


@pytest.mark.parametrize(
    ("words", "oldest", "newest"),
    [
        ("next week", "2026-11-30", "2026-12-06"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("2026-12-01..2026-12-10", "2026-12-01", "2026-12-10"),
        ("2026-12-01..2026-12-31", "2026-12-01", "2026-12-14"),  # a page of it
        ("tomorrow", "2026-11-24", "2026-11-24"),
        ("thu-sat", "2026-11-26", "2026-11-28"),
        ("下周", "2026-11-30", "2026-12-06"),
    ],
)
async def test_a_range_in_words_or_dates(
    stage: Stage, person: Person, words: str, oldest: str, newest: str
) -> None:
    await stage.say(person, f"/plan {words}")
    [call] = stage.intervals.calls
    assert (call.query["oldest"], call.query["newest"]) == (oldest, newest)


async def test_pages_turn_in_place_by_one_call_each(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    turned = await stage.press(person, "›", page)
    assert turned.id == page.id
    assert turned.text.startswith("Mon, Nov 30 – Sun, Dec 6")
    assert len(stage.intervals.calls) == 2
    assert (await stage.press(person, "‹", page)).text.startswith("Mon, Nov 23")


async def test_a_tap_opens_the_card_and_back_again(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    stage.intervals.calls.clear()
    card = await stage.press(person, "Sweet spot", page)
    assert len(stage.intervals.calls) <= 1
    assert card.id == page.id
    assert card.text.startswith("Sweet spot 3x12\nMon, Nov 23 · Ride · 1h 13m · Load 76")
    assert "3×" in card.text
    sent = await stage.press(person, ".fit", card)
    assert sent.document is not None
    assert sent.document.name == "2026-11-23 Sweet spot 3x12.fit"
    back = await stage.press(person, "Back", card)
    assert "7 sessions" in next(m.text for m in person.messages if m.id == page.id)
    assert back is not None


async def test_the_files_of_the_range_come_as_one_zip(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    asked = await stage.press(person, "Files", page)
    assert "Which kind?" in asked.text
    sent = await stage.press(person, "zwo", asked)
    assert sent.document is not None
    assert sent.document.name == "2026-11-23 2026-11-29 zwo.zip"
    names = zipfile.ZipFile(io.BytesIO(sent.document.content)).namelist()
    assert names
    assert all(name.endswith(".zwo") for name in names)


async def test_deleting_asks_first_and_can_be_undone(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    names = sorted(str(event.get("name")) for event in athlete.events.values())
    page = await stage.say(person, "/plan")
    card = await stage.press(person, "Sweet spot", page)
    asked = await stage.press(person, "Delete", card)
    assert "Delete Sweet spot 3x12" in asked.text
    assert not [call for call in stage.intervals.calls if call.method == "DELETE"]
    await stage.press(person, "Delete", asked)
    assert len(athlete.events) == len(names) - 1
    await stage.press(person, "Undo", asked)
    assert sorted(str(event.get("name")) for event in athlete.events.values()) == names


async def test_an_empty_range_says_so(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan 2027-08-01..2027-08-03")
    assert "Nothing is planned" in answer.text


@pytest.mark.parametrize(
    "words",
    ["2026-02-30", "nonsense", "2026-12-10..2026-12-01", "9999-01-01", "2020-01-01..2026-01-01",
     "5/6", "<b>", "\u202e2026", "🚴" * 50, "x" * 4000],
)  # fmt: skip
async def test_a_bad_range_is_told_with_an_example(
    stage: Stage, person: Person, words: str
) -> None:
    answer = await stage.say(person, f"/plan {words}")
    assert "reference" not in answer.text
    assert len(answer.text) < 400
    assert not stage.intervals.calls
