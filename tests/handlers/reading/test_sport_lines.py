"""Lines that begin with a day and a sport: what is planned, what was done, what is neither."""

import pytest

from handlers.reading.sport_lines import sport_line
from tests.handlers.reading.speech import MONDAY, VOCABULARY


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow run 10km", "plan"),
        ("Run tomorrow 10k", "plan"),
        ("tomorrow 18:00 Ride Sweet spot\n- 20m 90%", "plan"),
        ("sat ride 2h easy", "plan"),
        ("today Ride", "plan"),
        ("明天跑步10公里", "plan"),
        ("yesterday run 52m", "done"),
        ("yesterday ride", "done"),
        ("sat run 10km 52m", "done"),
        ("今天跑步10公里 52分钟", "done"),
        ("昨天 跑步 10公里 52分", "done"),
        ("today ride was hard, hrv 60", None),
        ("yesterday ride was hard, hrv 60", None),
        ("legs sore after yesterday's run", None),
        ("tomorrow", None),
        ("30.2. Ride 2h", None),
        ("", None),
    ],
)
def test_a_day_and_a_sport(text: str, meant: str | None) -> None:
    assert sport_line(text, MONDAY, VOCABULARY) == meant
