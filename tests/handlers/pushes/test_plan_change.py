"""The plan changed: told once it stands still, and never for the athlete's own doing."""

from datetime import date

from tests.handlers.pushes.noticing import look, told, watched
from tests.stage import Stage

CHANGED = "Your plan has changed"


async def test_changes_of_a_coach_are_told_together_when_they_stand_still(stage: Stage) -> None:
    person = await watched(stage)
    site = stage.intervals.athletes["i1001"]
    site.events.clear()
    vo2 = site.add_event(
        date(2026, 11, 26), name="2×20", type="Ride", description="- 20m 95%\n- 20m 95%"
    )
    gone = site.add_event(date(2026, 11, 27), name="Easy run", type="Run", description="- 40m 70%")
    await look(stage)
    await look(stage, hours=1)
    await look(stage, hours=1)
    before = len(told(person, CHANGED))
    assert before == 1  # what was cleared and added here, all in one
    stage.clock.forward(days=1)
    for _ in range(3):
        await look(stage, hours=1)
    assert len(told(person, CHANGED)) == 1
    old = vo2["icu_training_load"]
    vo2 |= {"name": "3×12", "description": "- 12m 95%\n- 12m 95%\n- 12m 95%"}
    site.structure(vo2)
    await look(stage, hours=1)
    del site.events[gone["id"]]
    await look(stage, minutes=11)
    assert len(told(person, CHANGED)) == 1
    for _ in range(2):
        await look(stage, minutes=61)
    text = told(person, CHANGED)[-1]
    new = vo2["icu_training_load"]
    assert text == (
        "Your plan has changed: 2 sessions\n\n"
        f"Thu: 2×20 → 3×12, 40m → 36m, load {old} → {new}\n"
        "Fri: − 🏃 Easy run · 40m"
    )
    why = await stage.press(person, "Why?")
    assert "not through me" in why.text
    vo2["description"] = "- 10m 60%\n- 12m 95%"
    site.structure(vo2)
    for _ in range(2):
        await look(stage, hours=1)
    assert len(told(person, CHANGED)) == 2  # no second one on that day
    stage.clock.forward(hours=12)
    for _ in range(4):
        await look(stage, hours=1)
    assert len(told(person, CHANGED)) == 3


async def test_what_the_athlete_does_here_and_time_itself_are_no_changes(stage: Stage) -> None:
    person = await watched(stage, "zh")
    site = stage.intervals.athletes["i1001"]
    said = "计划有"
    await stage.say(person, "/plan add thu Ride Tempo 1h")
    assert any("Tempo" in str(each.get("name")) for each in site.events.values())
    for _ in range(3):
        await look(stage, hours=1)
    await stage.say(person, "/undo")
    for _ in range(8):
        await look(stage, hours=15)
    assert not told(person, said)
    site.add_event(date(2026, 11, 30), name="Test", type="Ride", description="- 30m 80%")
    for _ in range(3):
        await look(stage, hours=1)
    assert told(person, said)[-1].startswith("你的计划有 1 处变动\n\n周一：+ 🚴 Test")


async def test_thresholds_changed_here_change_no_plan(stage: Stage) -> None:
    person = await watched(stage)
    site = stage.intervals.athletes["i1001"]
    await stage.say(person, "/zones Ride ftp 260")
    await stage.press(person, "Save")
    for event in site.events.values():  # which intervals.icu works out anew
        event["icu_training_load"] = (event.get("icu_training_load") or 0) + 3
    for _ in range(3):
        await look(stage, hours=1)
    assert not told(person, CHANGED)
    moved = next(e for e in site.events.values() if e["start_date_local"] > "2026-11-24")
    moved |= {"start_date_local": "2026-12-03T00:00:00", "end_date_local": "2026-12-03T00:00:00"}
    for _ in range(3):
        await look(stage, hours=1)
    [line] = told(person, CHANGED)[-1].splitlines()[2:]
    assert line == f"Tue → Thu, Dec 3: {moved['name']}"


async def test_many_changes_are_ten_lines_and_how_many_more(stage: Stage) -> None:
    person = await watched(stage)
    site = stage.intervals.athletes["i1001"]
    for number in range(14):
        day = date(2026, 11, 24 + number % 3)
        site.add_event(day, name=f"Strides {number}", type="Run", description="- 30m 70%")
    for _ in range(3):
        await look(stage, hours=1)
    [text] = told(person, CHANGED)
    assert text.count("Strides") == 10
    assert text.endswith("and 4 more")
