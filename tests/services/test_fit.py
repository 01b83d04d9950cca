"""What a FIT file is, by its first messages."""

from contextlib import suppress

import pytest
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.profile_type import FileType, Sport
from hypothesis import given
from hypothesis import strategies as st

from services.fit import ACTIVITY, WORKOUT, Fit, read_fit
from tests.files import fit_activity, fit_file


def workout() -> bytes:
    message = WorkoutMessage()
    message.workout_name = "Tempo 跑"
    message.sport = Sport.RUNNING
    return fit_file(message, kind=FileType.WORKOUT)


def test_the_kind_and_a_workouts_sport_and_name() -> None:
    assert read_fit(fit_activity()) == Fit(ACTIVITY)
    assert read_fit(workout()) == Fit(WORKOUT, "Run", "Tempo 跑")
    assert read_fit(fit_file(kind=FileType.WORKOUT)) == Fit(WORKOUT)
    assert read_fit(fit_file(kind=FileType.COURSE)).kind == FileType.COURSE.value


def test_big_endian_and_fields_of_the_makers_own() -> None:
    defined = bytes([0x60, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 2, 0])  # with one field of two bytes
    body = defined + bytes([0, 4, 9, 9])
    header = bytes([12, 16, 0, 0]) + len(body).to_bytes(4, "little") + b".FIT"
    assert read_fit(header + body) == Fit(ACTIVITY)


@pytest.mark.parametrize("content", [b"", b"content", b"x" * 40, workout()[:20], workout()[:13]])
def test_what_is_none_raises(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_fit(content)


def test_a_recording_that_is_cut_off_is_none() -> None:
    whole = fit_activity()
    for at in range(len(whole) - 2):  # without its checksum all of it can be read
        with pytest.raises(ValueError, match=r"."):
            read_fit(whole[:at])
    shorter = len(whole) - 14 - 2 - 3
    with pytest.raises(ValueError, match="over the end"):
        read_fit(whole[:4] + shorter.to_bytes(4, "little") + whole[8:])


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_bytes_are_read_or_refused(noise: bytes, at: int) -> None:
    for content in (noise, workout()[:at] + noise, workout()[:14] + noise):
        with suppress(ValueError):
            read_fit(content)
