"""Today is the athlete's: at midnight, when the clocks change, on both sides of the date line."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.stage import Clock, ann, open_stage

# Around each midnight: the zone, the last second of a day (UTC), and that day there.
MIDNIGHTS = [
    ("Europe/Paris", "2026-03-29T21:59:59", "2026-03-29"),  # an hour short
    ("Europe/Paris", "2026-10-25T22:59:59", "2026-10-25"),  # an hour long
    ("Pacific/Kiritimati", "2026-11-23T09:59:59", "2026-11-23"),
    ("Pacific/Pago_Pago", "2026-11-23T10:59:59", "2026-11-22"),
    ("Asia/Kathmandu", "2026-11-23T18:14:59", "2026-11-23"),
    ("Africa/Cairo", "2027-04-29T21:59:59", "2027-04-29"),  # the next day begins at one
]


async def test_every_command_turns_the_day_at_the_athletes_midnight(tmp_path: Path) -> None:
    async with open_stage(tmp_path, Clock(datetime(2026, 3, 20, 12, tzinfo=UTC))) as stage:
        athlete = ann(stage)
        person = await stage.connected()
        for number, (zone, last_second, day) in enumerate(MIDNIGHTS):
            await stage.say(person, f"/settings zone {zone}")
            athlete.time_zone = zone
            stage.clock.now = datetime.fromisoformat(last_second).replace(tzinfo=UTC)
            for today in (date.fromisoformat(day), date.fromisoformat(day) + timedelta(days=1)):
                stage.intervals.calls.clear()
                saved = await stage.say(person, f"hrv {50 + number}")
                assert saved.text.startswith("Saved for today"), (zone, today)
                await stage.say(person, "/plan add tomorrow 06:00 Ride Early")
                [put] = [each for each in stage.intervals.calls if each.method == "PUT"]
                [post] = [each for each in stage.intervals.calls if each.method == "POST"]
                assert put.path.endswith(f"/{today}"), zone
                tomorrow = today + timedelta(days=1)
                assert post.body[0]["start_date_local"] == f"{tomorrow}T06:00:00", zone
                stage.intervals.calls.clear()
                await stage.say(person, "/today")
                [events] = [each for each in stage.intervals.calls if "events" in each.path]
                assert events.query["oldest"] == str(today), zone
                stage.clock.forward(seconds=1)


async def test_a_check_in_that_is_open_at_midnight_stays_with_its_day(tmp_path: Path) -> None:
    evening = datetime(2026, 11, 23, 22, 58, tzinfo=UTC)  # 23:58 in Paris
    async with open_stage(tmp_path, Clock(evening)) as stage:
        ann(stage)
        person = await stage.connected()
        asked = await stage.say(person, "/log wellness")
        assert asked.text.startswith("Check-in · Mon, Nov 23")
        stage.clock.forward(minutes=5)
        stage.intervals.calls.clear()
        answer = await stage.press(person, "Good", asked)
        while "Skip" in answer.labels:
            answer = await stage.press(person, "Skip", answer)
        if "✅ Save" in answer.labels:
            await stage.press(person, "Save", answer)
        [put] = [each for each in stage.intervals.calls if each.method == "PUT"]
        assert put.path.endswith("/2026-11-23")


async def test_a_flight_over_the_date_line_moves_today_at_once(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    async with open_stage(tmp_path, Clock(noon)) as stage:
        ann(stage)
        person = await stage.connected()
        for zone, day in (("Kiritimati", "2026-11-24"), ("Pago Pago", "2026-11-22")):
            await stage.say(person, f"/settings zone {zone}")
            stage.intervals.calls.clear()
            await stage.say(person, "rhr 48")
            [put] = [each for each in stage.intervals.calls if each.method == "PUT"]
            assert put.path.endswith(f"/{day}")
