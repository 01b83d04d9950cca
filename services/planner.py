"""Planner: writes to the calendar, each write noted before it is made."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.changes import ChangeLog, Kind, WriteKey, matched
from services.done import done_from, done_seen, make_done
from services.edits import again, guarded, permit
from services.errors import AlreadyDoneError, AlreadyGoneError, AlreadySoError, NotFoundError
from services.intervals.client import Intervals
from services.intervals.models import Event, Guard, NewEvent
from services.workout_lines import dropped_lines
from storage.models import Change

DAY = timedelta(days=1)  # that a day may have begun earlier somewhere
Make = Callable[[NewEvent], NewEvent]


@dataclass(frozen=True)
class Added:
    """What was saved, and for each event the lines that intervals.icu silently left out."""

    change: Change
    events: tuple[Event, ...]
    dropped: tuple[tuple[str, ...], ...]


class Planner:
    """Writes to the calendar. Each write is noted first, so that a lost answer can be undone."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def add(self, intervals: Intervals, key: WriteKey, events: Sequence[NewEvent]) -> Added:
        """Put events on the calendar; handled twice, an update still adds them once.

        Raises IntervalsErrors; MaybeWrittenError too if not all of them came back.
        """
        named = [
            replace(event, external_id=key.external_id(number))
            for number, event in enumerate(events)
        ]
        asked = {str(event.external_id): _asked(event).stored() for event in named}
        change = await self._log.note(key, Kind.EVENTS_ADDED, "", before={}, after=asked)
        found = matched(list(asked), await intervals.save_events(named))
        saved = tuple(
            event.model_copy(update={"external_id": mark}) for mark, event in found.items()
        )
        after = {
            str(event.external_id): again(event).stored() | {"id": event.id} for event in saved
        }
        change = await self._log.settle(change, after)
        lines = (
            dropped_lines(asked.text or "", event)
            for asked, event in zip(named, saved, strict=True)
        )
        return Added(change, saved, tuple(lines))

    async def edit(
        self,
        intervals: Intervals,
        key: WriteKey,
        event_id: int,
        make: Make,
    ) -> Change:
        """Change one event to what `make` makes of it: one call to read, one to write.

        Raises AlreadySoError, LockedEventError, FixedStepsError, NotFoundError and the other
        IntervalsErrors.
        """
        intervals.forget_cached()
        return await self.change(intervals, key, await intervals.event(event_id), make)

    async def change(
        self, intervals: Intervals, key: WriteKey, event: Event, make: Make
    ) -> Change:
        """The same for an event that was just read: one call, none where nothing differs."""
        present, mark = again(event), str(event.id)
        wanted = make(present)
        if not key.coach:
            permit(event, wanted)
        if wanted == present and not await self._log.noted(key, Kind.EVENTS_CHANGED):
            raise AlreadySoError
        change = await self._log.note(
            key,
            Kind.EVENTS_CHANGED,
            mark,
            before={mark: present.stored()},
            after={mark: wanted.stored()},
        )
        # What was noted: an update handled again must not scale what it has scaled already.
        before, after = (NewEvent.restored(each[mark]) for each in (change.before, change.after))
        if after.category != before.category:  # what follows from its text is worked out anew
            before = replace(before, text=event.text)
        if after.difference(before):
            await intervals.change_event(event.id, after, before)
        return change

    async def guard(
        self,
        intervals: Intervals,
        key: WriteKey,
        events: Sequence[Event],
        days: tuple[date, date],
        flag: Guard,
        *,
        value: bool,
    ) -> Change:
        """Set the flag for all of a range; `events` are those it changes. One call."""
        before = {str(event.id): again(event) for event in events}
        after = {mark: guarded(event, flag, value=value) for mark, event in before.items()}
        change = await self._log.note(
            key,
            Kind.EVENTS_CHANGED,
            ",".join(before),
            before={mark: event.stored() for mark, event in before.items()},
            after={mark: event.stored() for mark, event in after.items()},
        )
        await intervals.guard_events(*days, flag, value=value)
        return change

    async def mark_done(self, intervals: Intervals, key: WriteKey, event: Event) -> Change:
        """Make an activity of a planned workout, once: two calls, and one if the answer is lost.

        Raises AlreadyDoneError if there is an activity of it, unless this update made that one.
        """
        intervals.forget_cached()
        there = next(iter(await done_from(intervals, event)), None)
        change = await self._log.noted(key, Kind.EVENT_DONE)
        if there and change is None:
            raise AlreadyDoneError(name=there.name or event.name or "")
        planned = again(event).stored()
        change = change or await self._log.note(
            key, Kind.EVENT_DONE, str(event.id), before=planned, after={}
        )
        done = there or await make_done(intervals, event)
        return await self._log.settle(change, {"activity": done.id, "done": done_seen(done)})

    async def remove(self, intervals: Intervals, key: WriteKey, event_id: int) -> Change:
        """Delete an event: one call to read, one to write; one more if it may be done already.

        Raises LockedEventError, and AlreadyGoneError, but not for a repeated update.
        """
        intervals.forget_cached()
        try:
            event = await intervals.event(event_id)
        except NotFoundError:
            if change := await self._log.noted(key, Kind.EVENT_REMOVED):
                return change
            raise AlreadyGoneError from None
        if not key.coach:
            permit(event)
        began = event.is_session and event.day <= key.now.date() + DAY
        done = await done_from(intervals, event) if began else ()
        kept = replace(again(event), external_id=event.external_id)
        named = {each.id: each.name or each.sport for each in done}
        change = await self._log.note(
            key,
            Kind.EVENT_REMOVED,
            str(event_id),
            before=kept.stored(),
            after={"activities": named, "worded": kept.text != event.text},
        )
        with suppress(NotFoundError):  # gone already is what was wanted
            await intervals.delete_event(event_id)
        return change


def _asked(event: NewEvent) -> NewEvent:
    """What can be found again of an event that was asked for."""
    return replace(event, file_name=None, file_base64=None, external_id=None)
