"""Library: the athlete's folders of workouts that are on no day yet."""

import asyncio
from dataclasses import dataclass

from services.intervals.client import Intervals
from services.intervals.models import Folder, LibraryWorkout

LOOSE = 0


@dataclass(frozen=True)
class Library:
    """Folders and workouts, in the order of the site."""

    folders: tuple[Folder, ...]
    workouts: tuple[LibraryWorkout, ...]

    def within(self, folder_id: int) -> tuple[LibraryWorkout, ...]:
        """The workouts of a folder; those of none that is listed for LOOSE."""
        known = {each.id for each in self.folders}
        return tuple(
            each
            for each in self.workouts
            if (each.folder_id if each.folder_id in known else LOOSE) == folder_id
        )

    def named(self, text: str) -> tuple[LibraryWorkout, ...]:
        """The workouts with all of these words in their names."""
        wanted = text.casefold().split()
        return tuple(
            each
            for each in self.workouts
            if all(word in (each.name or "").casefold() for word in wanted)
        )


async def read_library(intervals: Intervals) -> Library:
    """Two API calls at once. Raises IntervalsErrors."""
    folders, workouts = await asyncio.gather(intervals.folders(), intervals.library())
    return Library(folders, workouts)
