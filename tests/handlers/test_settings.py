"""/settings: every page by its buttons, every value typed, each kept and each said."""

from datetime import UTC, datetime, time

import pytest

from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import Stage

PAGES = {
    "Language": "language",
    "Time zone": "time_zone",
    "Units": "distance_unit",
    "Morning message": "morning_at",
    "Mornings on": "morning_days",
    "Wait for the night until": "morning_until",
    "Week's message": "week_at",
    "Week's message on": "week_days",
    "What comes by itself": "pushes_off",
    "Alerts": "alert_limits",
    "Sound": "pushes_silent",
    "Quiet hours": "quiet_from",
    "Favourite file": "file_format",
    "Check-in questions": "wellness_fields",
}


@pytest.fixture
def person(stage: Stage) -> Person:
    """Somebody who has no connection: the settings need none."""
    return stage.telegram.person(501, "Ann", "en")


def chosen(message: Message) -> list[str]:
    return [label.removeprefix("✓ ") for label in message.labels if label.startswith("✓ ")]


async def test_the_overview_shows_everything_and_leads_everywhere_in_one_message(
    stage: Stage, person: Person
) -> None:
    overview = await stage.say(person, "/settings")
    assert overview.text.startswith("Settings\nLanguage: English\nTime zone: UTC\n")
    assert overview.labels == list(PAGES)
    assert "Not connected" in overview.text
    for name in PAGES:
        page = await stage.press(person, name, overview)
        assert page.text.startswith(f"{name}: ")
        back = await stage.press(person, "Back", page)
        assert back.text == overview.text
        assert page.id == back.id == overview.id
    assert not stage.intervals.calls
    await stage.say(person, "/settings morning 06:15 mon-fri")
    await stage.say(person, "/settings until 09:00")
    overview = await stage.say(person, "/settings week sun 18:00")
    overview = await stage.press(person, "Back", overview)
    assert "Morning message: 06:15 · Mon, Tue, Wed, Thu, Fri · for the night until 09:00\n" in (
        overview.text
    )
    assert "Week's message: 18:00 · Sun\n" in overview.text
    assert len(overview.text.splitlines()) <= 15


@pytest.mark.parametrize(
    ("page", "label", "columns"),
    [
        ("Language", "简体中文", {"language": "zh_Hans"}),
        ("Units", "miles", {"distance_unit": "mi"}),
        ("Units", "pounds", {"weight_unit": "lb"}),
        ("Units", "°F", {"temperature_unit": "F"}),
        ("Units", "form in percent", {"form_as_percent": True}),
        ("Morning message", "06:30", {"morning_at": time(6, 30)}),
        ("Mornings on", "Sun", {"morning_days": "123456"}),
        ("Wait for the night until", "09:00", {"morning_until": time(9)}),
        ("Week's message", "19:00", {"week_at": time(19)}),
        ("Week's message on", "Mon", {"week_days": "1"}),
        ("What comes by itself", "Week", {"week_at": time(18)}),
        ("What comes by itself", "Morning message", {"morning_at": time(7)}),
        ("Sound", "off", {"pushes_silent": True}),
        ("Alerts", "Form −20", {"alert_limits": {"form": -20}}),
        ("Alerts", "off", {"pushes_off": ["alert"]}),
        ("Quiet hours", "22:00–07:00", {"quiet_from": time(22), "quiet_to": time(7)}),
        ("Favourite file", ".erg", {"file_format": "erg"}),
    ],
)
async def test_a_tap_is_kept_and_ticked(
    stage: Stage, person: Person, page: str, label: str, columns: dict[str, object]
) -> None:
    await stage.say(person, "/settings")
    await stage.press(person, page)
    shown = await stage.press(person, label)
    assert (label in chosen(shown)) == (label != "Sun")
    athlete = await stage.athlete(person)
    assert {column: getattr(athlete, column) for column in columns} == columns


@pytest.mark.parametrize(
    ("page", "on", "off", "columns"),
    [
        ("morning", "06:30", "none", {"morning_at": None}),
        ("quiet", "21:00", "none", {"quiet_from": None, "quiet_to": None}),
        ("format", ".fit", "no favourite", {"file_format": None}),
    ],
)
async def test_what_was_chosen_can_be_taken_back(
    stage: Stage, person: Person, page: str, on: str, off: str, columns: dict[str, object]
) -> None:
    await stage.say(person, f"/settings {page}")
    await stage.press(person, on)
    assert chosen(await stage.press(person, off)) == [off]
    athlete = await stage.athlete(person)
    assert {column: getattr(athlete, column) for column in columns} == columns


async def test_a_page_takes_what_is_typed_while_it_is_shown(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings")
    await stage.press(person, "Morning message")
    assert (await stage.say(person, "never")).text.startswith("“never” does not fit here")
    assert (await stage.say(person, "05:50")).text == "Morning message: 05:50"
    assert (await stage.say(person, "05:55")).text.startswith("I did not understand")
    await stage.press(person, "Back")
    await stage.press(person, "Time zone")
    assert (await stage.say(person, "Tokyo")).text == "Time zone: Asia/Tokyo"


async def test_a_page_that_was_left_takes_no_text(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings zone")
    await stage.press(person, "Back")
    assert (await stage.say(person, "Tokyo")).text.startswith("I did not understand")


async def test_a_location_says_the_zone_where_it_was_asked_for(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, "/settings zone")
    person.send_location(31.2, 121.5)
    await stage.settled()
    assert person.last.text == "Time zone: Asia/Shanghai"
    assert (await stage.athlete(person)).time_zone_chosen


async def test_a_location_nobody_asked_for_is_asked_about(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings morning")
    person.send_location(40.4, -3.7)
    await stage.settled()
    assert person.last.text == "Use Europe/Madrid as your time zone?"
    assert (await stage.athlete(person)).time_zone == "UTC"
    asked = person.last
    assert (await stage.press(person, "No", asked)).text == "Time zone: UTC"
    person.send_location(40.4, -3.7)
    await stage.settled()
    person.press_data(person.last.id, "settings:zone:Mars/Base")
    await stage.settled()
    assert (await stage.athlete(person)).time_zone == "UTC"
    person.send_location(40.4, -3.7)
    await stage.settled()
    assert (await stage.press(person, "Yes")).text == "Time zone: Europe/Madrid"
    assert (await stage.athlete(person)).time_zone == "Europe/Madrid"
    person.language = "zh-hans"
    await stage.say(person, "/settings language 简体中文")
    person.send_location(31.2, 121.5)
    await stage.settled()
    assert person.last.text == "把时区改为 Asia/Shanghai 吗？"


async def test_a_chosen_zone_stays_until_the_site_is_asked_again(stage: Stage) -> None:
    person = await stage.connected()
    page = await stage.say(person, "/settings zone")
    assert page.text.startswith("Time zone: Europe/Paris")
    assert page.labels == ["As at intervals.icu", "‹ Back"]
    await stage.say(person, "Boston")
    assert (await stage.athlete(person)).time_zone == "America/New_York"
    assert not stage.intervals.calls
    await stage.say(person, "/settings zone")
    page = await stage.press(person, "As at intervals.icu")
    assert page.text.startswith("Time zone: Europe/Paris")
    assert stage.asked() == ["GET /api/v1/athlete/0"]


async def test_the_next_morning_follows_time_days_and_zone(stage: Stage) -> None:
    person = await stage.connected()

    async def due() -> datetime | None:
        return await stage.planned(person)

    assert await due() is None
    await stage.say(person, "/settings morning 07:00")
    assert await due() == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    await stage.say(person, "/settings days wed")
    assert await due() == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
    await stage.say(person, "/settings zone Shanghai")
    assert await due() == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    await stage.say(person, "/settings morning off")
    assert await due() is None


async def test_nobody_waits_for_an_hour_that_is_over(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings morning 07:00")
    assert (await stage.say(person, "/settings until 06:30")).text == (
        "06:30 is not after your morning message at 07:00, so there is nothing to wait for."
        " Try /settings until 09:00."
    )
    said = await stage.say(person, "/settings until 09:00")
    assert said.text == "Wait for the night until: 09:00"
    await stage.say(person, "/settings morning 09:30")
    overview = await stage.say(person, "/settings")
    assert "for the night until" not in overview.text
    await stage.say(person, "/settings morning 07:30")
    assert "for the night until 09:00" in (await stage.say(person, "/settings")).text


async def test_the_last_day_and_the_last_question_stay(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings days tue")
    await stage.say(person, "/settings days")
    assert (await stage.press(person, "Tue")).text.startswith("“Tue” stays: at least one has to.")
    await stage.say(person, "/settings questions hrv")
    await stage.say(person, "/settings questions")
    assert (await stage.press(person, "HRV")).text.startswith("“HRV” stays: at least one has to.")
    assert (await stage.athlete(person)).wellness_fields == ["hrv"]
    assert not [call for call in stage.telegram.calls if call.status != 200]


async def test_the_questions_are_the_athletes_own_at_first(stage: Stage) -> None:
    site = stage.intervals.athletes["i1001"]
    site.profile["icu_wellness_keys"] = ["hrv", "sleepSecs", "spO2"]
    person = await stage.connected()
    page = await stage.say(person, "/settings questions")
    assert chosen(page) == ["Sleep", "HRV", "SpO₂"]
    assert "Check-in questions: HRV, Sleep\n" in (await stage.press(person, "SpO₂")).text
    page = await stage.press(person, "Soreness")
    assert "Check-in questions: HRV, Sleep, Soreness\n" in page.text
    fields = (await stage.athlete(person)).wellness_fields
    assert fields == ["hrv", "sleep", "soreness_rating"]
    page = await stage.press(person, "As at intervals.icu", page)
    assert chosen(page) == ["Sleep", "HRV", "SpO₂"]


async def test_units_follow_the_site_when_asked_to(stage: Stage) -> None:
    person = await stage.connected()
    stage.intervals.athletes["i1001"].profile |= {
        "measurement_preference": "feet",
        "weight_pref_lb": True,
        "icu_form_as_percent": True,
    }
    await stage.say(person, "/settings units")
    kept = await stage.say(person, "miles")  # while the page is shown no command is needed
    assert kept.text == "Units: miles, kilograms, °C, form as a number"
    taken = await stage.say(person, "/settings units as at intervals.icu")
    assert taken.text == "Units: miles, pounds, °C, form in percent"


async def test_without_any_of_their_own_the_usual_five_are_asked(
    stage: Stage, person: Person
) -> None:
    page = await stage.say(person, "/settings questions")
    assert chosen(page) == ["Sleep", "Sleep quality", "Soreness", "Tiredness", "Mood"]
    assert len(chosen(await stage.press(person, "Mood"))) == 4


@pytest.mark.parametrize("data", ["settings:set:zone:Mars", "settings:page:x", "settings:set"])
async def test_a_button_that_is_not_ours_changes_nothing(
    stage: Stage, person: Person, data: str
) -> None:
    overview = await stage.say(person, "/settings")
    person.press_data(overview.id, data)
    await stage.settled()
    assert person.last.text.startswith("That button is from an older message")
    assert next(each.text for each in person.messages if each.id == overview.id) == overview.text


async def test_in_chinese(stage: Stage) -> None:
    person = stage.telegram.person(502, "李雷", "zh-hans")
    overview = await stage.say(person, "/settings")
    assert overview.text.startswith("设置\n语言：简体中文\n时区：UTC\n单位：公里、公斤、摄氏度")
    await stage.press(person, "晨报日")
    assert (await stage.press(person, "周日")).text.startswith("晨报日：周一、周二、周三、")
    await stage.say(person, "/settings 语言")
    assert (await stage.press(person, "English")).text.startswith("Language: English\n")
