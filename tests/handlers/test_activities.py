"""/activities: a range, a sport, a search; pages in place; Strava's stubs."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.activity_place import Place
from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from tests.stage import Stage


@pytest.fixture
def athlete(stage: Stage) -> AthleteData:
    return stage.intervals.athletes["i1001"]


async def test_the_last_two_weeks_are_one_call_and_pages_one_each(
    stage: Stage, person: Person
) -> None:
    page = await stage.say(person, "/activities")
    assert stage.asked() == ["GET /api/v1/athlete/0/activities"]
    first, second, *rows = page.text.splitlines()
    assert first.startswith("11 activities · 13h 30m · Load 6")
    assert second == "Nov 10 – Nov 23 · page 1 of 2"
    assert rows[1].startswith("Nov 22 🏊 30m · 1,428 m · Load ")
    assert page.labels[0] == "22 Sun · Pool 8x100"
    assert page.labels[-5:] == ["🔍 Find", "Older ›", "Ride", "Swim", "Run"]
    assert len(page.text.splitlines()) < 15
    assert page.text.endswith("With data from Garmin devices.")
    told = "1 activity is hidden: Strava does not let intervals.icu pass it on. Connect"
    assert page.text.count(told) == 1

    stage.intervals.calls.clear()
    second_page = await stage.press(person, "Older", page)
    assert second_page.id == page.id
    assert "page 2 of 2" in second_page.text
    assert "Strava" not in second_page.text  # told on the first page
    earlier = await stage.press(person, "Older", page)
    assert "Oct 27 – Nov 9" in earlier.text
    assert "page 2 of 2" in (await stage.press(person, "Newer", page)).text
    assert "page 1 of 2" in (await stage.press(person, "Newer", page)).text
    assert len(stage.intervals.calls) <= 4
    assert "Garmin" in (await stage.say(person, "/help activities")).text


@pytest.mark.parametrize(
    ("words", "oldest", "newest", "heading"),
    [
        ("last week", "2026-11-16", "2026-11-22", "Nov 16 – Nov 22"),
        ("28d Ride", "2026-10-27", "2026-11-23", "Ride · Oct 27 – Nov 23"),
        ("Run", "2026-11-10", "2026-11-23", "Run · Nov 10 – Nov 23"),
        ("Run last month", "2026-10-01", "2026-10-31", "Run · Oct 2026"),
        ("骑行 上周", "2026-11-16", "2026-11-22", "Ride · Nov 16 – Nov 22"),
    ],
)
async def test_days_and_a_sport_in_either_order(
    stage: Stage, person: Person, words: str, oldest: str, newest: str, heading: str
) -> None:
    page = await stage.say(person, f"/activities {words}")
    [call] = stage.intervals.calls
    assert (call.query["oldest"], call.query["newest"]) == (oldest, newest)
    assert page.text.splitlines()[1].startswith(heading)
    if heading.startswith("Run"):
        assert "🚴" not in page.text


async def test_a_search_by_name_or_tag(stage: Stage, person: Person, athlete: AthleteData) -> None:
    page = await stage.say(person, "/activities find long RIDE")
    assert stage.asked() == ["GET /api/v1/athlete/0/activities/search"]
    assert "“long RIDE”" in page.text
    assert all("Long ride" in label for label in page.labels if "·" in label)
    card = await stage.press(person, "Long ride", page)
    assert card.photo
    back = await stage.press(person, "Back", card)
    assert "“long RIDE”" in back.text
    assert not back.photo
    club = [row for row in athlete.activities.values() if row.get("tags") == ["club"]]
    club = [row for row in club if row["source"] != "STRAVA"]
    page = await stage.say(person, "/activities find #club")
    assert page.text.startswith(f"{len(club)} activities")
    assert (await stage.say(person, "/activities find zzz")).text == "No activities.\n“zzz”"
    for number in range(70):
        start = "2026-11-01T07:00:00"
        athlete.add_activity(start_date_local=start, type="Run", name=f"a: {number}")
    page = await stage.say(person, "/activities find a:")
    assert page.text.startswith("The newest 60 activities\n“a:” · page 1 of 10")
    assert "page 2 of 10" in (await stage.press(person, "Older", page)).text


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "nonsense",
            "“nonsense” is neither days nor a sport I know. Try /activities 28d Ride, or",
        ),
        ("28d Quidditch", "“Quidditch” is neither"),
        (f"find {'x' * 60}", "That is too long to search for"),
        ("x" * 4000, "“xxx"),
        ("2026-02-30", "The calendar has no"),
        ("2020-01-01..2026-01-01", "2193 days are too many"),
    ],
)
async def test_a_bad_list_is_told_with_an_example(
    stage: Stage, person: Person, words: str, answer: str
) -> None:
    told = await stage.say(person, f"/activities {words}")
    assert told.text.startswith(answer)
    assert len(told.text) < 400
    assert not stage.intervals.calls


async def test_only_strava(stage: Stage, person: Person, athlete: AthleteData) -> None:
    for row in athlete.activities.values():
        row["source"] = "STRAVA"
    page = await stage.say(person, "/activities last week")
    assert page.text.startswith("7 activities, hidden by Strava.\nNov 16 – Nov 22")
    assert page.text.count("Strava does not let") == 1
    page = await stage.press(person, "Older", page)
    assert page.text.startswith("5 activities, hidden by Strava.\nNov 9 – Nov 15")
    page = await stage.say(person, "/activities swim last week")
    assert page.text.startswith("No activities.\nSwim · Nov 16 –")  # theirs is not known


async def test_more_than_a_hundred_pages_end_at_the_hundredth(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    for number in range(620):
        start = f"2026-11-{number % 20 + 1:02}T07:00:00"
        athlete.add_activity(start_date_local=start, type="Walk", name=f"Dog {number}")
    page = await stage.say(person, "/activities Walk 28d")
    assert "page 1 of 100" in page.text
    last = replace(Place(date(2026, 10, 27), date(2026, 11, 23), "Walk"), page=99)
    person.press_data(page.id, f"activities:{last.code}")
    await stage.settled()
    page = await stage.press(person, "Older", page)
    assert page.text.startswith("No activities.\nWalk · Sep 29 – Oct 26")


async def test_one_sport_or_a_search_by_a_tap(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/activities 28d")
    page = await stage.press(person, "Run", page)
    assert page.text.splitlines()[1] == "Run · Oct 27 – Nov 23"
    assert "🚴" not in page.text
    page = await stage.press(person, "All sports", page)
    assert page.text.splitlines()[1].startswith("Oct 27 – Nov 23 · page 1")
    asked = await stage.press(person, "Find", page)
    assert asked.text.startswith("What are you looking for?")
    told = await stage.say(person, "x" * 60)
    assert told.text.startswith("That is too long to search for")
    found = await stage.say(person, "#club")  # the question is still open
    assert found.text.splitlines()[1].startswith("“#club”")
    await stage.press(person, "Last two weeks", found)
    for words in ("/activities find", "/activity 查找"):
        assert (await stage.say(person, words)).text == asked.text


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    page = await stage.say(person, "/activities 28天 跑步")
    assert page.text.splitlines()[0].startswith("5 项活动 · ")
    assert page.text.splitlines()[1] == "跑步 · 10月27日 – 11月23日"
    assert "有 2 项活动无法显示：Strava" in page.text
    found = await stage.say(person, "/activities 查找 easy")
    assert found.text.splitlines()[1] == "“easy” · 第 1/4 页"


async def test_a_broken_button_is_gone(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/activities")
    for code in ("zz", "0", "-1?x", "b47", "x" * 40, "00000000/../1", "fffffffg", "1:2"):
        person.press_data(page.id, f"activities:{code}")
        await stage.settled()
        assert person.last.text.startswith("That button is from an older message"), code
