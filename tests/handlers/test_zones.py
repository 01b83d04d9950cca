"""/zones: thresholds and zones, changing them with a preview, Undo, past activities."""

import pytest

from sandbox.intervals.answers import Wire
from sandbox.telegram.person import Person
from tests.stage import Stage

LIST = "GET /api/v1/athlete/0/sport-settings"


def stored(stage: Stage, number: int) -> Wire:
    """The settings as intervals.icu has them: 701 Ride, 702 Run, 703 Swim, 704 others."""
    [found] = [
        each for each in stage.intervals.athletes["i1001"].sport_settings if each["id"] == number
    ]
    return found


def writes(stage: Stage) -> list[str]:
    return [each for each in stage.asked() if not each.startswith("GET")]


async def test_zones_in_watts_beats_and_paces_by_one_call(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/zones")
    assert stage.asked() == [LIST]
    assert answer.text.startswith("Ride · FTP 238 W\nLTHR 168 bpm · Max HR 188 bpm\n\n")
    assert "Z2 Endurance 131–178 W (55–75%)" in answer.text
    assert "Z7 Neuromuscular > 357 W (> 150%)" in answer.text
    assert "Z1 Recovery ≤ 136 bpm (< 81%)\nZ2 Aerobic 137–150 bpm (81–89%)" in answer.text
    shown, _, folded = answer.text.partition("\n\nHR zones")
    assert len(shown.splitlines()) <= 15
    assert folded
    run = await stage.press(person, "Run", answer)
    assert run.id == answer.id
    assert run.text.startswith("Run · Threshold pace 4:20/km\n")
    assert "Z1 > 5:35/km (< 77.5%)\nZ2 5:35–4:56/km (77.5–87.7%)" in run.text
    assert "Z7 < 3:53/km (> 111.5%)" in run.text
    assert "1:50/100m" in (await stage.say(person, "/zones swim")).text
    assert (await stage.say(person, "zones yoga")).text.startswith("Other sports\nLTHR")


async def test_a_missing_threshold_is_said(stage: Stage, person: Person) -> None:
    stored(stage, 701)["ftp"] = None
    answer = await stage.say(person, "/zones Ride")
    assert "FTP is not set: its zones are in percent only" in answer.text
    assert "Z2 Endurance 55–75%" in answer.text
    stage.intervals.athletes["i1001"].sport_settings[:] = [{"id": 9, "types": ["Ride"]}]
    stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
    answer = await stage.say(person, "/zones Ride")
    assert answer.text == "Ride\n\nNo zones are set."
    assert "no settings for Run" in (await stage.say(person, "/zones Run")).text
    stage.intervals.athletes["i1001"].sport_settings.clear()
    stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
    assert "no sport settings of yours yet" in (await stage.say(person, "/zones")).text


async def test_ftp_is_previewed_saved_and_undone(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/zones Ride ftp 260")
    assert asked.text.startswith("Ride · FTP 238 W → 260 W\n")
    assert "Z2 Endurance 143–195 W (55–75%)" in asked.text
    assert stage.asked() == [LIST]
    stage.intervals.calls.clear()
    saved = await stage.press(person, "Save", asked)
    assert saved.text == "Saved. Ride · FTP 260 W"
    assert stage.asked() == [LIST, "PUT /api/v1/athlete/0/sport-settings/701"]
    call = stage.intervals.calls[-1]
    assert (call.query, call.body) == ({"recalcHrZones": "false"}, {"ftp": 260})
    undone = await stage.press(person, "Undo", saved)
    assert undone.text == "Undone. Ride, as before:\nFTP 238 W"
    assert stored(stage, 701)["ftp"] == 238


async def test_a_value_that_was_not_there_is_cleared_by_undo(stage: Stage, person: Person) -> None:
    await stage.say(person, "/zones Ride indoor ftp 250")
    saved = await stage.press(person, "Save")
    assert saved.text == "Saved. Ride · Indoor FTP 250 W"
    assert stored(stage, 701)["indoor_ftp"] == 250
    await stage.say(person, "/zones Ride indoor ftp -")
    saved = await stage.press(person, "Save")
    assert saved.text == "Saved. Ride · Indoor FTP not set"
    assert stored(stage, 701)["indoor_ftp"] is None
    await stage.press(person, "Undo", saved)
    assert stored(stage, 701)["indoor_ftp"] == 250
    undone = await stage.say(person, "/undo")
    await stage.press(person, "Undo", undone)
    assert stored(stage, 701)["indoor_ftp"] is None


async def test_recalculating_is_asked_and_hand_made_zones_come_back(
    stage: Stage, person: Person
) -> None:
    run = stored(stage, 702)
    run["hr_zones"] = own = [131, 145, 156, 166, 171, 176, 188]
    asked = await stage.say(person, "/zones Run lthr 172")
    old_new, also, _, ask, *_ = asked.text.splitlines()
    assert old_new == "Run · LTHR 168 bpm → 172 bpm"
    assert also == "Also for Virtual run, Trail run"
    assert ask.startswith("Should intervals.icu recalculate")
    assert "131 145 156 166 171 176 188 bpm" in asked.text
    assert not writes(stage)
    saved = await stage.press(person, "keep my HR zones", asked)
    assert stage.intervals.calls[-1].query == {"recalcHrZones": "false"}
    assert (run["lthr"], run["hr_zones"]) == (172, own)
    await stage.press(person, "Undo", saved)
    assert run["lthr"] == 168
    asked = await stage.say(person, "/zones Run max hr 192")
    saved = await stage.press(person, "recalculate", asked)
    assert stage.intervals.calls[-1].query == {"recalcHrZones": "true"}
    assert run["hr_zones"] != own
    assert f"{run['hr_zones'][-1]} bpm" in saved.text
    await stage.press(person, "Undo", saved)
    assert (run["max_hr"], run["hr_zones"]) == (188, own)
    assert stage.intervals.calls[-1].query == {"recalcHrZones": "false"}


async def test_undo_leaves_what_was_changed_since(stage: Stage, person: Person) -> None:
    await stage.say(person, "/zones Run lthr 172")
    saved = await stage.press(person, "recalculate")
    stored(stage, 702)["hr_zones"][0] += 1
    before = len(writes(stage))
    assert "changed" in (await stage.press(person, "Undo", saved)).text
    assert stored(stage, 702)["lthr"] == 172
    assert len(writes(stage)) == before


async def test_zones_and_pace(stage: Stage, person: Person) -> None:
    await stage.say(person, "/zones Run pace 4:05/km")
    saved = await stage.press(person, "Save")
    assert saved.text == "Saved. Run · Threshold pace 4:05/km"
    assert stored(stage, 702)["threshold_pace"] == pytest.approx(1000 / 245)
    await stage.press(person, "Undo", saved)
    assert stored(stage, 702)["threshold_pace"] == pytest.approx(3.8461538)
    asked = await stage.say(person, "/zones Ride power zones 56 76 91 106 121 151")
    assert "55 75 90 105 120 150% → 56 76 91 106 121 151%" in asked.text
    saved = await stage.press(person, "Save")
    assert stored(stage, 701)["power_zones"] == [56, 76, 91, 106, 121, 151, 999]
    await stage.press(person, "Undo", saved)
    assert stored(stage, 701)["power_zones"] == [55, 75, 90, 105, 120, 150, 999]


async def test_past_activities_are_asked_about_first(stage: Stage, person: Person) -> None:
    await stage.say(person, "/zones Ride ftp 260")
    saved = await stage.press(person, "Save")
    stage.intervals.calls.clear()
    asked = await stage.press(person, "Apply to past", saved)
    assert asked.text.startswith("Apply the Ride settings to past activities?")
    assert not writes(stage)
    done = await stage.press(person, "Apply", asked)
    assert done.text.startswith("intervals.icu is working on it.")
    assert writes(stage) == ["PUT /api/v1/athlete/0/sport-settings/701/apply"]


async def test_by_buttons_and_a_typed_number(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/zones Run")
    fields = await stage.press(person, "Change", page)
    assert fields.text.startswith("What do you want to change?\n\nRun · Threshold pace 4:20/km")
    asked = await stage.press(person, "Threshold pace", fields)
    assert "Now 4:20/km." in asked.text
    wrong = await stage.say(person, "0:30/km")
    assert "from 2:00/km to 15:00/km" in wrong.text
    preview = await stage.say(person, "4:05")
    assert preview.text.startswith("Run · Threshold pace 4:20/km → 4:05/km")
    await stage.press(person, "Cancel", preview)
    assert not writes(stage)
    same = await stage.say(person, "/zones Run max hr 188")
    assert same.text == "Run: Max HR is 188 bpm already; nothing to change."
    assert (await stage.press(person, "Zones", same)).text.startswith("Run")


@pytest.mark.parametrize(
    ("sport", "field", "near", "said"),
    [
        ("Ride", "FTP", ["228 W", "233 W", "243 W", "248 W"], "Ride · FTP 238 W → 243 W"),
        ("Run", "LTHR", ["164 bpm", "166 bpm", "170 bpm", "172 bpm"], "LTHR 168 bpm → 170 bpm"),
        (
            "Run",
            "Threshold pace",
            ["4:30/km", "4:25/km", "4:15/km", "4:10/km"],
            "Threshold pace 4:20/km → 4:15/km",
        ),
        (
            "Swim",
            "Threshold pace",
            ["1:52/100m", "1:51/100m", "1:49/100m", "1:48/100m"],
            "Threshold pace 1:50/100m → 1:49/100m",
        ),
    ],
)
async def test_a_value_near_the_present_one_is_tapped(
    stage: Stage, person: Person, sport: str, field: str, near: list[str], said: str
) -> None:
    page = await stage.press(person, "Change", await stage.say(person, f"/zones {sport}"))
    asked = await stage.press(person, field, page)
    assert asked.labels == [*near, "✖ Cancel"]
    shown = await stage.press(person, near[2], asked)
    assert said in shown.text
    assert writes(stage) == []
    await stage.press(person, "Save", shown)
    assert len(writes(stage)) == 1


async def test_said_in_an_athletes_own_words(stage: Stage, person: Person) -> None:
    stored(stage, 702)["pace_units"] = "MINS_MILE"
    await stage.say(person, "/zones Ride ftp")
    preview = await stage.say(person, "ftp 260 W")
    assert preview.text.startswith("Ride · FTP 238 W → 260 W\n")
    await stage.say(person, "/zones Run lthr")
    other = await stage.say(person, "max hr: 192")
    assert other.text.startswith("Run · Max HR 188 bpm → 192 bpm\n")
    for text, change in (
        ("ftp to 250", "Ride · FTP 238 W → 250 W"),
        ("run pace 6:40 min/mi", "Run · Threshold pace 6:58/mi → 6:40/mi"),
        ("pace 6:30", "Run · Threshold pace 6:58/mi → 6:30/mi"),
        ("骑行 FTP 改为 250", "Ride · FTP 238 W → 250 W"),
        ("/zones swim pace 1:40", "Swim · Threshold pace 1:50/100m → 1:40/100m"),
    ):
        assert (await stage.say(person, text)).text.startswith(change + "\n"), text
    assert not writes(stage)
    for text in ("ftp test", "threshold 3x10m", "ftp 260 next week"):
        assert "→" not in (await stage.say(person, text)).text, text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ride ftp 2600", "from 40 to 600 W, for example 260"),
        ("Run lthr 20", "from 90 to 188 bpm, for example 172"),
        ("Run pace 0:30/km", "from 2:00/km to 15:00/km"),
        ("Run pace fast", "I cannot read “fast” as a pace"),
        ("Ride power zones 75 55 90 105 120 150", "55 follows 75"),
        ("Ride power zones 55 75", "It takes 6 numbers, not 2"),
        ("Ride hr zones 1 2 3 4 5 6", "between 60 and 240"),
        ("Ride power zones fast", "Send where each one ends"),
        ("Ride hr zones 130 145 155 165 175 190", "ends at your max HR, 188 bpm, and 190"),
        ("Ride colour 3", "names nothing that can be changed"),
    ],
)
async def test_what_cannot_be_is_told_and_nothing_written(
    stage: Stage, person: Person, typed: str, said: str
) -> None:
    answer = await stage.say(person, f"/zones {typed}")
    assert said in answer.text
    assert not writes(stage)


async def test_buttons_from_another_time(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/zones")
    for data in ("zones", "zones:show:x", "zones:field:701:name", "zones:save:9:maybe",
                 "zones:save:99:new", "zones:apply:²"):  # fmt: skip
        person.press_data(page.id, data)
        await stage.settled()
        assert "reference" not in person.last.text
    assert not writes(stage)


async def test_in_chinese_and_whole(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    page = await stage.say(person, "区间 骑行")
    assert page.text.startswith("骑行 · FTP 238")
    assert "Z2 Endurance 131–178" in page.text
    asked = await stage.say(person, "/zones 跑步 乳酸阈心率 172")
    assert "重新计算心率区间吗" in asked.text
    saved = await stage.press(person, "保留", asked)
    assert saved.text.startswith("已保存。跑步 · 乳酸阈心率 172")
    assert (await stage.press(person, "撤销", saved)).text.startswith("已撤销。跑步恢复为：\n")
    assert "应在 40 到 600 W" in (await stage.say(person, "/zones 骑行 FTP 9")).text


async def test_a_change_whose_answer_was_lost_can_be_undone(stage: Stage, person: Person) -> None:
    run = stored(stage, 702)
    own = list(run["hr_zones"])
    await stage.say(person, "/zones Run lthr 172")
    stage.intervals.faults.add("sport-settings", method="PUT", times=None, drop_after_effect=True)
    lost = await stage.press(person, "recalculate")
    assert "Saved" not in lost.text
    assert run["lthr"] == 172
    assert run["hr_zones"] != own
    assert "Undone" not in (await stage.say(person, "/undo")).text  # nor is that one's known
    stage.intervals.faults.clear()
    await stage.say(person, "/undo")
    assert (run["lthr"], run["hr_zones"]) == (168, own)
