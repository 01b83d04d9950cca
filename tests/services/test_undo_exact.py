"""Undo after every kind of write: all is as it was, field by field, and nothing over others."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from sandbox.intervals.answers import Wire
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.changes import Kind, WriteKey
from services.edits import again, guarded, in_watts, lasting, scaled, skipped
from services.errors import ChangedSinceError
from services.intervals.client import Intervals
from services.intervals.models import NewActivity, NewEvent
from services.logbook import Edit
from services.planner import Make
from storage.models import Change

DAY = timedelta(days=1)
STEPS = "Warmup\n- 10m ramp 50-75%\n\n3x\n- Hard 12m 90% 85-95rpm\n- 4m Z2 HR\n\n- 1km 80% Pace"
# What the service sets itself, and what a new event has anew.
SERVICES_OWN = {"id", "uid", "updated", "session_rpe"}
EMPTY: tuple[object, ...] = (None, "", "NONE", [], False)


@dataclass
class Scene:
    """Alice's account, with one of everything that may be written to."""

    services: Services
    intervals: Intervals
    site: AthleteData
    key: WriteKey
    today: date

    def event(self, name: str) -> int:
        """Its id, which is another one once it was deleted and is back."""
        every = self.site.events.items()
        return next(number for number, each in every if each.get("name") == name)

    def next_update(self) -> None:
        self.key = replace(self.key, update_id=self.key.update_id + 1)

    def state(self) -> dict[str, Any]:
        """All that is there, but for what is empty, and what an event is known by."""
        names = {number: event.get("name") for number, event in self.site.events.items()}
        return {
            "events": sorted(
                (_told(each) for each in self.site.events.values()),
                key=lambda each: (str(each["name"]), str(each["start_date_local"])),
            ),
            "activities": {
                number: _told(each) | {"plan": names.get(each.get("paired_event_id") or 0)}
                for number, each in self.site.activities.items()
            },
            "wellness": {
                day: told for day, each in self.site.wellness.items() if (told := _told(each))
            },
            "settings": [_told(each) for each in self.site.sport_settings],
        }


def _told(record: Wire) -> Wire:
    kept = {k: v for k, v in record.items() if k not in SERVICES_OWN and v not in EMPTY}
    kept.pop("paired_event_id", None)
    if str(kept.get("external_id", "")).startswith("soigneur-"):
        del kept["external_id"]
    if kept.get("name") == "Wordless":  # it comes back with its steps as text
        kept.pop("description", None)
    return kept


@pytest.fixture
def scene(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> Scene:
    scene = Scene(services, intervals, alice, key, today)
    for kind in (alice.events, alice.activities, alice.wellness):
        kind.clear()
    alice.wellness[today] = {"id": str(today), "hrv": 58.33334, "comments": "Slept <well>"}
    alice.wellness[today - DAY] = {"id": str(today - DAY), "sleepSecs": 27000, "soreness": 2}
    more = {"color": "red", "tags": ["key"], "indoor": True, "carbs_per_hour": 80}
    every: dict[str, Wire] = {
        "Full": {"type": "Ride", "description": STEPS, "start_date_local": f"{today}T18:00:00"}
        | more,
        "Prose": {"type": "Run", "description": "Easy.", "moving_time": 3600, "distance": 9000.0},
        "Wordless": {"type": "Ride", "description": STEPS},
        "Theirs": {"type": "Ride", "external_id": "tp-77", "icu_training_load": 40},
        "Note": {"category": "NOTE", "end_date_local": f"{today + 3 * DAY}T00:00:00"},
        "Target": {"category": "TARGET", "type": "Ride", "load_target": 450, "for_week": True},
    }
    for name, fields in every.items():
        alice.add_event(today, name=name, **fields)
    alice.events[scene.event("Wordless")]["description"] = None
    done = {"type": "Ride", "name": "Done", "moving_time": 5400, "tags": ["club"]}
    done |= {"start_date_local": f"{today}T05:10:00", "sub_type": "COMMUTE"}
    alice.add_activity(id="i1", paired_event_id=scene.event("Wordless"), **done)
    alice.add_activity(id="i2", **done)
    alice.sport_settings[0]["indoor_ftp"] = alice.sport_settings[1]["hr_zones"] = None
    return scene


Records = dict[str, Wire]
Write = Callable[[Scene], Awaitable[Change]]


def recorded(*days: dict[str, Any]) -> Write:
    async def write(scene: Scene) -> Change:
        values = {scene.today - DAY * number: each for number, each in enumerate(days)}
        return (await scene.services.wellness.record(scene.intervals, scene.key, values)).change

    return write


def edited(edit: Edit) -> Write:
    async def write(scene: Scene) -> Change:
        book = scene.services.logbook
        return (await book.change(scene.intervals, scene.key, "i1", edit)).change

    return write


def paired(activity: str, event: str | None) -> Write:
    async def write(scene: Scene) -> Change:
        found = await scene.intervals.activity(activity)
        number = scene.event(event) if event else None
        return await scene.services.pairing.pair(scene.intervals, scene.key, found, number)

    return write


def changed(event: str, make: Make) -> Write:
    async def write(scene: Scene) -> Change:
        return await scene.services.plan.edit(scene.intervals, scene.key, scene.event(event), make)

    return write


def removed(event: str) -> Write:
    async def write(scene: Scene) -> Change:
        return await scene.services.plan.remove(scene.intervals, scene.key, scene.event(event))

    return write


def entered(*names: str) -> Write:
    async def write(scene: Scene) -> Change:
        day, hour, length = scene.today, time(18), timedelta(minutes=52)
        activities = [NewActivity(day, hour, "Run", length, name, rpe=4) for name in names]
        book = scene.services.logbook
        return (await book.enter(scene.intervals, scene.key, activities)).change

    return write


def added(*events: Callable[[date], NewEvent]) -> Write:
    async def write(scene: Scene) -> Change:
        made = [each(scene.today) for each in events]
        return (await scene.services.plan.add(scene.intervals, scene.key, made)).change

    return write


async def copied(scene: Scene) -> Change:
    events = await scene.intervals.events(scene.today, scene.today)
    copies = [again(each).moved(each.day + 70 * DAY) for each in events]
    return (await scene.services.plan.add(scene.intervals, scene.key, copies)).change


async def hidden(scene: Scene) -> Change:
    events = await scene.intervals.events(scene.today, scene.today)
    days = (scene.today, scene.today)
    return await scene.services.plan.guard(
        scene.intervals, scene.key, events, days, "hidden", value=True
    )


async def done(scene: Scene) -> Change:
    event = await scene.intervals.event(scene.event("Full"))
    return await scene.services.plan.mark_done(scene.intervals, scene.key, event)


async def removed_and_unpaired(scene: Scene) -> Change:
    """Whether the service forgets what was done from an event is not known."""
    change = await removed("Wordless")(scene)
    scene.site.activities["i1"]["paired_event_id"] = None
    return change


def set_to(name: str, value: Any, sport: int = 0, *, recalculate: bool = False) -> Write:  # noqa: ANN401
    async def write(scene: Scene) -> Change:
        number = scene.site.sport_settings[sport]["id"]
        made = await scene.services.sport_settings.change(
            scene.intervals, scene.key, number, name, value, recalculate=recalculate
        )
        return made.change

    return write


def workout(day: date) -> NewEvent:
    return NewEvent(day=day + DAY, category="WORKOUT", sport="Ride", name="New", text=STEPS)


def absence(day: date) -> NewEvent:
    return NewEvent(day=day + DAY, last_day=day + 3 * DAY, category="SICK", name="Cold")


ALL: dict[str, Write] = {
    "wellness": recorded({"hrv": 61.0, "weight": 70.2, "abdomen": 80.0, "comments": "Tired"}),
    "wellness cleared": recorded({"hrv": None, "comments": None}),
    "wellness of days": recorded(
        {"sleep": timedelta(hours=7), "menstrual_phase": "luteal"},
        {"sleep": None, "soreness_rating": 1},
        {"weight": 71.0},
    ),
    "feel and effort": edited({"feel": 2, "rpe": 7}),
    "name, text, tags": edited({"name": "Other", "text": "Legs", "tags": ["race", "hot"]}),
    "no commute, no tags": edited({"sub_type": None, "tags": None}),
    "paired": paired("i2", "Full"),
    "paired otherwise": paired("i1", "Full"),
    "from no plan": paired("i1", None),
    "entered": entered("Easy run"),
    "entered, several": entered("A", "B"),
    "added": added(workout),
    "added, several": added(workout, absence),
    "copied": copied,
    "renamed": changed("Full", lambda new: replace(new, name="Sweeter")),
    "moved": changed("Note", lambda new: new.moved(new.day + 2 * DAY)),
    "moved to an hour": changed("Prose", lambda new: replace(new, hour=time(7))),
    "steps": changed("Full", lambda new: replace(new, text="- 20m 60%")),
    "steps for prose": changed(
        "Prose", lambda new: replace(new, text="- 9m Z2 HR", moving_time=None, distance=None)
    ),
    "longer": changed("Full", lambda new: scaled(new, 1.2)),
    "longer, of prose": changed("Prose", lambda new: scaled(new, 1.2)),
    "longer, wordless": changed("Wordless", lambda new: scaled(new, 1.2)),
    "lasting": changed("Theirs", lambda new: lasting(new, timedelta(minutes=45))),
    "in watts": changed("Full", lambda new: in_watts(new, 250)),
    "outdoors": changed("Full", lambda new: replace(new, indoor=False)),
    "indoors": changed("Prose", lambda new: replace(new, indoor=True)),
    "target": changed("Target", lambda new: replace(new, load_target=None, distance_target=9e4)),
    "skipped": changed("Full", lambda new: skipped(new, "Skipped: Full")),
    "skipped, of prose": changed("Prose", lambda new: skipped(new, "Skipped: Prose")),
    "skipped, wordless": changed("Wordless", lambda new: skipped(new, "Skipped")),
    "locked": changed("Theirs", lambda new: guarded(new, "locked", value=True)),
    "hidden": hidden,
    "done": done,
    "deleted": removed("Full"),
    "deleted note": removed("Note"),
    "deleted target": removed("Target"),
    "deleted, found by others": removed("Theirs"),
    "deleted, done and wordless": removed("Wordless"),
    "deleted, done and unpaired": removed_and_unpaired,
    "threshold": set_to("ftp", 260),
    "threshold, new": set_to("indoor_ftp", 250),
    "threshold with zones": set_to("lthr", 160, recalculate=True),
    "threshold with first zones": set_to("max_heart_rate", 190, 1, recalculate=True),
    "threshold taken away": set_to("ftp", None),
    "zones": set_to("power_zones", [50, 70, 85, 100, 115, 140, 999]),
}  # fmt: skip


async def test_all_is_as_it_was_field_by_field(scene: Scene) -> None:
    wrong = {name: [each async for each in _wrong(scene, write)] for name, write in ALL.items()}
    assert {name: said for name, said in wrong.items() if said} == {}


async def _wrong(scene: Scene, write: Write) -> AsyncIterator[object]:
    """What is not as it should be after a write and its Undo, also when others come between."""
    scene.next_update()
    before, stored = scene.state(), deepcopy(_records(scene.site))
    change = await write(scene)
    if scene.state() == before:
        yield "nothing was written"
    left = {} if change.kind == Kind.EVENT_REMOVED else _records(scene.site)
    for record, what, old in _touched(stored, left):
        ours, record[what] = record[what], _other(record[what], old)
        theirs = scene.state()
        try:
            await _undo(scene, change)
            yield f"{what} of others was lost"
        except ChangedSinceError:
            if scene.state() != theirs:
                yield f"touched in spite of {what}"
        record[what] = ours
        break
    for times in ("once", "twice"):
        await _undo(scene, change)
        if scene.state() != before:
            yield times, *_difference(before, scene.state())


def _difference(before: object, after: object, place: str = "") -> Iterator[str]:
    if isinstance(before, list) and isinstance(after, list):
        before, after = (dict(enumerate(each)) for each in (before, after))
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() | after.keys():
            yield from _difference(before.get(key), after.get(key), f"{place} {key}")
    elif before != after:
        yield f"{place}: {before} is {after}"


async def _undo(scene: Scene, change: Change) -> None:
    scene.next_update()
    await scene.services.changes.undo(scene.intervals, scene.key, change.id)


def _records(site: AthleteData) -> Records:
    """Everything that can be written to, by a name of its own."""
    kinds = (site.events, site.activities, site.wellness)
    found = {str(key): record for kind in kinds for key, record in kind.items()}
    return found | {str(each["id"]): each for each in site.sport_settings}


def _touched(before: Records, after: Records) -> Iterator[tuple[Wire, str, object]]:
    """What a write made or changed, a field of it that others may change then, and its value."""
    for key, record in after.items():
        old = before.get(key, {})
        differing = [k for k in record if record[k] != old.get(k) and k not in SERVICES_OWN]
        if differing:
            named = "name" in record and ("category" in record or not old)
            what = "name" if named else differing[0]
            yield record, what, old.get(what)


def _other(ours: object, before: object) -> object:
    """A value of the same kind that is neither what is there nor what was."""
    match before if ours in EMPTY else ours:
        case int() | float() as number:
            return number + 1
        case [first, *_]:
            return [first]
    return "Changed"
