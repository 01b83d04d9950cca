"""/curve: the bests of two periods, by duration or distance, with buttons for the rest."""

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage

POWER, MODEL = (f"GET /api/v1/athlete/0/{each}" for each in ("power-curves.json", "mmp-model"))


async def test_power_of_two_periods_is_two_calls(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/curve")
    assert sorted(stage.asked()) == [MODEL, POWER]
    assert answer.text == (
        "Ride · Power: 20m 245 W\n"
        "42 days (in brackets: 1 year)\n\n"
        "5s 402 W · 6.2 W/kg (415 W)\n"
        "15s 371 W · 5.8 W/kg (379 W)\n"
        "30s 351 W · 5.4 W/kg (357 W)\n"
        "1m 331 W · 5.1 W/kg (335 W)\n"
        "2m 311 W · 4.8 W/kg (313 W)\n"
        "5m 285 W · 4.4 W/kg ★\n"
        "10m 265 W · 4.1 W/kg ★\n"
        "20m 245 W · 3.8 W/kg ★\n"
        "1h 214 W · 3.3 W/kg ★\n\n"
        "★ also the best of 1 year\n"
        "Estimated FTP (eFTP) 241 W · W′ 18.2 kJ\n\n"
        "5s–1h Sat, Oct 24 · Long ride with late tempo"
    )
    call = next(each for each in stage.intervals.calls if "curves" in each.path)
    assert (call.query["type"], call.query["curves"]) == ("Ride", "42d,1y")


async def test_the_buttons_change_sport_metric_and_period(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/curve")
    assert page.labels == ["Heart rate", "Run", "Swim", "90 days", "1 year", "this season"]
    stage.intervals.calls.clear()
    beats = await stage.press(person, "Heart rate", page)
    assert stage.asked() == ["GET /api/v1/athlete/0/hr-curves.json"]
    assert beats.id == page.id
    assert beats.text.startswith("Ride · Heart rate: 20m ")
    assert " bpm" in beats.text
    run = await stage.press(person, "Run", page)
    assert run.text.startswith("Run · Pace: 5 km 24:32\n42 days (in brackets: 1 year)\n")
    assert "1 mile 7:44 · 4:48/km (7:29)\n" in run.text
    assert run.text.endswith(
        "\n\n400 m–5 km Tue, Nov 3 · Easy run\n10 km Tue, Oct 20 · Aerobic run by heart rate"
    )
    year = await stage.press(person, "1 year", page)
    assert "\n1 year (in brackets: all time)\n" in year.text
    season = await stage.press(person, "season", page)
    assert stage.intervals.calls[-1].query["curves"] == "s0,1y"
    assert "\nthis season (in brackets: 1 year)\n" in season.text


@pytest.mark.parametrize(
    ("text", "path", "curves"),
    [
        ("Run 42d", "pace-curves.json", "42d,1y"),
        ("42d Ride 1y hr", "hr-curves.json", "42d,1y"),
        ("Ride hr 6 weeks vs season", "hr-curves.json", "42d,s0"),
        ("1y", "power-curves.json", "1y,all"),
        ("run all", "pace-curves.json", "all,1y"),
        (
            "hr 2026-01-01..2026-06-30 last month",
            "hr-curves.json",
            "r.2026-01-01.2026-06-30,r.2026-10-01.2026-10-31",
        ),
        ("Yoga hr", "hr-curves.json", "42d,1y"),
        ("跑步 配速 最近42天 对比 一年", "pace-curves.json", "42d,1y"),
    ],
)
async def test_what_is_asked_for_in_any_order(
    stage: Stage, person: Person, text: str, path: str, curves: str
) -> None:
    await stage.say(person, f"/curve {text}")
    call = next(each for each in stage.intervals.calls if "curves" in each.path)
    assert call.path.endswith(path)
    assert call.query["curves"] == curves


async def test_the_longest_sport_and_two_ranges_fit_into_buttons(
    stage: Stage, person: Person
) -> None:
    ranges = "2026-01-01..2026-06-30 2020-01-01..2026-06-30"
    answer = await stage.say(person, f"/curve HIIT hr {ranges}")
    assert answer.text.startswith("HIIT · Heart rate: nothing recorded\n")
    again = await stage.press(person, "Ride", answer)
    assert again.text == (
        "Ride · Power: nothing recorded\n"
        "Neither in Jan 1 – Jun 30 nor in Jan 1, 2020 – Jun 30, 2026.\n"
        "It takes a power meter. Without one: /curve Ride hr"
    )
    assert stage.intervals.calls[-1].query["type"] == "Ride"


async def test_a_period_without_bests_stands_beside_one_with(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/curve 2026-01-01..2026-02-01")
    assert answer.text.startswith("Ride · Power: nothing recorded\n")
    assert "\n20m – (245 W)\n" in answer.text
    run = await stage.say(person, "/curve Run 42d vs last year")
    assert run.text.startswith("Run · Pace: 5 km 24:32\n42 days (2025: nothing recorded)\n")
    month = await stage.say(person, "/curve last month vs 2025-10-05..2025-11-15")
    assert "\nOct 2026 (Oct 5, 2025 – Nov 15, 2025: nothing recorded)\n" in month.text
    pace = await stage.say(person, "/curve Ride pace")  # riders speak of speed
    assert "\n5 km 9:00 · 33.3 km/h (8:51)\n" in pace.text
    swim = await stage.say(person, "/curve Swim season all")
    assert swim.text.startswith("Swim · Pace: 400 m 6:50\n")
    assert "800 m 13:50 · 1:44/100m ★\n" in swim.text


async def test_no_model_and_miles_and_chinese(stage: Stage) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.profile["measurement_preference"] = "feet"
    athlete.settings_for("Ride")["mmp_model"] = None
    person = await stage.connected(language="zh-hans")
    run = await stage.say(person, "/curve 跑步 42天")
    assert run.text.startswith("跑步 · 配速：5 公里 24:32\n42 天（括号内：一年）\n")
    assert "1 英里 7:44 · 7:44/英里（7:29）" in run.text
    ride = await stage.say(person, "功率曲线")
    assert ride.text.startswith("骑行 · 功率：20分钟 245 W")
    assert "FTP" not in ride.text
    stage.intervals.faults.add("mmp-model", status=404)
    assert (await stage.say(person, "/curve 骑行 90天")).text.startswith("骑行 · 功率：20分钟 ")
    yoga = await stage.say(person, "/curve 瑜伽")
    assert yoga.text.startswith("瑜伽没有功率或配速数据。试试 /curve 瑜伽 心率")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yoga", "Yoga has neither power nor pace. Try /curve Yoga hr or /curve Ride."),
        ("quidditch", "“quidditch” is no sport or period I know. Try /curve Run 42d or"),
        ("Ride Run", "“Run” is no sport or period I know."),
        ("42d 90d 1y", "“42d 90d 1y” is no sport or period I know."),
        ("5000d", "5000 days are too many at once; the most is 3650."),
    ],
)
async def test_bad_wishes_are_one_sentence(
    stage: Stage, person: Person, text: str, answer: str
) -> None:
    assert (await stage.say(person, f"/curve {text}")).text.startswith(answer)
    assert stage.asked() == []


@pytest.mark.parametrize(
    "data",
    ["curve:Ride:power:42d", "curve:Quidditch:hr:42d:s", "curve:Ride:x:a:s", "curve:Ride:hr:0d:s"],
)
async def test_a_stale_button_says_so(stage: Stage, person: Person, data: str) -> None:
    page = await stage.say(person, "/curve")
    person.press_data(page.id, data)
    await stage.settled()
    assert "older message" in person.last.text
