"""Text without a slash: commands by their word, answers, and questions that outlive a restart."""

from pathlib import Path

import pytest

from tests.stage import Stage, ann, open_stage


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("today", "Sweet spot"),
        ("Today!", "Sweet spot"),
        ("今天", "Sweet spot"),
        ("tomorrow?", "Tue, Nov 24"),
        ("周六", "Sat, Nov 28"),
        ("plan next week", "Mon, Nov 30"),
        ("日历 下周", "Mon, Nov 30"),
        ("Good morning!", "Sweet spot"),
        ("早上好", "Sweet spot"),
        ("help", "What you can say"),
        ("weight", "Check-in · Mon, Nov 23"),
        ("体重", "Check-in · Mon, Nov 23"),
        ("30.2. hrv 62", "The calendar has no “30.2.”"),
        ("2月30日 hrv 62", "The calendar has no “2月30日”"),
    ],
)
async def test_a_commands_word_is_enough(stage: Stage, text: str, begins: str) -> None:
    person = await stage.connected()
    assert begins in (await stage.say(person, text)).text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "button", "begins"),
    [
        ("sick, skipping today", "/plan sick", "Which days are you sick?"),
        ("今天生病了", "/plan sick", "Which days are you sick?"),
        ("note tomorrow physio 4pm", "/plan note", "What should I note, and when?"),
        ("备注 明天下午4点理疗", "/plan note", "What should I note, and when?"),
        ("cant ride today, 30 min only", "/today", "Sweet spot"),
        ("刚跑完10公里 52分钟", "/log activity", "Which day"),
        ("sprained my ankle", "/plan injured", "Which days are you injured?"),
        ("on vacation from friday", "/plan holiday", "Which days are you away?"),
        ("what's my workout tomorrow?", "/plan", "Mon, Nov 23 – Sun, Nov 29"),
        ("rpe 8 and feel normal", "/activity", "Pool 8x100"),
        ("我的FTP是多少", "/zones", "Ride"),
        ("今天加班，骑不了", "/today", "Sweet spot"),
        ("状态不错", "/fitness", "Fitness"),
    ],
)
async def test_what_a_text_is_about_is_one_tap_away(
    stage: Stage, text: str, button: str, begins: str
) -> None:
    person = await stage.connected()
    hint = await stage.say(person, text)
    assert "did not understand" in hint.text
    await stage.press(person, button, hint)
    assert begins in person.messages[-1].text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "shown", "sent"),
    [
        ("明天跑步10公里", "Run · 10 km", "/events"),
        ("sat Ride 2h\nsun Run 1h", "Sun, Nov 29", "/events"),
        ("/plan ride saturday 3h", "Sat, Nov 28", "/events"),
        ("昨天 跑步 10公里 52分", "Run · 52m · 10 km", "/activities/manual"),
        ("yesterday run 52m\nyesterday ride 2h", "Ride · 2h", "/activities/manual"),
    ],
)
async def test_a_day_and_a_sport_need_no_command_and_are_shown_first(
    stage: Stage, text: str, shown: str, sent: str
) -> None:
    person = await stage.connected()
    offered = await stage.say(person, text)
    assert shown in offered.text
    assert not [each for each in stage.intervals.calls if each.method != "GET"]
    await stage.press(person, "Save", offered)
    [written] = [each for each in stage.intervals.calls if each.method != "GET"]
    assert sent in written.path


async def test_a_line_after_one_that_waits_to_be_saved_is_another_one(stage: Stage) -> None:
    person = await stage.connected()
    for text, shown in (
        ("tomorrow Ride 1h", "Tue, Nov 24\nRide · 1h"),
        ("sat Ride 2h", "Sat, Nov 28\nRide · 2h"),
        ("yesterday Run 10km 52m", "Run · 52m · 10 km"),
        ("昨天 游泳 1小时", "Swim · 1h"),
        ("fri Run 10km", "Fri, Nov 27\nRun · 10 km"),
    ):
        assert shown in (await stage.say(person, text)).text
    assert {each.method for each in stage.intervals.calls} == {"GET"}


@pytest.mark.parametrize(
    "taps",
    [
        ("/plan", "Add", "Sat", "Ride"),
        ("/plan", "Add", "Sick"),
        ("/plan", "Sweet spot", "Skip"),
        ("/log", "Activity", "Today"),
        ("/log wellness",),
    ],
)
async def test_a_line_that_is_whole_is_no_name_reason_or_answer_of_what_is_asked(
    stage: Stage, taps: tuple[str, ...]
) -> None:
    person = await stage.connected()
    for text, shown in (
        ("yesterday run 10km 52m", "Sun, Nov 22 · Run · 52m · 10 km"),
        ("明天跑步10公里", "Tue, Nov 24\nRun · 10 km"),
        ("ftp 255", "FTP 238 W → 255 W"),
    ):
        await stage.say(person, taps[0])
        for label in taps[1:]:
            await stage.press(person, next(each for each in person.last.labels if label in each))
        assert shown in (await stage.say(person, text)).text
        assert {each.method for each in stage.intervals.calls} <= {"GET"}


async def test_cancel_ends_a_question_with_and_without_its_slash(stage: Stage) -> None:
    person = await stage.connected()
    for word in ("/cancel", "cancel", "取消"):
        await stage.say(person, "/plan add")
        assert (await stage.say(person, word)).text.startswith("Cancelled")
        assert "No question" in (await stage.say(person, "/cancel")).text


async def test_a_word_that_may_be_the_answer_is_the_answer(stage: Stage) -> None:
    person = await stage.connected()
    await stage.say(person, "/plan add")
    assert "Which sport" in (await stage.say(person, "today")).text


async def test_what_is_no_answer_but_partly_wellness_is_offered(stage: Stage) -> None:
    person = await stage.connected()
    await stage.say(person, "/settings morning")
    offered = (await stage.say(person, "morning! slept like a log, 8h, legs odd")).text
    assert "“legs odd”" in offered
    assert "Sleep: 8h" in offered


async def test_hours_later_the_buttons_of_a_question_still_work(stage: Stage) -> None:
    person = await stage.connected()
    asked = await stage.say(person, "/plan add")
    stage.clock.forward(hours=5)
    assert "did not understand" in (await stage.say(person, "good grief")).text
    await stage.press(person, "Nov 24", asked)
    assert any("Which sport" in message.text for message in person.messages)


async def test_a_question_survives_a_restart(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        ann(stage)
        person = await stage.connected()
        await stage.say(person, "/plan add")
    async with open_stage(tmp_path, before=stage) as again:
        assert "Which sport" in (await again.say(person, "tomorrow")).text
