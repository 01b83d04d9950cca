"""Alerts: what is out of the ordinary, once a day at most, and then at rest."""

import re
from datetime import date, timedelta

from sandbox.intervals.athlete import AthleteData
from tests.handlers.pushes.moments import at, wants
from tests.handlers.pushes.noticing import look, told, watched
from tests.stage import Stage


def usual(stage: Stage) -> AthleteData:
    """Sixty days of HRV 62 and a pulse of 48, with a little noise; no load."""
    site = stage.intervals.athletes["i1001"]
    site.wellness.clear()
    site.activities.clear()
    site.events.clear()
    for back in range(1, 61):
        noise = back % 3 - 1
        day = date(2026, 11, 23) - timedelta(days=back)
        site.record(day, hrv=62.0 + 2 * noise, restingHR=48 + noise)
    return site


async def test_out_of_the_ordinary_is_told_once_and_rests_three_days(stage: Stage) -> None:
    site = usual(stage)
    person = await watched(stage)
    said = "Resting HR 58"
    stage.clock.now = at(2026, 11, 24, 7)
    await look(stage)
    assert not told(person, said)
    site.record(date(2026, 11, 24), hrv=52.0, restingHR=58)
    for _ in range(5):
        await look(stage, hours=1)
    [text] = told(person, said)
    assert text == (
        "Resting HR 58 bpm, your usual is 47–49\n"
        "Often little sleep, stress, heat or an infection.\n\n"
        "HRV 52 ms, your usual is 60–64\n"
        "Often the body is still recovering."
    )
    message = person.last
    why = await stage.press(person, "Why?")
    assert why.text.splitlines()[2:5] == [
        "A value of that day was past its limit:",
        "resting HR over your mean of 60 days by more than 7 bpm and 2 standard deviations.",
        "HRV under your mean of 60 days by more than 2 standard deviations.",
    ]
    for day in (25, 26):
        site.record(date(2026, 11, day), restingHR=58, hrv=62.0)
        stage.clock.now = at(2026, 11, day, 9)
        await look(stage)
        await look(stage, hours=2)
    assert len(told(person, said)) == 1
    page = await stage.press(person, "⚙", message)
    assert page.text.startswith("Alerts: usual limits")
    assert [label for label in page.labels if label.startswith("✓")] == [
        *("✓ HR +7", "✓ HRV −2", "✓ Form −30", "✓ Ramp +8"),
    ]
    site.record(date(2026, 11, 27), restingHR=64, hrv=62.0)
    stage.clock.now = at(2026, 11, 27, 9)
    await look(stage)
    assert len(told(person, "Resting HR 64")) == 1


async def test_an_ordinary_night_and_the_first_look_say_nothing(stage: Stage) -> None:
    site = usual(stage)
    site.record(date(2026, 11, 23), restingHR=70, hrv=30.0)
    person = await watched(stage, "zh")
    assert not told(person, "静息心率 70")
    site.record(date(2026, 11, 24), restingHR=49, hrv=61.0)
    stage.clock.now = at(2026, 11, 24, 9)
    await look(stage)
    await look(stage, hours=2)
    assert not told(person, "你平时是")
    set_so = await stage.say(person, "/settings 身体提醒 静息心率 10，状态 -25%")
    assert set_so.text == "身体提醒：自定义界限"
    site.record(date(2026, 11, 25), restingHR=57, hrv=61.0)
    stage.clock.now = at(2026, 11, 25, 9)
    await look(stage)
    assert not told(person, "你平时是")
    site.record(date(2026, 11, 28), restingHR=60, hrv=61.0)
    stage.clock.now = at(2026, 11, 28, 9)
    await look(stage)
    assert told(person, "静息心率 60 次/分，你平时是")


async def test_what_is_logged_early_does_not_decide_before_the_night_is_there(
    stage: Stage,
) -> None:
    site = usual(stage)
    person = await watched(stage)
    stage.clock.now = at(2026, 11, 24, 6)
    site.record(date(2026, 11, 24), soreness=2)
    await look(stage)
    site.record(date(2026, 11, 24), hrv=62.0, restingHR=58)
    stage.clock.now = at(2026, 11, 24, 8)
    await look(stage)
    assert len(told(person, "Resting HR 58")) == 1


async def test_each_limit_can_be_chosen_and_one_can_be_off(stage: Stage) -> None:
    site = usual(stage)
    person = await watched(stage)
    await stage.say(person, "/settings alerts")
    page = await stage.press(person, "HR +5")
    page = await stage.press(person, "HRV off")
    assert page.text.startswith("Alerts: your own limits")
    chosen = [label for label in page.labels if label.startswith("✓")]
    assert chosen == ["✓ HR +5", "✓ HRV off", "✓ Form −30", "✓ Ramp +8"]
    for typed in ("form", "form 500", "hrv -9 sd", "form -25 ramp", "weight 70"):
        said = await stage.say(person, f"/settings alerts {typed}")
        assert said.text.startswith(f"“{typed}” does not fit here")
    for typed in ("form -25", "Form −25 %", "ramp 6.5/hrv off", "ramp 6.5 per week, hrv 1.5 sd"):
        await stage.say(person, f"/settings alerts {typed}")
    athlete = await stage.athlete(person)
    assert athlete.alert_limits == {
        "resting_heart_rate": 5,
        "hrv": 1.5,
        "form": -25,
        "ramp": 6.5,
    }
    await stage.say(person, "/settings alerts hrv off")
    site.record(date(2026, 11, 24), hrv=20.0, restingHR=54)
    stage.clock.now = at(2026, 11, 24, 9)
    await look(stage)
    assert person.last.text.startswith("Resting HR 54 bpm")
    assert "HRV" not in person.last.text
    assert (await stage.say(person, "/settings alerts usual")).text == "Alerts: usual limits"


async def test_form_is_told_as_the_site_shows_it(stage: Stage) -> None:
    site = usual(stage)
    for back in range(1, 40):
        began = f"{date(2026, 11, 23) - timedelta(days=back)}T09:00:00"
        load = 70 if back < 6 else 15  # form −20: much for so little fitness
        site.add_activity(
            start_date_local=began, type="Ride", moving_time=3600, icu_training_load=load
        )
    person = await watched(stage)
    await wants(stage, person, form_as_percent=True)
    site.record(date(2026, 11, 24), hrv=62.0, restingHR=48)
    stage.clock.now = at(2026, 11, 24, 9)
    await look(stage)
    assert re.match(r"Form −\d\d%, below −30%\n", person.last.text)


async def test_form_and_ramp_have_limits_of_their_own(stage: Stage) -> None:
    site = usual(stage)
    for back in range(1, 7):
        began = f"{date(2026, 11, 23) - timedelta(days=back)}T09:00:00"
        ride = {"type": "Ride", "moving_time": 18000, "icu_training_load": 280}
        site.add_activity(start_date_local=began, **ride)
    person = await watched(stage)
    site.record(date(2026, 11, 24), hrv=62.0, restingHR=48)
    stage.clock.now = at(2026, 11, 24, 9)
    await look(stage)
    fitness, form = person.last.text.split("\n\n")[::-1]
    assert form.startswith("Form −")
    assert form.endswith("below −30\nThe load of late is high for your fitness.")
    assert fitness.startswith("Ramp +")
    assert fitness.endswith("above +8\nFitness is rising faster than most take for long.")
