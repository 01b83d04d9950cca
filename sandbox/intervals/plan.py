"""The calendar of a believable athlete: four weeks back, some ahead, and what frames them."""

from datetime import timedelta

from sandbox.intervals.answers import Wire
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.training import GENTLE, Session, sessions

AHEAD = 14
RACE_IN = 49
TAPER = range(RACE_IN - 8, RACE_IN)  # days on which only the easy sessions are left


def make_plan(athlete: AthleteData, *, past_days: int, chinese: bool, ahead: int = AHEAD) -> None:
    """Sessions up to `ahead` days from today, and not beyond the race."""
    for offset in range(-past_days, min(ahead + 1, RACE_IN)):
        for session in sessions(offset):
            if offset not in TAPER or session in GENTLE:
                _add_session(athlete, offset, session, chinese=chinese)
    _add_frame(athlete, chinese=chinese)


def _add_session(athlete: AthleteData, offset: int, session: Session, *, chinese: bool) -> None:
    day = athlete.today + timedelta(days=offset)
    name, text = session.said(chinese=chinese)
    values: Wire = {
        "type": session.sport,
        "name": name,
        "description": text,
        "start_date_local": f"{day}T{session.hour:02}:00:00",
        "indoor": False,
        "target": "PACE" if "Pace" in session.text else "AUTO",
    }
    if session.minutes:
        values |= {"moving_time": session.minutes * 60, "icu_training_load": session.load}
    athlete.add_event(day, **values)


def _add_frame(athlete: AthleteData, *, chinese: bool) -> None:
    """The race, a note, a holiday and the weeks' targets."""
    today = athlete.today
    race, note, away = today + timedelta(days=RACE_IN), today + timedelta(days=2), AHEAD + 7
    athlete.add_event(
        race,
        category="RACE_A",
        type="Ride",
        name="湖畔公路大奖赛" if chinese else "Lakes Gran Fondo",
        start_date_local=f"{race}T08:00:00",
        description="120 公里，爬升 1800 米" if chinese else "120 km, 1800 m of climbing",
        moving_time=15_600,
        distance=120_000.0,
        icu_training_load=265,
    )
    athlete.add_event(
        note,
        category="NOTE",
        name="换新轮组，检查胎压" if chinese else "New wheels: check the pressure",
        color="green",
        show_as_note=True,
    )
    athlete.add_event(
        today + timedelta(days=away),
        category="HOLIDAY",
        name="家庭旅行" if chinese else "Family trip",
        end_date_local=f"{today + timedelta(days=away + 5)}T00:00:00",
        training_availability="LIMITED",
        max_training_time=3600,
    )
    _add_targets(athlete)


def _add_targets(athlete: AthleteData) -> None:
    monday = athlete.today - timedelta(days=athlete.today.weekday())
    for week in (0, 1):
        athlete.add_event(
            monday + timedelta(weeks=week),
            category="TARGET",
            type="Ride",
            load_target=380 + 20 * week,
            time_target=8 * 3600,
            distance_target=180_000.0,
            for_week=True,
        )
