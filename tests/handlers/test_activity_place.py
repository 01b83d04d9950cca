"""The place in a list of activities, as its buttons carry it."""

from datetime import date

from handlers import activity_edit
from handlers.activity_place import LONGEST, Place
from handlers.views.reply import button


def test_a_place_fits_in_a_button() -> None:
    place = Place(date(2026, 1, 1), date(2026, 12, 31), "HighIntensityIntervalTraining", page=99)
    assert place.fits
    assert Place.read(place.code, date(2026, 1, 1)) == place
    assert len(place.code) == LONGEST
    for verb in ("card", "r10", *activity_edit.VERBS):
        assert button("", "activity", verb, "i12345678901", place.code)
