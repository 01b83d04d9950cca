"""Watch: which activities are new since the last look, and how often there is one. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.changes import OWN_MARK
from services.intervals.models import Activity

KEPT = timedelta(days=10)  # what was seen, and how far the first look goes back
FRESH = timedelta(hours=24)  # what ended before is an import
SETTLE = timedelta(minutes=2)
SAME = 0.5  # of the shorter one: devices that recorded the same overlap by more
REMEMBERED = 500  # looks, in the mean of their pauses

Span = tuple[str, str]  # start and end, ISO in UTC


@dataclass(frozen=True)
class State:
    """What was seen of an athlete, in JSON's own types: instants and days as ISO texts.

    Without `since` nothing was: the next look is the first, and tells nothing.
    """

    since: str = ""
    seen: Mapping[str, Span] = field(default_factory=dict)  # activities by id; not told: no length
    waiting: Mapping[str, str] = field(default_factory=dict)  # not settled: when first seen
    plan: Mapping[str, Any] | None = None  # sessions as last told, by event id
    plan_until: str = ""  # the last day of these
    plan_read: str = ""
    moved: str = ""  # how the plan looked when it was found changed
    plan_told: str = ""  # the day
    alerted: Mapping[str, str] = field(default_factory=dict)  # the day, by measure
    decided: str = ""  # the day whose alert is decided
    next_look: str = ""  # when it was to be; earlier means that somebody told us to hurry


class Share:
    """Makes all pauses longer alike, so that the looks at everybody stay within their share.

    `least` is the pause that would do if all had the same one. Who is looked at more often is met
    here more often, so the mean of the pauses met is the harmonic one over the athletes: so many
    of them, divided by it, are the looks that would be made.
    """

    def __init__(self) -> None:
        self.least = timedelta()
        self._mean = timedelta(minutes=30)

    def stretched(self, pause: timedelta) -> timedelta:
        """The pause as long as it must be."""
        self._mean += (pause - self._mean) / REMEMBERED
        return pause * max(1.0, self.least / self._mean)


def span(activity: Activity) -> tuple[datetime, datetime] | None:
    """From when to when it went, in UTC; None where that is not known."""
    if activity.began is None:
        return None
    begin = _aware(activity.began)
    return begin, begin + (activity.elapsed_time or activity.moving_time or timedelta())


def notice_activities(
    state: State, activities: Iterable[Activity], now: datetime
) -> tuple[State, tuple[Activity, ...]]:
    """The activities to tell of now, and what is known after it.

    Told is what ended within a day, began after the first look, is analysed and has settled:
    seen at an earlier look, or long enough at intervals.icu. Of two that overlap the one with
    a plan, else with power, is told. What is known already is never told: edits keep the id.
    """
    waiting: dict[str, str] = {}
    ready: list[Activity] = []
    seen = {mark: each for mark, each in state.seen.items() if _instant(each[1]) > now - KEPT}
    for each in activities:
        times = span(each)
        if each.hidden or times is None or each.id in seen:
            continue
        if not state.since or not _tellable(each, times, state, now):
            seen[each.id] = _written((times[1], times[1]))
        elif _settled(each, state, now):
            ready.append(each)
        else:
            waiting[each.id] = state.waiting.get(each.id, now.isoformat())
    told: list[Activity] = []
    for each in sorted(ready, key=_worth, reverse=True):
        times = span(each)
        assert times is not None
        if not _recorded_twice(times, seen.values()):
            told.append(each)
        seen[each.id] = _written(times)
    after = replace(state, since=state.since or now.isoformat(), seen=seen, waiting=waiting)
    return after, tuple(sorted(told, key=lambda each: each.id))


def usual_hours(state: State, zone: str) -> set[int]:
    """The hours of the athlete's day at which activities ended lately."""
    local = ZoneInfo(zone)
    return {_instant(end).astimezone(local).hour for _, end in state.seen.values()}


def _tellable(
    activity: Activity, times: tuple[datetime, datetime], state: State, now: datetime
) -> bool:
    own = (activity.external_id or "").startswith(OWN_MARK)
    recent = now - times[1] < FRESH and times[0] >= _instant(state.since)
    return recent and not own


def _settled(activity: Activity, state: State, now: datetime) -> bool:
    if activity.analyzed is None and not activity.by_hand:
        return False
    first = state.waiting.get(activity.id)
    since = activity.created if first is None else _instant(first)
    return since is not None and now - _aware(since) >= SETTLE


def _worth(activity: Activity) -> tuple[bool, bool, int]:
    paired, powered = activity.paired_event_id is not None, bool(activity.average_watts)
    return paired, powered, activity.training_load or 0


def _recorded_twice(times: tuple[datetime, datetime], others: Collection[Span]) -> bool:
    begin, end = times
    for other in others:
        first, last = map(_instant, other)
        shorter = min(end - begin, last - first)
        if shorter and min(end, last) - max(begin, first) > SAME * shorter:
            return True
    return False


def _written(times: Sequence[datetime]) -> Span:
    return times[0].isoformat(), times[1].isoformat()


def _aware(moment: datetime) -> datetime:
    """Times of intervals.icu are UTC, also where they do not say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
