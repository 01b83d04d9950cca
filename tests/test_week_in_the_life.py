"""A week in the life: from Monday's check-in to Sunday's review, in both languages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sandbox.intervals.answers import Wire
from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests import files
from tests.stage import Stage, ann

MONDAY = date(2026, 11, 23)
TYPED = {
    "en": {
        "wellness": "slept 7h30, hrv 62, legs sore",
        "race": "/plan race A 2027-05-09 Run Hamburg 42.2km",
        "note": "/plan note sat Physio",
        "target": "/plan target this week Run load 150",
        "sick": "/plan sick fri",
        "run": "/log activity yesterday 18:00 Run 10km 52m Easy run",
        "several": "/log activity wed Swim 1500m 30m\nthu Walk 5km 1h",
        "ftp": "/zones Ride ftp 250",
        "find": "/activities find tempo",
        "month": "/activities 28d",
        "copy": "/plan copy this week",
    },
    "zh-hans": {
        "wellness": "睡了7小时30分，hrv 62，腿酸",
        "race": "/plan race A 2027-05-09 跑步 汉堡 42.2公里",
        "note": "/plan note 周六 理疗",
        "target": "/plan target 这周 跑步 负荷150",
        "sick": "/plan sick 周五",
        "run": "/log activity 昨天 18:00 跑步 10公里 52分钟 轻松跑",
        "several": "/log activity 周三 游泳 1500米 30分钟\n周四 步行 5公里 1小时",
        "ftp": "/zones 骑行 ftp 250",
        "find": "/activities 查找 tempo",
        "month": "/activities 28天",
        "copy": "/plan copy 这周",
    },
}


class Life:
    """One athlete's chat: texts of their language, buttons by the key of their words."""

    def __init__(self, stage: Stage, person: Person, site: AthleteData, language: str) -> None:
        self.stage, self.person, self.site = stage, person, site
        self.typed = TYPED[language]
        name = "en" if language == "en" else "zh_Hans"
        self.plain: Callable[..., str] = stage.world.desk.languages[name].plain

    async def says(self, what: str) -> Message:
        return await self.stage.say(self.person, self.typed.get(what, what))

    async def taps(self, key: str, message: Message | None = None) -> Message:
        """A button by its words."""
        return await self.stage.press(self.person, self.plain(key), message)

    async def opens(self, name: str, message: Message) -> Message:
        """A button by the name on it."""
        return await self.stage.press(self.person, name, message)

    async def sleeps(self) -> None:
        self.stage.clock.forward(days=1)

    def planned(self, name: str) -> list[Wire]:
        """Of this week and later."""
        ours = [each for each in self.site.events.values() if each.get("name") == name]
        return [each for each in ours if each["start_date_local"] >= MONDAY.isoformat()]

    def planned_in_next_week(self, name: str) -> bool:
        following = (MONDAY + timedelta(days=7)).isoformat()
        return any(each["start_date_local"] >= following for each in self.planned(name))


@pytest.fixture(params=TYPED)
async def life(stage: Stage, request: pytest.FixtureRequest) -> Life:
    site = ann(stage)
    site.add_to_library("Bike", "Ride", "Tempo 2x8", "- 10m 60%\n\n2x\n- 8m 85%\n- 4m 55%")
    person = await stage.connected(language=request.param)
    return Life(stage, person, site, request.param)


async def test_from_mondays_check_in_to_sundays_review(life: Life) -> None:
    await monday(life)
    await life.sleeps()
    await tuesday(life)
    await life.sleeps()
    await wednesday(life)
    await life.sleeps()
    await thursday(life)
    await life.sleeps()
    await friday(life)
    await life.sleeps()
    await saturday(life)
    await life.sleeps()
    await sunday(life)


async def monday(life: Life) -> None:
    """The check-in in a line and by a tap, the workout shortened, ridden and rated."""
    await life.says("wellness")
    asked = await life.says("/log wellness")
    await life.opens(life.plain("wellness.sleep_quality.2"), asked)
    await life.says("/cancel")
    day = life.site.wellness[MONDAY]
    assert (day["sleepSecs"], day["hrv"], day["soreness"]) == (27000, 62, 3)
    card = await life.opens("Sweet spot", await life.says("/plan"))
    shown = await life.opens("−20%", await life.taps("plan.edit", card))
    assert "58" in shown.text
    saved = await life.taps("button.save", shown)
    assert life.planned("Sweet spot 3x12")[0]["moving_time"] < 3600
    zwo = await life.opens(".zwo", saved)
    assert zwo.document
    done = await life.stage.send(life.person, "morning.fit", files.fit_activity())
    assert "Sweet spot 3x12" in done.text
    rated = await life.taps("activity.how", done)
    await life.taps("activity.feel.2", rated)
    await life.opens("7 ", rated)
    [ridden] = [each for each in life.site.activities.values() if "_digest" in each]
    assert ridden["paired_event_id"] == life.planned("Sweet spot 3x12")[0]["id"]
    assert (ridden["feel"], ridden["icu_rpe"]) == (2, 7)


async def tuesday(life: Life) -> None:
    """Too tired for the run: skipped, thought better of, and skipped after all."""
    card = await life.opens("Easy run", await life.says("/plan"))
    skipped = await life.taps("plan.reason_tired", await life.taps("plan.skip", card))
    await life.taps("undo.button", skipped)
    assert life.planned("Easy run")[0]["category"] == "WORKOUT"
    card = await life.opens("Easy run", await life.says("/plan"))
    await life.taps("plan.reason_tired", await life.taps("plan.skip", card))
    [note] = [each for each in life.site.events.values() if "Easy run" in (each.get("name") or "")
              and each["start_date_local"].startswith("2026-11-24")]  # fmt: skip
    assert note["category"] == "NOTE"


async def wednesday(life: Life) -> None:
    """The calendar: a race, a note, a target; what is on it can be seen by its kind."""
    for what in ("race", "note", "target"):
        assert life.plain("undo.button") in (await life.says(what)).labels
    by_kind = {each["category"]: each for each in life.site.events.values()}
    assert by_kind["RACE_A"]["distance"] == pytest.approx(42200)
    targets = [each for each in life.site.events.values() if each["category"] == "TARGET"]
    assert any(each.get("load_target") == 150 and each["type"] == "Run" for each in targets)


async def thursday(life: Life) -> None:
    """Sick on Friday; not so bad after all."""
    said = await life.says("sick")
    assert any(each["category"] == "SICK" for each in life.site.events.values())
    await life.taps("undo.button", said)
    assert not any(each["category"] == "SICK" for each in life.site.events.values())


async def friday(life: Life) -> None:
    """One activity by a line, two after a preview; a new FTP, old beside new."""
    await life.says("run")
    preview = await life.says("several")
    before = len(life.site.activities)
    await life.taps("button.save", preview)
    assert len(life.site.activities) == before + 2
    preview = await life.says("ftp")
    assert "238 W → 250 W" in preview.text
    await life.taps("button.save", preview)
    [ride] = [each for each in life.site.sport_settings if "Ride" in each["types"]]
    assert ride["ftp"] == 250


async def saturday(life: Life) -> None:
    """Looking back and ahead: curve, fitness, a search with pages, a workout of the library."""
    for pictured in ("/curve", "/fitness", "/wellness"):
        assert (await life.says(pictured)).photo
    assert "tempo" in (await life.says("find")).text
    older = await life.taps("activities.older", await life.says("month"))
    assert "2/" in older.text or "page 2" in older.text or "第 2" in older.text
    folders = await life.says("/library")
    card = await life.opens("Tempo 2x8", await life.opens("Bike", folders))
    asked = await life.taps("library.put", card)
    saved = await life.opens(asked.labels[1], asked)
    assert "Tempo 2x8" in saved.text
    assert life.planned("Tempo 2x8")[0]["start_date_local"].startswith("2026-11-29")


async def sunday(life: Life) -> None:
    """The review has what was done; the next week gets this one's workouts once more."""
    review = await life.says("/week")
    assert review.photo
    done = [
        each
        for each in life.site.activities.values()
        if each["start_date_local"] >= "2026-11-23" and each.get("source") != "STRAVA"
    ]
    assert len(done) == 4  # the ride, the run, the swim and the walk
    load = sum(each.get("icu_training_load") or 0 for each in done)
    assert str(load) in review.text.splitlines()[0]
    assert "Easy run" in review.text  # among what was skipped
    preview = await life.says("copy")
    assert not life.planned_in_next_week("Tempo 2x8")
    await life.taps("button.save", preview)
    assert life.planned_in_next_week("Tempo 2x8")
