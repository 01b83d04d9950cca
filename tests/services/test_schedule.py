"""When a morning is due: on both sides of the date line, and when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.schedule import next_time

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
]
INSTANTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis wants them naive and adds the zone
    datetime(2045, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
WEEKDAYS = st.sets(st.sampled_from("1234567"), min_size=1).map("".join)


@given(st.times(), WEEKDAYS, st.sampled_from(ZONES), INSTANTS)
def test_it_is_the_next_chosen_day_at_that_time(
    at: time, weekdays: str, zone: str, after: datetime
) -> None:
    due = next_time(at, weekdays, zone, after)
    assert due
    local = due.at.astimezone(ZoneInfo(zone))
    assert after < due.at <= after + timedelta(days=9)
    assert due.at.tzinfo is UTC
    assert local.date() == due.day
    assert str(due.day.isoweekday()) in weekdays
    shifted = (local.replace(tzinfo=None) - datetime.combine(due.day, at)).total_seconds()
    assert 0 <= shifted <= 7200


@given(st.times(), st.sampled_from(ZONES), INSTANTS)
def test_each_day_comes_once_and_in_order(at: time, zone: str, after: datetime) -> None:
    days = []
    for _ in range(5):
        due = next_time(at, "1234567", zone, after)
        assert due
        days.append(due.day)
        after = due.at
    assert days == sorted(set(days))
    assert (days[-1] - days[0]).days <= 5


def test_a_time_the_clocks_skip_comes_later() -> None:
    due = next_time(time(2, 30), "1234567", "Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert due
    assert (due.at, due.day) == (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29))


def test_a_time_the_clocks_repeat_is_the_first_of_the_two_and_comes_once() -> None:
    first = next_time(
        time(2, 30), "1234567", "Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC)
    )
    assert first
    assert first.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = next_time(time(2, 30), "1234567", "Europe/Berlin", first.at)
    assert second
    assert second.day == date(2026, 10, 26)


def test_the_day_samoa_skipped_has_no_morning() -> None:
    after = datetime(2011, 12, 29, 20, tzinfo=UTC)
    due = next_time(time(7), "1234567", "Pacific/Apia", after)
    assert due
    assert due.day == date(2011, 12, 31)


def test_without_days_there_is_none() -> None:
    assert next_time(time(7), "", "UTC", datetime(2026, 1, 1, tzinfo=UTC)) is None
