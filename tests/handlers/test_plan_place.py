"""What the buttons of the plan hold."""

from datetime import date

from handlers.plan_place import Place, Seen
from handlers.views.reply import DATA_BYTES

TODAY = date(2026, 11, 23)


def test_the_longest_button_has_room_for_whose_it_is() -> None:
    place = Place(TODAY, date(2027, 11, 24), 26, "target")
    where = Seen(999_999_999, date(2026, 11, 1), place)
    for verb in ("set:unlock", "units:percent", "ask:distance", "scale:-20", "deleted"):
        data = ":".join(["@i1234567", "plan", verb, *where.parts])
        assert len(data.encode()) <= DATA_BYTES, verb
    assert Seen.read(list(where.parts)) == where
