"""The models: recorded answers parse, odd ones do no harm."""

import json
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intervals.models import (
    WELLNESS_WIRE,
    Activity,
    ActivityDetail,
    Event,
    NewEvent,
    Profile,
    Step,
    Upload,
    Wellness,
    wellness_body,
)
from services.wellness_fields import FIELDS
from tests.samples import recorded

DAY = date(2026, 3, 5)


def event(**fields: object) -> Event:
    return Event.model_validate({"id": 7, "start_date_local": "2026-03-05T00:00:00", **fields})


def test_every_recorded_workout_is_read_with_all_its_steps() -> None:
    for workout in recorded("workouts"):
        read = event(category="WORKOUT", **workout)
        doc = workout["workout_doc"]
        assert len(read.steps) == len(doc["steps"])
        assert read.structure
        assert read.structure.duration == timedelta(seconds=doc["duration"])
        assert read.training_load == workout.get("icu_training_load")
        assert read.intensity == workout.get("icu_intensity")
        for ours, theirs in zip(read.steps, doc["steps"], strict=True):
            assert_same_step(ours, theirs)


def assert_same_step(ours: Step, theirs: dict[str, Any]) -> None:
    assert (ours.reps, len(ours.steps)) == (theirs.get("reps"), len(theirs.get("steps", [])))
    assert ours.duration == timedelta(seconds=theirs["duration"])
    for target, name in ((ours.power, "power"), (ours.heart_rate, "hr"), (ours.pace, "pace")):
        if name in theirs:
            assert target
            assert target.units == theirs[name]["units"]
            assert target.start == theirs[name].get("start", theirs[name].get("value"))
            assert target.end == theirs[name].get("end", theirs[name].get("value"))
    for inner, their_inner in zip(ours.steps, theirs.get("steps", []), strict=True):
        assert_same_step(inner, their_inner)


def test_every_recorded_day_of_fitness_is_read() -> None:
    for day in recorded("fitness"):
        record = Wellness.model_validate({**day, "id": day["date"]})
        assert record.fitness == day["ctl"]
        assert record.form == pytest.approx(day["ctl"] - day["atl"])


def test_resolved_targets_and_escaped_labels() -> None:
    [step] = event(
        workout_doc={
            "steps": [
                {
                    "text": "HR &lt; 150 &amp; easy",
                    "duration": 240,
                    "power": {"start": 105, "end": 110, "units": "%ftp"},
                    "_power": {"start": 262.5, "end": 275.0, "units": "w"},
                    "_hr": {"value": 150, "units": "bpm"},
                    "_pace": {"value": 3.5, "units": "m/s"},
                }
            ]
        }
    ).steps
    assert step.text == "HR < 150 & easy"
    assert step.watts
    assert (step.watts.start, step.watts.end) == (262.5, 275.0)
    assert step.beats_per_minute
    assert step.beats_per_minute.start == step.beats_per_minute.end == 150
    assert step.metres_per_second
    assert step.metres_per_second.start == 3.5


@pytest.mark.parametrize("doc", [None, {}, {"steps": []}, {"steps": None}, "text", 7, []])
def test_an_event_without_structure_has_no_steps(doc: object) -> None:
    assert event(workout_doc=doc).steps == ()
    assert event().steps == ()


def test_midnight_is_no_hour_and_an_end_is_exclusive() -> None:
    note = event(end_date_local="2026-03-06T00:00:00")
    assert (note.hour, note.last_day) == (None, DAY)
    span = event(end_date_local="2026-03-08T00:00:00", category="SICK")
    assert span.last_day == date(2026, 3, 7)
    assert [span.covers(date(2026, 3, day)) for day in (4, 5, 7, 8)] == [False, True, True, False]
    late = event(start_date_local="2026-03-05T23:30:00", end_date_local="2026-03-06T01:00:00")
    assert (late.hour, late.last_day) == (time(23, 30), date(2026, 3, 6))
    assert event(end_date_local="0001-01-01T00:00:00").last_day == DAY


def test_an_activity_from_strava_is_hidden_with_or_without_a_source() -> None:
    stub = {"id": "163", "start_date_local": "2026-03-02T18:00:00", "_note": "not available"}
    assert Activity.model_validate(stub).hidden
    assert Activity.model_validate({**stub, "source": "STRAVA"}).hidden
    assert not Activity.model_validate({**stub, "type": "Ride"}).hidden


def test_float_noise_in_whole_numbers_is_rounded_away() -> None:
    assert event(icu_training_load=71.99999).training_load == 72
    assert Wellness.model_validate({"id": "2026-03-05", "restingHR": 48.0}).values == {
        "resting_heart_rate": 48
    }


def test_the_rating_of_fatigue_is_not_the_load_of_seven_days() -> None:
    record = Wellness.model_validate({"id": "2026-03-05", "fatigue": 3})
    assert (record.fatigue, record.fatigue_rating) == (None, 3)
    record = Wellness.model_validate({"id": "2026-03-05", "atl": 55.9})
    assert (record.fatigue, record.fatigue_rating) == (55.9, None)


def test_what_the_settings_lend_was_not_measured() -> None:
    lent = {"weight": 70.0, "tempWeight": True, "restingHR": 48, "tempRestingHR": True}
    assert Wellness.model_validate({"id": "2026-03-05", **lent}).values == {}
    measured = {"weight": 70.0, "tempWeight": False}
    assert Wellness.model_validate({"id": "2026-03-05", **measured}).values == {"weight": 70.0}


def test_form_is_fitness_minus_fatigue_also_in_percent() -> None:
    record = Wellness.model_validate({"id": "2026-03-05", "ctl": 50.0, "atl": 60.0})
    assert (record.form, record.form_percent) == (-10.0, -20.0)
    new = Wellness.model_validate({"id": "2026-03-05", "ctl": 0.0, "atl": 0.0})
    assert (new.form, new.form_percent) == (0.0, None)


def test_own_fields_are_kept_apart() -> None:
    record = Wellness.model_validate(
        {"id": "2026-03-05", "hrv": 60.0, "GripStrength": 41, "sportInfo": [], "updated": "x"}
    )
    assert record.custom == {"GripStrength": 41}
    assert record.values == {"hrv": 60.0, "own.GripStrength": 41}


def test_the_profile_never_holds_the_key() -> None:
    profile = Profile.model_validate({"id": "i1", "icu_api_key": "s3cret", "timezone": "UTC"})
    assert "s3cret" not in repr(profile) + profile.model_dump_json()


@pytest.mark.parametrize(
    ("preference", "unit"), [("meters", "km"), (None, "km"), ("", "km"), ("feet", "mi")]
)
def test_anything_but_metres_is_imperial(preference: str | None, unit: str) -> None:
    profile = Profile.model_validate({"id": "i1", "measurement_preference": preference})
    assert profile.distance_unit == unit


def test_a_new_event_survives_being_stored() -> None:
    new = NewEvent(
        day=DAY,
        hour=time(18, 30),
        last_day=DAY,
        category="WORKOUT",
        sport="Ride",
        moving_time=timedelta(minutes=90),
        distance=40_000.5,
        training_load=70,
        tags=("club",),
    )
    assert NewEvent.restored(json.loads(json.dumps(new.stored()))) == new


def test_an_event_made_again_says_the_same() -> None:
    old = event(
        start_date_local="2026-03-05T18:30:00",
        category="NOTE",
        name="Rest",
        description="all day",
        color="red",
        tags=["a"],
        moving_time=3600,
        end_date_local="2026-03-08T00:00:00",
    )
    again = Event.model_validate({"id": 8, **NewEvent.like(old).body()})
    assert again.model_copy(update={"id": 7}) == old


def test_a_structured_workout_is_made_again_from_its_text_alone() -> None:
    steps = {"steps": [{"duration": 600}]}
    body = NewEvent.like(event(workout_doc=steps, moving_time=600, icu_training_load=9)).body()
    assert not body.keys() & {"moving_time", "icu_training_load", "distance"}


def test_an_event_without_an_end_gets_none_by_moving() -> None:
    moved = NewEvent.like(event(category="WORKOUT")).moved(date(2026, 3, 9)).body()
    assert moved["start_date_local"] == "2026-03-09T00:00:00"
    assert "end_date_local" not in moved


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NEEDED = {"id", "start_date_local"}


def alien(model: type) -> st.SearchStrategy[dict[str, object]]:
    names = {field.alias or name for name, field in model.model_fields.items()}  # type: ignore[attr-defined]
    return st.dictionaries(st.sampled_from(sorted(names - NEEDED)), JSON)


@given(alien(Event), alien(Activity), alien(Step))
def test_a_value_of_the_wrong_type_never_costs_the_record(
    event_fields: dict[str, object],
    activity_fields: dict[str, object],
    step_fields: dict[str, object],
) -> None:
    event_fields.pop("category", None)
    assert event(**{"workout_doc": {"steps": [step_fields]}, **event_fields}).day == DAY
    start = {"id": "i1", "start_date_local": "2026-03-05T07:30:00"}
    assert Activity.model_validate({**activity_fields, **start}).starts == time(7, 30)


@given(alien(Wellness), alien(Profile))
def test_nor_the_day_nor_the_athlete(
    day_fields: dict[str, object], profile_fields: dict[str, object]
) -> None:
    record = Wellness.model_validate({**day_fields, "id": "2026-03-05"})
    assert record.values.keys() <= WELLNESS_WIRE.keys()
    assert Profile.model_validate({**profile_fields, "id": "i1"}).id == "i1"


def test_a_phase_is_lower_case_here_and_upper_case_there() -> None:
    record = Wellness.model_validate({"id": "2026-03-05", "menstrualPhase": "LUTEAL"})
    assert record.values == {"menstrual_phase": "luteal"}
    assert wellness_body(DAY, record.values)["menstrualPhase"] == "LUTEAL"
    cleared = Wellness.model_validate({"id": "2026-03-05", "menstrualPhase": "NONE"})
    assert cleared.values == {}


def test_the_wire_knows_every_field_that_can_be_recorded() -> None:
    assert WELLNESS_WIRE.keys() == FIELDS.keys()


def test_every_wellness_value_goes_out_under_the_name_it_came_in_with() -> None:
    for ours, theirs in WELLNESS_WIRE.items():
        if ours in {"comments", "menstrual_phase"}:
            continue
        record = Wellness.model_validate({"id": "2026-03-05", theirs: 3})
        assert wellness_body(DAY, record.values) == {"id": "2026-03-05", theirs: 3}


def activity(**fields: object) -> ActivityDetail:
    start = "2026-03-01T07:30:00"
    return ActivityDetail.model_validate({"id": "i1", "start_date_local": start, **fields})


def test_what_garmin_recorded_is_known_without_its_device_too() -> None:
    assert activity(device_name="Garmin Edge 540", source="WAHOO").recorder == "Garmin Edge 540"
    assert activity(source="GARMIN_CONNECT").recorder == "Garmin"
    assert activity(source="UPLOAD").recorder is None


def test_pace_zones_are_those_the_athlete_has_chosen() -> None:
    both = {"pace_zone_times": [60, 30], "gap_zone_times": [50, 40]}
    assert activity(**both).pace_zone_times == (timedelta(seconds=60), timedelta(seconds=30))
    adjusted = activity(**both, use_gap_zone_times=True)
    assert adjusted.pace_zone_times == (timedelta(seconds=50), timedelta(seconds=40))


def test_a_commute_of_old_and_one_of_now() -> None:
    assert activity(sub_type="COMMUTE").commute
    assert activity(commute=True).commute
    assert not activity(commute=True, sub_type="RACE").commute
    assert not activity(sub_type="NONE").commute


def test_an_upload_names_at_least_one_activity() -> None:
    assert [each.id for each in Upload.model_validate({"id": "i1"}).activities] == ["i1"]
    both = {"id": "i1", "activities": [{"id": "i1"}, {"id": "i2"}]}
    assert [each.id for each in Upload.model_validate(both).activities] == ["i1", "i2"]
