"""Activities as they are typed: a line each, numbers in any order."""

from contextlib import suppress
from datetime import date, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.activities import (
    ImpossibleHourError,
    LeftoverError,
    begins_with_sport,
    entry_lines,
    read_line,
)
from handlers.reading.entry import Entry, restored, stored
from handlers.reading.entry_numbers import (
    ImpossibleLengthError,
    UnlikelyNumberError,
    UnreadableRatingError,
)
from services.errors import ServiceError
from tests.handlers.reading.speech import LONG, MONDAY, SAID, TEXTS, VOCABULARY, quickest

SUNDAY = date(2026, 11, 22)
MINUTE = timedelta(minutes=1)


def read(text: str) -> Entry:
    [entry] = read_all(text)
    return entry


def read_all(text: str) -> list[Entry]:
    """Raises what a line of several is refused for."""
    entries = []
    for line in entry_lines(text, MONDAY, VOCABULARY):
        entry, wrong = read_line(line, MONDAY, VOCABULARY)
        if wrong:
            raise wrong[0]
        entries.append(entry)
    return entries


def entry(sport: str, minutes: float | None = None, **more: object) -> Entry:
    length = None if minutes is None else minutes * MINUTE
    return Entry(day=SUNDAY, sport=sport, moving_time=length, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "yesterday 18:00 Run 10km 52m Easy run",
            entry("Run", 52, hour=time(18), distance=10_000.0, name="Easy run"),
        ),
        (
            "昨天18:00跑步10公里52分轻松跑",
            entry("Run", 52, hour=time(18), distance=10_000.0, name="轻松跑"),
        ),
        (
            "昨天 骑行 1小时30分 室内 200w 心率 142 rpe 6 负荷 45",
            entry("Ride", 90, indoor=True, watts=200, heart_rate=142, rpe=6, load=45),
        ),
        (
            "sun Ride 1h30 indoor, 200 watts, 142bpm, effort 6, load 45, Zwift: Volcano",
            entry(
                "Ride", 90, indoor=True, watts=200, heart_rate=142, rpe=6, load=45,
                name="Zwift: Volcano",
            ),
        ),
        ("Run yesterday 52:30 hr 142", entry("Run", 52.5, heart_rate=142)),
        ("yesterday Run 1:15 10k", entry("Run", 75, distance=10_000.0)),
        ("yesterday Run 1:15:30", entry("Run", 75.5)),
        ("yesterday Swim 1500m 30m", entry("Swim", 30, distance=1500.0)),
        ("yesterday Swim 400m 10m", entry("Swim", 10, distance=400.0)),
        ("yesterday Hike 240m", entry("Hike", 240)),
        ("yesterday Run 5mi 40m", entry("Run", 40, distance=8046.72)),
        (
            "yesterday 18:00-19:15 Run felt great rpe hard Club",
            entry("Run", 75, hour=time(18), feel=1, rpe=7, name="Club"),
        ),
        ("昨天22:30至0:15 骑行 感觉不错", entry("Ride", 105, hour=time(22, 30), feel=2)),
        ("yesterday 6pm until 7:15 pm Run", entry("Run", 75, hour=time(18))),
        ("yesterday Run 52m at 6 pm", entry("Run", 52, hour=time(18))),
        ("昨天跑步52分 在18点", entry("Run", 52, hour=time(18))),
        ("yesterday Gym 45m 3200kg rpe 7", entry("WeightTraining", 45, lifted=3200, rpe=7)),
        ("yesterday Gym 45m 7000 lbs", entry("WeightTraining", 45, lifted=3175)),
        ("yesterday Run 10km at 4:30/km Easy", entry("Run", 45, distance=10_000.0, name="Easy")),
        ("昨天 游泳 1500米 2:00/100米", entry("Swim", 30, distance=1500.0)),
        ("yesterday Run 4:30/km 10km", entry("Run", distance=10_000.0, name="4:30/km")),
        ("ran 10k in 52:30 yesterday", entry("Run", 52.5, distance=10_000.0)),
        (
            "- yesterday evening cycled 1h30 avg 200w at 18:05",
            entry("Ride", 90, hour=time(18, 5), watts=200),
        ),
        ("Run 52m Rain yesterday", entry("Run", 52, name="Rain")),
        ("yesterday easy run 10km52m", entry("Run", 52, distance=10_000.0, name="easy run")),
        ("Yesterday:Run52m10km @5:12/km", entry("Run", 52, distance=10_000.0)),
        ("6pm yesterday, run 52m 🏃", entry("Run", 52, hour=time(18), name="🏃")),
        ("sun 18.30 Run 10.50 km 52m", entry("Run", 52, hour=time(18, 30), distance=10_500.0)),
        ("last night run 52m effort 7/10", entry("Run", 52, rpe=7)),
        ("昨天下午6点跑了52分钟10公里", entry("Run", 52, hour=time(18), distance=10_000.0)),
        ("昨天骑车2小时40公里", entry("Ride", 120, distance=40_000.0)),
        ("昨晚轻松跑52分钟10公里", entry("Run", 52, distance=10_000.0, name="轻松跑")),
        ("sun Run 1h hr 142 max hr 171", entry("Run", 60, heart_rate=142, name="max hr 171")),
        ("yesterday Run 60m 3x12m at 4:30/km", entry("Run", 60, name="3x12m at 4:30/km")),
        ("yesterday Run 60m 5 x 5m hard", entry("Run", 60, name="5 x 5m hard")),
        ("yesterday Ride", entry("Ride")),
        ("yesterday 1h Quidditch", Entry(SUNDAY, None, None, 60 * MINUTE, name="Quidditch")),
    ],
)  # fmt: skip
def test_a_line(text: str, expected: Entry) -> None:
    assert read(text) == expected
    assert restored(stored(expected)) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("yesterday 25:00 Run 52m", ImpossibleHourError),
        ("yesterday Run 0m", ImpossibleLengthError),
        ("yesterday Run 0km 52m", ImpossibleLengthError),
        ("yesterday Run 90h", ImpossibleLengthError),
        ("yesterday Run 9999km 52m", ImpossibleLengthError),
        ("yesterday Run 52m hr 600", UnlikelyNumberError),
        ("yesterday Run 52m rpe 11", UnlikelyNumberError),
        ("yesterday Run 52m rpe banana", UnreadableRatingError),
        ("yesterday Run 52m feel 2", UnreadableRatingError),
        ("yesterday Run 600km 10m", ImpossibleLengthError),
        ("yesterday Run 10km 10min", ImpossibleLengthError),
        ("yesterday swim 30m 1500", LeftoverError),
        ("yesterday Run 52", LeftoverError),
        ("22.11 Run 52m", LeftoverError),
    ],
)
def test_what_cannot_be(text: str, error: type[ServiceError]) -> None:
    with pytest.raises(error):
        read(text)


def test_several_lines_and_none() -> None:
    assert len(read_all("yesterday Run 52m\n\nsat Ride 2h")) == 2
    assert read_all(" \n ") == []
    for text in ("yesterday Run 52m, today Ride 1h", "昨天跑步52分；今天骑行1小时"):
        assert [each.sport for each in read_all(text)] == ["Run", "Ride"]
    assert len(read_all("yesterday Run 52m, sat on a wall")) == 1


def test_which_lines_are_about_an_activity() -> None:
    for text in ("Run", "yesterday 18:00 Run 52m", "昨天跑步"):
        assert begins_with_sport(text, MONDAY, VOCABULARY)
    for text in ("hrv 62", "yesterday sleep 7h30", ""):
        assert not begins_with_sport(text, MONDAY, VOCABULARY)


DAYS = {"yesterday": SUNDAY, "昨天": SUNDAY, "2026-11-22": SUNDAY, "today": MONDAY, "今天": MONDAY}
SPORTS = {"Run": "Run", "跑步": "Run", "bike": "Ride", "骑行": "Ride", "Swim": "Swim"}
HOURS = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@given(
    day=st.sampled_from(sorted(DAYS)),
    hour=st.none() | HOURS,
    sport=st.sampled_from(sorted(SPORTS)),
    length=st.tuples(st.integers(45, 600), st.booleans()),
    numbers=st.dictionaries(
        st.sampled_from(["distance", "heart_rate", "watts", "rpe", "load"]),
        st.integers(1, 10),
    ),
    name=st.sampled_from(["", "Easy run", "轻松跑", "Volcano & <b>", "🚴"]),
    order=st.randoms(use_true_random=False),
)
def test_any_line_is_read_back(
    day: str, hour: time | None, sport: str, length: tuple[int, bool],
    numbers: dict[str, int], name: str, order: Random,
) -> None:  # fmt: skip
    minutes, chinese = length
    said = {
        "distance": "{} 公里" if chinese else "{}km",
        "heart_rate": "心率 {}" if chinese else "hr {}",
        "watts": "功率 {}" if chinese else "{}w",
        "rpe": "rpe {}",
        "load": "负荷 {}" if chinese else "load {}",
    }
    values: dict[str, Any] = dict(numbers)
    if "heart_rate" in values:
        values["heart_rate"] += 40
    parts = [said[key].format(value) for key, value in values.items()]
    parts.append(f"{minutes}分" if chinese else f"{minutes // 60}h{minutes % 60:02}m")
    order.shuffle(parts)
    begun = [day, *([f"{hour:%H:%M}"] if hour else []), sport]
    distance = values.pop("distance", None)
    assert read(" ".join([*begun, *parts, name])) == Entry(
        DAYS[day], hour, SPORTS[sport], minutes * MINUTE,
        None if distance is None else distance * 1000.0, name=name, **values,
    )  # fmt: skip


@given(TEXTS | st.lists(st.sampled_from(SAID), max_size=9).map("\n".join))
def test_no_text_ends_in_anything_but_entries_or_words(text: str) -> None:
    with suppress(ServiceError):
        for each in read_all(text):
            assert restored(stored(each)) == each


@pytest.mark.parametrize("piece", LONG)
def test_no_text_takes_long(piece: str) -> None:
    assert quickest(read_all, piece) < 0.5
