"""Plan watch: how the sessions of the coming days differ from what the athlete knows. Pure."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from services.changes import Kind
from services.intervals.models import Event
from services.watch import State
from storage.models import Change

WINDOW = timedelta(days=6)  # today and six more
Known = Mapping[str, Any]  # day, name, sport, load, seconds, digest
WRITTEN = ("day", "name", "sport", "digest")
SHOWN = ("name", "sport", "load", "seconds", "digest")


@dataclass(frozen=True)
class Own:
    """What the athlete changed through this bot: ids, external ids, days and names of events.

    `thresholds`: theirs, from which intervals.icu works out anew how long and hard sessions are.
    """

    marks: frozenset[str] = frozenset()
    named: frozenset[tuple[str, str]] = frozenset()
    thresholds: bool = False

    def covers(self, event_id: str, known: Known) -> bool:
        return bool(
            {event_id, known.get("mark")} & self.marks
            or (known["day"], known["name"]) in self.named
        )

    def explains(self, old: Known, new: Known) -> bool:
        """Whether nothing differs but what follows from new thresholds."""
        return self.thresholds and all(old[each] == new[each] for each in WRITTEN)


def own_of(changes: Iterable[Change], intervals_id: str | None) -> Own:
    """The events that these changes are about, undone ones too; not those of other riders."""
    marks: set[str] = set()
    named: set[tuple[str, str]] = set()
    thresholds = False
    for change in changes:
        if change.intervals_id not in (None, intervals_id):
            continue
        match Kind(change.kind):
            case Kind.EVENTS_ADDED:
                marks |= set(change.after)
                marks |= {str(each["id"]) for each in change.after.values() if "id" in each}
            case Kind.EVENTS_CHANGED:
                marks |= set(change.before) | set(change.after)
            case Kind.EVENT_REMOVED:  # taken back it has another id
                marks.add(change.subject)
                named.add((str(change.before.get("day")), str(change.before.get("name"))))
            case Kind.EVENT_DONE:
                marks.add(change.subject)
            case Kind.SPORT_SETTINGS:
                thresholds = True
    return Own(frozenset(marks), frozenset(named), thresholds)


def notice_plan(
    state: State, events: Iterable[Event], own: Own, today: date, now: datetime
) -> tuple[State, tuple[dict[str, Any], ...]]:
    """The differences to tell, once the plan stood still from one look to the next.

    A session that enters the days looked at, or leaves them, because time passes is no change;
    nor is one that the athlete changed. What was told today already waits for tomorrow.
    """
    last = today + WINDOW
    present = {
        str(each.id): _known(each) for each in events if each.is_session and each.day >= today
    }
    inside = {mark: each for mark, each in present.items() if each["day"] <= str(last)}
    read = replace(state, plan_read=now.isoformat(), plan_until=str(last))
    if state.plan is None:
        return replace(read, plan=inside, moved=""), ()
    before = {mark: each for mark, each in state.plan.items() if each["day"] >= str(today)}
    for mark, each in present.items():
        entered = mark not in before and str(each["day"]) > state.plan_until
        own_doing = own.covers(mark, each) or (mark in before and own.explains(before[mark], each))
        if mark in inside and (entered or own_doing):
            before[mark] = each
    before = {
        mark: each
        for mark, each in before.items()
        if mark in present or not own.covers(mark, each)
    }
    changes = tuple(differences(before, present, inside.keys()))
    digest = _digest(changes) if changes else ""
    if changes and digest == state.moved:
        return replace(read, plan=inside, moved="", plan_told=str(today)), changes
    waits = digest if state.plan_told != str(today) else ""
    return replace(read, plan=before, moved=waits), ()


def differences(
    before: Mapping[str, Known], after: Mapping[str, Known], inside: Collection[str]
) -> Iterable[dict[str, Any]]:
    """Each session that was added, taken away or changed, by day."""
    found = []
    for mark in before.keys() | set(inside):
        old, new = before.get(mark), after.get(mark)
        if old != new:
            found.append({"old": _told(old), "new": _told(new)})
    return sorted(found, key=lambda each: json.dumps([(each["old"] or each["new"]), each["new"]]))


def _told(known: Known | None) -> dict[str, Any] | None:
    return None if known is None else {name: known[name] for name in ("day", *SHOWN)}


def _known(event: Event) -> dict[str, Any]:
    return {
        "day": str(event.day),
        "name": event.name or "",
        "sport": event.sport,
        "load": event.training_load,
        "seconds": round(event.moving_time.total_seconds()) if event.moving_time else None,
        "digest": _digest((event.text or "").split()),
        "mark": event.external_id,
    }


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
