"""Workouts as they are typed: headings, steps, and what is missing."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading.workouts import Draft, read_draft, workout_texts
from services.errors import ServiceError
from tests.handlers.reading.speech import LONG, MONDAY, SAID, TEXTS, VOCABULARY, quickest

TUESDAY = date(2026, 11, 24)
SPORTS = {"Ride": "骑行", "Run": "跑步", "Swim": "游泳", "WeightTraining": "力量"}
STEPS = ["- 10m 50%", "3x", "- 5m ramp 50-70% 90rpm", "", "Warmup", "- 400mtr 80% Pace"]
NAMES = st.lists(
    st.sampled_from(["Sweet", "spot", "3x12", "长距离", "&", "<b>", "🚴"]), min_size=1
)


def read(text: str) -> list[Draft]:
    texts = workout_texts(text, MONDAY, VOCABULARY)
    return [read_draft(each, MONDAY, VOCABULARY) for each in texts]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("tomorrow 18:00 Ride Sweet spot", Draft(TUESDAY, time(18), "Ride", "Sweet spot")),
        ("tomorrow, 6pm, run: Easy", Draft(TUESDAY, time(18), "Run", "Easy")),
        ("明天 18:00 骑行 甜区", Draft(TUESDAY, time(18), "Ride", "甜区")),
        ("明天早上7点 跑步 轻松跑", Draft(TUESDAY, time(7), "Run", "轻松跑")),
        ("Ride tomorrow 18:00 Sweet spot", Draft(TUESDAY, time(18), "Ride", "Sweet spot")),
        ("tomorrow Sweet spot", Draft(TUESDAY, name="Sweet spot")),
        ("Ride Sweet spot", Draft(sport="Ride", name="Sweet spot")),
        ("Quidditch", Draft(name="Quidditch")),
        ("tomorrow", Draft(TUESDAY)),
    ],
)
def test_a_heading(text: str, draft: Draft) -> None:
    assert read(text) == [draft]


def test_nothing_is_no_workout() -> None:
    assert read("") == read(" \n\n ") == []


def test_steps_keep_their_lines_and_the_blank_ones_between() -> None:
    [draft] = read("sat Ride A\n\n- 10m 50%\n\n3x\n- 5m 90%\n\n")
    assert draft.steps == "- 10m 50%\n\n3x\n- 5m 90%"


def test_several_days_have_a_workout_each_with_the_same_steps() -> None:
    for text in (
        "mon, wed and fri 18:00 Ride A",
        "mon wed fri 18:00 Ride A",
        "周一、周三和周五 18:00 骑行 A",
    ):
        drafts = read(f"{text}\n- 10m 50%")
        assert [(each.day.day, each.hour) for each in drafts if each.day] == [
            (day, time(18)) for day in (23, 25, 27)
        ]
        assert {(each.sport, each.name, each.steps) for each in drafts} == {
            ("Ride", "A", "- 10m 50%")
        }
    assert len(read("mon-fri Ride A")) == 5
    drafts = read("tomorrow Ride 1h, sat Run 2h\n- 2h 60%")
    assert [(each.sport, each.steps) for each in drafts] == [("Ride", ""), ("Run", "- 2h 60%")]


def test_a_day_begins_another_workout_even_without_its_sport() -> None:
    drafts = read("sat Ride A\n- 10m 50%\nsun B\n- 20m 50%\n周一 跑步 C")
    assert [(each.sport, each.name) for each in drafts] == [
        ("Ride", "A"),
        (None, "B"),
        ("Run", "C"),
    ]
    assert drafts[1].steps == "- 20m 50%"


@pytest.mark.parametrize("line", ["- 3m 5/6 effort", "-10m 50%", "3x", "Main set 4x", "- sat up"])
def test_a_step_is_never_a_heading(line: str) -> None:
    [draft] = read(f"sat Ride A\n{line}")
    assert draft.steps == line


@given(
    st.lists(
        st.builds(
            Draft,
            st.dates(date(2026, 1, 1), date(2027, 12, 31)),
            st.one_of(st.none(), st.times().map(lambda t: t.replace(second=0, microsecond=0))),
            st.sampled_from(sorted(SPORTS)),
            NAMES.map(" ".join),
            st.lists(st.sampled_from(STEPS), max_size=6).map(lambda s: "\n".join(s).strip("\n")),
        ),
        max_size=5,
    ),
    st.booleans(),
)
@settings(max_examples=80)
def test_drafts_read_back(drafts: list[Draft], chinese: bool) -> None:
    assert read("\n".join(_written(each, chinese=chinese) for each in drafts)) == drafts


def _written(draft: Draft, *, chinese: bool) -> str:
    assert draft.day is not None
    hour = f" {draft.hour:%H:%M}" if draft.hour else ""
    sport = SPORTS[draft.sport or ""] if chinese else draft.sport
    day = f"{draft.day.year}年{draft.day.month}月{draft.day.day}日" if chinese else f"{draft.day}"
    return f"{day}{hour} {sport} {draft.name}\n{draft.steps}\n"


@given(st.one_of(TEXTS, st.lists(st.sampled_from(SAID), max_size=9).map("\n".join)))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(ServiceError):
        for draft in read(text):
            assert draft.name == " ".join(draft.name.split())


@pytest.mark.parametrize("piece", LONG)
def test_no_text_takes_long(piece: str) -> None:
    assert quickest(read, piece) < 0.5
