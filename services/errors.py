"""ServiceError and its family: everything an athlete may be told, named by what they can do."""

from datetime import date, timedelta


class ServiceError(Exception):
    """Something an athlete may be told.

    The sentence is the phrase `error.<class name>`, its places are `facts`. The exception's
    own text is the class name and nothing else, so that no secret reaches a log.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts


class NotConnectedError(ServiceError):
    """There is no key of this athlete."""


class LockedDayError(ServiceError):
    """The athlete has locked the day's wellness at intervals.icu: it takes no values by API."""

    def __init__(self, *, day: date) -> None:
        super().__init__(day=day)
        self.day = day


class NotRecordedError(ServiceError):
    """intervals.icu answered that all is well, yet the day does not hold what was sent."""

    def __init__(self, *, day: date) -> None:
        super().__init__(day=day)
        self.day = day


class NothingToUndoError(ServiceError):
    """No change of this athlete is left to be undone."""


class ChangedSinceError(ServiceError):
    """What we wrote has been changed again, so the old state must not come back over it."""


class NotUndoneError(ServiceError):
    """intervals.icu answered that all is well, yet it is not as it was before."""


class PartlyUndoneError(ServiceError):
    """`done` of `count` things are as they were; another Undo is about the others, `names`."""


class AlreadyError(ServiceError):
    """What was asked for is so already, as the second tap of a double one finds it."""


class AlreadySoError(AlreadyError):
    """What was to be changed is so already; an Undo of that would take back nothing."""


class AlreadyGoneError(AlreadyError):
    """What was to be deleted is at intervals.icu no longer."""


class LockedEventError(ServiceError):
    """A coach has locked the event `name` against changes by the athlete."""


class FixedStepsError(ServiceError):
    """The steps of the workout `name` are those of a plan that does not let them be changed."""


class NoStepsError(ServiceError):
    """A file is made of a workout's steps, and `name` has none."""


class NoFilesError(ServiceError):
    """No workout from `first` to `last` has the steps that files are made of."""


class AlreadyDoneError(AlreadyError):
    """A planned workout is done already, by the activity `name`."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class UnknownZoneError(ServiceError):
    """`zone` is no time zone."""

    def __init__(self, *, zone: str) -> None:
        super().__init__(zone=zone if len(zone) <= 60 else f"{zone[:60]}…")


class UnknownFileError(ServiceError):
    """The file `name` is of no kind that intervals.icu takes."""


class FileTooLargeError(ServiceError):
    """A file of `size` megabytes, over the `limit` that Telegram lets a bot read."""


class BrokenFileError(ServiceError):
    """The file `name` is not what its ending says, or only a part of it."""


class RouteFileError(ServiceError):
    """The file `name` holds a way to go, without the times of one that was gone."""


class EmptyArchiveError(ServiceError):
    """There is no activity in the archive `name`."""


class IntervalsError(ServiceError):
    """intervals.icu did not do what was asked."""


class UploadUnsureError(IntervalsError):
    """A file was sent, and nobody can tell whether it got there. Sent again it is not doubled."""


class UploadedUnseenError(IntervalsError):
    """A file is uploaded, but what became of it could not be read or matched with the plan."""


class KeyRefusedError(IntervalsError):
    """The key is wrong or was replaced (401).

    Believe the second one: after a burst of failed log-ins from one address correct keys are
    refused too, for about a minute. Never delete a key because of this.
    """


class NotAllowedError(IntervalsError):
    """The key is good, but not for this (403)."""


class NotFoundError(IntervalsError):
    """There is no such thing, or no longer (404)."""


class RefusedError(IntervalsError):
    """intervals.icu did not accept the values (400, 422, ...); `reason` is its own prose."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class BusyError(IntervalsError):
    """Too many requests (429). Nothing was done; `wait` is when to try again."""

    def __init__(self, *, wait: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(wait=wait)
        self.wait = wait


class UnavailableError(IntervalsError):
    """intervals.icu is out of reach or answers nonsense (5xx, timeout, HTML); nothing was done."""


class MaybeWrittenError(UnavailableError):
    """A write was sent and its outcome is unknown. The same update may safely repeat it."""
