"""Form and its zones."""

import pytest

from services.form import Zone, zone_of


@pytest.mark.parametrize(
    ("form", "zone"),
    [
        (-31, Zone.HIGH_RISK),
        (-30, Zone.OPTIMAL),
        (-10.1, Zone.OPTIMAL),
        (-10, Zone.GREY),
        (4.9, Zone.GREY),
        (5, Zone.FRESH),
        (19.9, Zone.FRESH),
        (20, Zone.TRANSITION),
    ],
)
def test_the_zones_meet_without_a_gap(form: float, zone: Zone) -> None:
    assert zone_of(form) is zone
