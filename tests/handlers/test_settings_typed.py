"""/settings with a value: set at once, or one sentence with an example that works."""

from datetime import time

import pytest

from handlers.pushes import SWITCHED
from sandbox.telegram.person import Person
from services.schedule import wanted
from tests.stage import Stage


@pytest.fixture
def person(stage: Stage) -> Person:
    return stage.telegram.person(501, "Ann", "en")


TYPED: list[tuple[str, dict[str, object], str]] = [
    ("morning 06:15", {"morning_at": time(6, 15)}, "Morning message: 06:15"),
    ("morning: 6:15 am", {"morning_at": time(6, 15)}, "Morning message: 06:15"),
    ("Morning Message OFF", {"morning_at": None}, "Morning message: none"),
    ("晨报 早上6点半", {"morning_at": time(6, 30)}, "Morning message: 06:30"),
    ("language 中文", {"language": "zh_Hans"}, "语言：简体中文"),
    ("语言 English", {"language": "en"}, "Language: English"),
    ("zone Asia/Shanghai", {"time_zone": "Asia/Shanghai"}, "Time zone: Asia/Shanghai"),
    ("time zone new york", {"time_zone": "America/New_York"}, "Time zone: America/New_York"),
    ("时区 北京", {"time_zone": "Asia/Shanghai"}, "Time zone: Asia/Shanghai"),
    ("zone \u200fBerlin\u200e", {"time_zone": "Europe/Berlin"}, "Time zone: Europe/Berlin"),
    ("units miles", {"distance_unit": "mi"}, "Units: miles, kilograms"),
    ("单位 英里", {"distance_unit": "mi"}, "Units: miles, kilograms"),
    ("units mi, lb, °f, %", {"weight_unit": "lb", "form_as_percent": True}, "Units: miles, p"),
    ("days mon-fri", {"morning_days": "12345"}, "Mornings on: Mon, Tue, Wed, Thu, Fri"),
    ("days sat-mon, wed", {"morning_days": "1367"}, "Mornings on: Mon, Wed, Sat, Sun"),
    ("days every day", {"morning_days": "1234567"}, "Mornings on: every day"),
    ("晨报日 周一到周五", {"morning_days": "12345"}, "Mornings on: Mon, Tue"),
    ("quiet 22:00-06:30", {"quiet_to": time(6, 30)}, "Quiet hours: 22:00–06:30"),
    ("morning at 6.15", {"morning_at": time(6, 15)}, "Morning message: 06:15"),
    ("quiet 22.30-6.15", {"quiet_to": time(6, 15)}, "Quiet hours: 22:30–06:15"),
    ("quiet 22-7", {"quiet_to": time(7)}, "Quiet hours: 22:00–07:00"),
    ("quiet 10 pm to 6 am", {"quiet_from": time(22)}, "Quiet hours: 22:00–06:00"),
    ("quiet off", {"quiet_from": None}, "Quiet hours: none"),
    ("format .FIT", {"file_format": "fit"}, "Favourite file: .fit"),
    ("format all", {"file_format": None}, "Favourite file: no favourite"),
    (
        "questions sleep, hrv",
        {"wellness_fields": ["sleep", "hrv"]},
        "Check-in questions: Sleep, HRV",
    ),
    (
        "questions bp",
        {"wellness_fields": ["systolic", "diastolic"]},
        "Check-in questions: Systolic, Diastolic",
    ),
    (
        "morning 06:15 mon-fri",
        {"morning_at": time(6, 15), "morning_days": "12345"},
        "Morning message: 06:15\nMornings on: Mon, Tue",
    ),
    (
        "week sunday 6 pm",
        {"week_at": time(18), "week_days": "7"},
        "Week's message: 18:00\nWeek's message on: Sun",
    ),
    ("周报 周一 7:30", {"week_at": time(7, 30), "week_days": "1"}, "Week's message: 07:30"),
    ("weekday fri", {"week_days": "5"}, "Week's message on: Fri"),
    ("pushes week off", {"week_at": None}, "What comes by itself: Morning message, After"),
    ("pushes alerts off", {"pushes_off": ["alert"]}, "What comes by itself: Morning"),
    ("自动消息 身体提醒 开", {"pushes_off": []}, "What comes by itself: Morning"),
    ("pushes off", {"morning_at": None}, "What comes by itself: nothing"),
    ("pushes on", {"morning_at": time(7), "pushes_off": []}, "What comes by itself: Morning"),
]


async def test_typed_at_once(stage: Stage, person: Person) -> None:
    for typed, columns, answer in TYPED:
        shown = await stage.say(person, f"/settings {typed}")
        assert shown.text.startswith(answer), typed
        athlete = await stage.athlete(person)
        assert {column: getattr(athlete, column) for column in columns} == columns, typed
        await stage.world.storage.athletes.change(person.id, language="en")


UNREADABLE = [
    (
        "morning 25:00",
        "“25:00” does not fit here; nothing is changed. It goes like /settings m",
    ),
    ("morning soon", "“soon” does not fit here"),
    ("morning 06:15 07:15", "“06:15 07:15” does not fit here"),
    ("quiet 22:00", "“22:00” does not fit here"),
    ("quiet 22:00-22:00", "“22:00-22:00” does not fit here"),
    (
        "units parsec",
        "“parsec” does not fit here; nothing is changed. It goes like /settings u",
    ),
    ("units miles parsec", "“miles parsec” does not fit here"),
    ("week sat-sun", "“sat-sun” does not fit here"),
    ("week 18:00 19:00", "“18:00 19:00” does not fit here"),
    ("pushes week", "“week” does not fit here"),
    ("pushes on off", "“on off” does not fit here"),
    ("days blue monday", "“blue monday” does not fit here"),
    ("days mon-", "“mon-” does not fit here"),
    ("format docx", "“docx” does not fit here"),
    ("language tlhIngan Hol", "“tlhIngan Hol” does not fit here"),
    ("questions colour", "“colour” does not fit here"),
    ("zone New\nAtlantis", "I do not know the time zone “new atlantis”."),
    ("zone Atlantis", "I do not know the time zone “atlantis”."),
    ("zone " + "x" * 4000, "I do not know the time zone “xxx"),
    ("🚴", "I know no setting “🚴”. Try /settings morning 06:15"),
    ("<b>units</b> & </i>", "I know no setting “<b>units</b> & </i>”."),
    ("\u202edlrow", "I know no setting"),
    ("x" * 4000, "I know no setting “xxx"),
]


async def test_each_push_is_turned_off_by_the_name_it_goes_by(
    stage: Stage, person: Person
) -> None:
    for kind in SWITCHED:
        for language, off in (("en", "off"), ("zh_Hans", "关")):
            name = stage.world.desk.languages[language].plain(f"push.{kind}")
            await stage.say(person, f"/settings pushes {name} {off}")
            assert not wanted(await stage.athlete(person), kind), name
            await stage.say(person, f"/settings pushes {name} on")
            assert wanted(await stage.athlete(person), kind), name


async def test_what_is_no_setting_gets_one_sentence_with_an_example(
    stage: Stage, person: Person
) -> None:
    before = await stage.say(person, "/settings")
    for typed, answer in UNREADABLE:
        shown = await stage.say(person, f"/settings {typed}")
        assert shown.text.startswith(answer)
        assert len(shown.text) < 250
    assert (await stage.say(person, "/settings")).text == before.text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_the_examples_of_every_page_work(stage: Stage, language: str) -> None:
    person = stage.telegram.person(502, "李雷", language)
    words = stage.world.desk.languages["en" if language == "en" else "zh_Hans"]
    for key in words.under("settings.example."):
        shown = await stage.say(person, words.plain(key))
        assert len(shown.labels) == 1, key
        await stage.world.storage.athletes.change(person.id, language=words.language)
