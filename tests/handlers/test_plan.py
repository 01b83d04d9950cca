"""/plan: a range in one call, cards, files, deleting."""

import io
import zipfile
from datetime import date

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage

TODAY = date(2026, 11, 23)


async def test_the_coming_week_is_one_call(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan")
    assert stage.asked() == ["GET /api/v1/athlete/0/events"]
    assert answer.text.startswith("Mon, Nov 23 – Sun, Nov 29\n7 sessions · ")
    assert "\nMon · today 🚴 Sweet spot" in answer.text
    assert {"📦 Files", "➕ Add", "‹", "›"} <= set(answer.labels)


@pytest.mark.parametrize(
    ("words", "oldest", "newest"),
    [
        ("next week", "2026-11-30", "2026-12-06"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("2026-12-01..2026-12-10", "2026-12-01", "2026-12-10"),
        ("2026-12-01..2026-12-31", "2026-12-01", "2026-12-31"),
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
    stage.intervals.calls.clear()
    assert card.id == page.id
    assert card.text.startswith("Sweet spot 3x12\nMon, Nov 23 · Ride · 1h 13m · Load 76")
    assert "3×" in card.text
    sent = await stage.press(person, ".fit", card)
    assert sent.document is not None
    assert sent.document.name == "2026-11-23 Sweet spot 3x12.fit"
    back = await stage.press(person, "Back", card)
    assert len(stage.intervals.calls) <= 3  # the file needs the event and itself
    assert "7 sessions" in back.text
    assert back.photo is None
    assert card.id not in [each.id for each in person.messages]  # it had the workout's picture


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
    said = await stage.press(person, "Delete", asked)
    assert said.text == "Deleted: Sweet spot 3x12, Mon, Nov 23."
    assert len(athlete.events) == len(names) - 1
    await stage.press(person, "Undo", said)
    assert sorted(str(event.get("name")) for event in athlete.events.values()) == names


async def test_an_empty_range_says_so(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan 2027-08-01..2027-08-03")
    assert "Nothing is planned" in answer.text


@pytest.mark.parametrize(
    "words",
    ["2026-02-30", "nonsense", "2026-12-10..2026-12-01", "9999-01-01", "2020-01-01..2026-01-01",
     "5/6", "<b>", "\u202e1026", "🚴" * 50, "x" * 4000],
)  # fmt: skip
async def test_a_bad_range_is_told_with_an_example(
    stage: Stage, person: Person, words: str
) -> None:
    answer = await stage.say(person, f"/plan {words}")
    assert "reference" not in answer.text
    assert len(answer.text) < 400
    assert not stage.intervals.calls


async def test_a_workout_that_is_gone_meanwhile_says_so(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    stage.intervals.athletes["i1001"].events.clear()
    stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
    assert (await stage.press(person, "Sweet spot", page)).text.startswith("That is not at")


async def test_days_of_another_year_say_which(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan nov 1-7")
    assert answer.text == "Nothing is planned\nMon, Nov 1, 2027 – Sun, Nov 7, 2027"
    answer = await stage.say(person, "/plan 2026-12-28..2027-01-03")
    assert answer.text.endswith("Mon, Dec 28 – Sun, Jan 3, 2027")


async def test_more_workouts_than_telegram_takes_buttons(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    for number in range(120):
        athlete.add_event(TODAY, category="WORKOUT", type="Ride", name=f"Ride {number}")
    page = await stage.say(person, "/plan")
    assert {call.status for call in stage.telegram.calls} == {200}
    assert page.text.startswith("Mon, Nov 23 of Mon, Nov 23 – Sun, Nov 29\n127 sessions")
    [folded] = [each for each in page.entities if each["type"] == "expandable_blockquote"]
    rest = page.text.encode("utf-16-le")[folded["offset"] * 2 :].decode("utf-16-le")
    assert rest.startswith("🚴 Ride 10\n")
    assert "Sat 🚴 Long ride" in (await stage.press(person, "›")).text


async def test_in_chinese_and_whole(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    page = await stage.say(person, "/plan 下周")
    assert page.text.startswith("11月30日周一 – 12月6日周日\n6 项 · 8小时04分 · 负荷 413")
    card = await stage.press(person, "VO2", page)
    assert card.text.startswith("VO2 5x4\n11月30日周一 · 骑行 · 1小时03分 · 负荷 75\n强度")
    asked = await stage.press(person, "删除", card)
    assert asked.text == "删除11月30日周一的 VO2 5x4？"
    said = await stage.press(person, "删除", asked)
    assert said.text == "已删除：VO2 5x4，11月30日周一。"
    assert (await stage.press(person, "撤销", said)).text == "已撤销。已放回日历：VO2 5x4。"
    assert "看不懂日期范围“乱写”" in (await stage.say(person, "/plan 乱写")).text


async def test_a_long_range_is_shown_in_pages_of_one_call_each(
    stage: Stage, person: Person
) -> None:
    page = await stage.say(person, "/plan 28d")
    total = next(line for line in page.text.split("\n") if "sessions" in line)
    assert page.text.startswith("Mon, Nov 23 – Tue, Dec 1 of Mon, Nov 23 – Sun, Dec 20\n")
    assert "\n23 Mon · today 🚴 Sweet spot 3x12 · 1h 13m\n• Target of" in page.text
    assert page.text.count("\n") == 14
    assert "‹" not in page.labels
    second = await stage.press(person, "›", page)
    assert second.id == page.id
    assert second.text.startswith("Wed, Dec 2 – Tue, Dec 15 of Mon, Nov 23 – Sun, Dec 20\n")
    assert total in second.text
    assert len(stage.intervals.calls) <= 2
    assert "›" not in (await stage.press(person, "›", page)).labels
    await stage.press(person, "‹", page)
    assert (await stage.press(person, "‹", page)).text == page.text


async def test_a_card_leads_back_to_its_page(stage: Stage, person: Person) -> None:
    second = await stage.press(person, "›", await stage.say(person, "/plan 28d"))
    card = await stage.press(person, next(each for each in second.labels if "Dec" in each), second)
    assert (await stage.press(person, "Back", card)).text == second.text


async def test_one_kind_of_event_alone(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    races = [(date(2026, 12, 13), "RACE_C"), (date(2027, 5, 9), "RACE_A"), (TODAY, "WORKOUT")]
    for day, category in races:
        athlete.add_event(day, category=category, type="Run", name=f"{category} of the year")
    athlete.add_event(TODAY, category="NOTE", name="Bring lights")
    athlete.add_event(TODAY, category="TARGET", type="Ride", distance_target=200000, for_week=True)
    athlete.add_event(TODAY, category="TARGET", type="Run", name="Base", load_target=90)
    stage.intervals.calls.clear()
    found = await stage.say(person, "/plan races")
    [call] = stage.intervals.calls
    assert call.query["category"] == "RACE_A,RACE_B,RACE_C"
    assert (call.query["oldest"], call.query["newest"]) == ("2026-11-23", "2027-11-22")
    assert found.text == (
        "🏁 Races · Mon, Nov 23 – Mon, Nov 22, 2027\n2 sessions\n\n"
        "Sun, Dec 13\n🏃 RACE_C of the year · 🏁 Race C\n"
        "Sun, May 9, 2027\n🏃 RACE_A of the year · 🏁 Race A"
    )
    assert "RACE_A" in (await stage.say(person, "/plan races 2027")).text
    assert "RACE_C" not in person.last.text
    assert "No races" in (await stage.say(person, "/plan 2028 races")).text
    assert "Bring lights" in (await stage.say(person, "/plan notes")).text
    targets = await stage.say(person, "/plan targets")
    assert "Target of the week: Ride · 200 km" in targets.text
    assert "Target: Base · Run · Load 90" in targets.text
    assert "WORKOUT of" in (await stage.say(person, "/plan workouts")).text
    assert "Bring lights" not in person.last.text
    athlete.add_event(TODAY, category="SICK", end_date_local="2026-11-26T00:00:00")
    away = await stage.say(person, "/plan away december")
    assert "No holidays, sick or injured days" in away.text
    assert "• Sick · until Wed, Nov 25" in (await stage.say(person, "/plan days off")).text
    kinds = await stage.press(person, "Filter", await stage.say(person, "/plan"))
    assert "RACE_A of the year" in (await stage.press(person, "Races", kinds)).text
    kinds = await stage.press(person, "Filter", kinds)
    assert "Bring lights" in (await stage.press(person, "Everything", kinds)).text
    assert "the days “banana”" in (await stage.say(person, "/plan races banana")).text


async def test_many_races_are_paged_by_days_that_have_one(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    for number in range(20):
        day = date.fromordinal(TODAY.toordinal() + 15 * number)
        athlete.add_event(day, category="RACE_B", type="Ride", name=f"Race {number}")
    page = await stage.say(person, "/plan races")
    assert ("Race 11" in page.text, "Race 12" in page.text) == (True, False)
    assert page.text.count("\n") == 14
    assert "20 sessions" in page.text
    assert "Race 12" in (await stage.press(person, "›", page)).text


async def test_a_single_empty_day_says_so(stage: Stage, person: Person) -> None:
    stage.intervals.athletes["i1001"].events.clear()
    answer = await stage.say(person, "/plan tomorrow")
    assert answer.text == "Nothing planned on Tue, Nov 24."


async def test_the_calendar_comes_as_a_table(stage: Stage, person: Person) -> None:
    asked = await stage.press(person, "Files", await stage.say(person, "/plan"))
    sent = await stage.press(person, ".csv", asked)
    assert sent.document is not None
    assert sent.document.name == "2026-11-23 2026-11-29 calendar.csv"
    assert "Sweet spot 3x12" in sent.document.content.decode()
    stage.intervals.athletes["i1001"].events.clear()
    asked = await stage.press(person, "Files", await stage.say(person, "/plan 2027-08-01"))
    assert asked.labels == [".csv"]


async def test_the_zip_says_what_is_not_in_it(stage: Stage, person: Person) -> None:
    stage.intervals.athletes["i1001"].add_event(TODAY, type="Yoga", name="Stretch & <calm>")
    page = await stage.say(person, "/plan today")
    sent = await stage.press(person, "zwo", await stage.press(person, "Files", page))
    assert sent.document is not None
    assert sent.text == (
        "Workouts Mon, Nov 23\nNot in it, for they have no steps: Stretch & <calm>"
    )
