"""The athletes are believable, and the same every time."""

from datetime import timedelta

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData


def test_the_same_portrait_is_the_same_athlete(stand_in: IntervalsStandIn) -> None:
    twins = [stand_in.athlete(key) for key in ("a", "b")]
    assert twins[0].wellness == twins[1].wellness
    assert twins[0].activities == twins[1].activities
    other = stand_in.athlete("c", seed=2)
    assert other.wellness != twins[0].wellness


def test_this_morning_the_watch_has_spoken_and_the_athlete_has_not(ann: AthleteData) -> None:
    today = ann.wellness[ann.today]
    for key in ("restingHR", "hrv", "sleepSecs", "sleepScore"):
        assert today[key]
    for key in ("soreness", "fatigue", "mood", "motivation", "weight", "sleepQuality"):
        assert today.get(key) is None


def test_today_has_a_structured_workout(ann: AthleteData) -> None:
    today = [e for e in ann.events.values() if e["start_date_local"].startswith(str(ann.today))]
    assert today[0]["workout_doc"]["steps"]
    assert today[0]["icu_training_load"] > 50


def test_the_plan_has_rest_a_double_day_and_what_frames_it(ann: AthleteData) -> None:
    per_day = [
        sum(
            event["start_date_local"].startswith(str(ann.today + timedelta(days=offset)))
            and event["category"] == "WORKOUT"
            for event in ann.events.values()
        )
        for offset in range(14)
    ]
    assert 0 in per_day
    assert 2 in per_day
    categories = {event["category"] for event in ann.events.values()}
    assert categories == {"WORKOUT", "RACE_A", "NOTE", "HOLIDAY", "TARGET"}


def test_the_history_has_every_kind_of_activity(ann: AthleteData) -> None:
    done = ann.activities.values()
    assert {row["type"] for row in done} == {"Ride", "Run", "Swim", "WeightTraining"}
    assert {row["source"] for row in done} == {"GARMIN_CONNECT", "MANUAL", "STRAVA", "UPLOAD"}
    assert all("Garmin" in row["device_name"] for row in done if row["source"] == "GARMIN_CONNECT")
    assert [row for row in done if row.get("paired_event_id") in ann.events]


def test_wellness_has_gaps_and_sane_values(ann: AthleteData) -> None:
    assert 100 < len(ann.wellness) < 121
    for record in ann.wellness.values():
        assert 38 <= record["restingHR"] <= 60
        assert 35 <= record["hrv"] <= 110
        assert 4 * 3600 < record["sleepSecs"] < 11 * 3600


def test_fitness_is_that_of_someone_who_trains(ann: AthleteData) -> None:
    state = ann.fitness()[ann.today]
    assert 35 < state.ctl < 80
    assert 25 < state.atl < 110


def test_li_lei_of_shanghai_has_chinese_names(stand_in: IntervalsStandIn) -> None:
    li_lei = stand_in.athlete("k", id="i1002", name="李雷", time_zone="Asia/Shanghai", seed=2)
    assert str(li_lei.today) == "2026-06-10"
    assert li_lei.profile["measurement_preference"] == "meters"
    names = {event["name"] for event in li_lei.events.values() if event.get("name")}
    assert "长距离骑行加后程节奏" in names


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_today_is_the_athletes_own(stand_in: IntervalsStandIn, hour: int) -> None:
    moment = stand_in.world.clock().replace(hour=hour)
    theirs = IntervalsStandIn(lambda: moment).athlete("k", time_zone="Asia/Shanghai", days=3)
    assert max(theirs.wellness) == theirs.today == (moment + timedelta(hours=8)).date()
