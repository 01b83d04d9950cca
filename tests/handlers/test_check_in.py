"""The guided check-in: one message edited in place, word buttons, typed answers."""

from datetime import date
from typing import Any

import pytest

from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import Stage

TODAY = date(2026, 11, 23)


@pytest.fixture
async def person(stage: Stage) -> Person:
    person = await stage.connected()
    fields = ["sleep", "sleep_quality", "soreness_rating", "hrv", "comments"]
    await stage.world.desk.services.accounts.change(person.id, wellness_fields=fields)
    stage.intervals.athletes["i1001"].wellness.pop(TODAY, None)
    return person


def shown(person: Person, message: Message) -> Message:
    return next(each for each in person.messages if each.id == message.id)


def recorded(stage: Stage) -> dict[str, Any]:
    return stage.intervals.athletes["i1001"].wellness[TODAY]


def refused_edits(stage: Stage) -> int:
    return sum(call.status != 200 for call in stage.telegram.calls)


async def test_every_answer_edits_the_one_message_and_the_last_one_saves(
    stage: Stage, person: Person
) -> None:
    asked = await stage.say(person, "/log wellness")
    assert "How long did you sleep?" in asked.text
    await stage.press(person, "7h 30m", asked)
    assert "How did you sleep?" in shown(person, asked).text
    await stage.press(person, "Good", asked)
    await stage.press(person, "High", asked)
    assert "HRV?" in shown(person, asked).text
    await stage.say(person, "62")
    assert "A note for the day?" in shown(person, asked).text
    await stage.say(person, "legs like wood")
    assert shown(person, asked).text.startswith("Saved for today")
    assert sum(each.from_bot for each in person.messages) == 1
    day = recorded(stage)
    assert (day["sleepSecs"], day["sleepQuality"], day["soreness"]) == (27000, 2, 3)
    assert (day["hrv"], day["comments"]) == (62, "legs like wood")
    await stage.press(person, "Undo", asked)
    assert recorded(stage)["hrv"] is None


async def test_only_what_the_day_lacks_is_asked(stage: Stage, person: Person) -> None:
    stage.intervals.athletes["i1001"].record(TODAY, sleepSecs=25000, sleepQuality=1)
    asked = await stage.say(person, "/log wellness")
    assert "How sore are you?" in asked.text


async def test_save_ends_it_early_and_skip_passes_over(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness")
    assert not any("Save" in label for label in asked.labels)
    await stage.press(person, "Skip", asked)
    await stage.press(person, "Poor", asked)
    await stage.press(person, "Save", asked)
    assert shown(person, asked).text.startswith("Saved for today")
    assert recorded(stage)["sleepQuality"] == 4
    assert recorded(stage).get("soreness") is None


async def test_skipping_all_writes_nothing(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness")
    for _ in range(5):
        await stage.press(person, "Skip", asked)
    assert "nothing was written" in shown(person, asked).text
    assert not [call for call in stage.intervals.calls if call.method == "PUT"]


async def test_a_wrong_typed_answer_repeats_the_question_with_its_buttons(
    stage: Stage, person: Person
) -> None:
    asked = await stage.say(person, "/log wellness")
    again = await stage.say(person, "99h")
    assert again.id != asked.id
    assert not shown(person, asked).labels
    wrong, title, question = again.text.split("\n\n")
    assert wrong == "“99h” does not fit: Sleep goes from 0h to 20h, for example sleep 7h 30m."
    assert title == "Check-in · Mon, Nov 23"
    assert question.startswith("How long did you sleep?")
    assert "7h 30m" in again.labels
    assert "7h 30m or 7h 18m" in (await stage.say(person, "7.30")).text
    assert "HRV goes from 1 ms" in (await stage.say(person, "hrv banana")).text
    assert "How did you sleep?" in (await stage.say(person, "7h20")).text
    assert "How sore are you?" in (await stage.say(person, "skip")).text
    assert "HRV? Type it, like 62 ms." in (await stage.say(person, "跳过")).text
    assert refused_edits(stage) == 0


async def test_a_second_check_in_ends_the_first(stage: Stage, person: Person) -> None:
    first = await stage.say(person, "/log wellness")
    await stage.press(person, "7h 30m", first)
    second = await stage.say(person, "/log wellness yesterday")
    assert not shown(person, first).labels
    assert "newer check-in" in shown(person, first).text
    await stage.press(person, "Cancel", second)
    before = shown(person, first).text
    saved = await stage.say(person, "weight 70")
    assert saved.text == "Saved for today\nWeight: 70 kg"
    assert shown(person, first).text == before


async def test_an_answer_to_a_card_far_above_brings_it_below(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness")
    await stage.say(person, "/help")
    below = await stage.say(person, "7h20")
    assert below.id > asked.id
    assert "Sleep: 7h 20m" in below.text
    assert "How did you sleep?" in below.text
    assert not shown(person, asked).labels
    assert (await stage.say(person, "good")).id == below.id  # in place: nothing lies between
    same = await stage.say(person, "sleep 7h20")  # changes nothing
    assert same.id > below.id
    assert "How sore are you?" in same.text
    assert refused_edits(stage) == 0


@pytest.mark.parametrize("far_above", [True, False])
async def test_an_answer_handled_again_is_not_the_next_ones(
    stage: Stage, person: Person, *, far_above: bool
) -> None:
    await stage.say(person, "/log wellness")
    for _ in range(3):
        await stage.press(person, "Skip")
    if far_above:
        await stage.say(person, "/help")
    await stage.twice(lambda: person.say("62"))
    assert "HRV: 62 ms" in person.last.text
    assert "A note for the day?" in person.last.text


@pytest.mark.parametrize(
    ("label", "then"), [("Good", "How sore are you?"), ("Save", "Saved for today")]
)
async def test_a_tap_that_telegram_would_not_show_at_first_is_shown(
    stage: Stage, person: Person, label: str, then: str
) -> None:
    asked = await stage.say(person, "/log wellness")
    await stage.press(person, "7h 30m", asked)
    await stage.twice(lambda: person.press(label, asked))
    assert then in shown(person, asked).text


async def test_a_whole_line_answers_several_questions(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness")
    await stage.say(person, "slept 8h, sleep quality good, hrv 60")
    assert "How sore are you?" in shown(person, asked).text


async def test_a_line_for_another_day_is_written_there(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness")
    answer = await stage.say(person, "yesterday hrv 55")
    assert answer.text.startswith("Saved for Sun, Nov 22")
    assert "How long did you sleep?" in shown(person, asked).text


async def test_an_old_button_does_not_answer_the_next_question(
    stage: Stage, person: Person
) -> None:
    asked = await stage.say(person, "/log wellness")
    await stage.press(person, "Skip", asked)
    data = next(b.data for row in shown(person, asked).buttons for b in row if b.label == "Good")
    assert data is not None
    for _ in range(2):  # a double tap
        person.press_data(asked.id, data)
        await stage.settled()
    assert "How sore are you?" in shown(person, asked).text
    assert refused_edits(stage) == 0


async def test_cancel_leaves_nothing(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness")
    await stage.press(person, "7h 30m", asked)
    await stage.press(person, "Cancel", asked)
    assert shown(person, asked).text.startswith("Cancelled")
    assert not [call for call in stage.intervals.calls if call.method == "PUT"]


async def test_for_a_day_that_is_named(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness yesterday")
    assert "Sun, Nov 22" in asked.text


async def test_in_chinese_the_ratings_are_words(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    asked = await stage.say(person, "/log wellness")
    assert "睡得怎么样？" in asked.text
    assert asked.labels[:2] == ["极好", "良好"]


@pytest.mark.parametrize("note", ["5/6 felt fine", "yesterday hrv 55 was low", "31.2. & <b>"])
async def test_a_note_is_any_text_at_all(stage: Stage, person: Person, note: str) -> None:
    asked = await stage.say(person, "/log wellness")
    for _ in range(4):
        await stage.press(person, "Skip", asked)
    assert "A note for the day?" in shown(person, asked).text
    await stage.say(person, note)
    assert recorded(stage)["comments"] == note


async def test_what_is_there_is_shown_and_cleared_by_a_tap_or_a_dash(
    stage: Stage, person: Person
) -> None:
    stage.intervals.athletes["i1001"].record(
        TODAY, sleepSecs=25000, sleepQuality=1, soreness=2, hrv=60, comments="tired"
    )
    asked = await stage.say(person, "/log wellness")  # nothing is missing, so everything is asked
    assert "Tap, or type it: 7h20\nNow: 6h 56m" in asked.text
    await stage.say(person, "-")
    assert "How did you sleep?\nNow: Excellent" in shown(person, asked).text
    await stage.press(person, "Skip", asked)
    await stage.press(person, "Clear", asked)
    saved = await stage.press(person, "Save", asked)
    assert saved.text == "Saved for today\nSleep: cleared\nSoreness: cleared"
    day = recorded(stage)
    assert [day[key] for key in ("sleepSecs", "sleepQuality", "soreness")] == [None, 1, None]
    await stage.press(person, "Undo", asked)
    assert (recorded(stage)["sleepSecs"], recorded(stage)["soreness"]) == (25000, 2)


async def test_started_from_today_the_day_stays_above_and_undo_leaves_it(
    stage: Stage, person: Person
) -> None:
    today = await stage.say(person, "/today")
    asked = await stage.press(person, "Check in", today)
    assert asked.id == today.id
    assert asked.text.startswith("Sweet spot 3x12\nRide · 1h 13m · Load 76\n12m 119")
    assert "expandable_blockquote" in str(asked.entities)  # both would be over a screen
    restored = await stage.press(person, "Cancel", asked)
    assert (restored.text, restored.labels) == (today.text, today.labels)
    asked = await stage.press(person, "Check in", today)
    await stage.press(person, "7h 30m", asked)
    saved = await stage.press(person, "Save", asked)
    told = today.text.replace("\nNot there yet from last night: HRV, Resting HR, Sleep", "")
    assert told != today.text
    assert saved.text == f"{told}\n\nSaved for today\nSleep: 7h 30m"
    assert {".zwo", ".fit", "📅 Plan", "↩ Undo"} <= set(saved.labels)
    undone = await stage.press(person, "Undo", saved)
    assert undone.text == f"{told}\n\nUndone. It is again:\nSleep: empty"
    assert ".zwo" in undone.labels
    assert recorded(stage)["sleepSecs"] is None


async def test_moved_away_from_the_morning_the_morning_is_told_what_was_saved(
    stage: Stage, person: Person
) -> None:
    today = await stage.say(person, "/today")
    await stage.press(person, "Check in", today)
    await stage.say(person, "/help")
    below = await stage.say(person, "slept 7h30")
    assert below.text.startswith("Check-in")
    left = shown(person, today)
    assert left.text == today.text
    assert left.labels == [each for each in today.labels if "Check in" not in each]
    saved = await stage.press(person, "Save", below)
    assert saved.text == "Saved for today\nSleep: 7h 30m"
    assert "Nothing recorded" not in shown(person, today).text
    assert refused_edits(stage) == 0


async def test_the_phase_of_the_cycle_is_a_word_to_tap(stage: Stage, person: Person) -> None:
    await stage.world.desk.services.accounts.change(person.id, wellness_fields=["menstrual_phase"])
    asked = await stage.say(person, "/log wellness")
    saved = await stage.press(person, "Luteal", asked)
    assert saved.text == "Saved for today\nMenstrual phase: Luteal"
    assert recorded(stage)["menstrualPhase"] == "LUTEAL"


async def test_pounds_are_typed_as_pounds(stage: Stage, person: Person) -> None:
    accounts = stage.world.desk.services.accounts
    await accounts.change(person.id, wellness_fields=["weight"], weight_unit="lb")
    for text in ("155", "weight 155", "155 lb"):
        await stage.say(person, "/log wellness")
        await stage.say(person, text)
        assert recorded(stage)["weight"] == pytest.approx(70.31, abs=0.01)
        await stage.say(person, "/undo")


async def test_a_name_without_a_value_is_asked_for(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log wellness yesterday bp, mood")
    assert "Sun, Nov 22\n\nBlood pressure? Type both, like 120/80." in asked.text
    wrong = await stage.say(person, "80/120")
    assert wrong.text.startswith("“80/120” does not fit")
    await stage.say(person, "120/80")
    saved = await stage.press(person, "Good")
    assert saved.text == (
        "Saved for Sun, Nov 22\nSystolic: 120 mmHg\nDiastolic: 80 mmHg\nMood: Good"
    )
    assert stage.intervals.calls[-1].body == {
        "id": "2026-11-22",
        "systolic": 120,
        "diastolic": 80,
        "mood": 2,
    }
    card = await stage.say(person, "/log wellness 体重")
    assert "Weight? Type it" in card.text


async def test_an_own_field_the_site_asks_for_is_asked_here_too(stage: Stage) -> None:
    profile = stage.intervals.athletes["i1001"].profile
    profile["icu_wellness_keys"] = ["mood", "GripStrength", "SomethingOfAnotherProgram"]
    person = await stage.connected()
    page = await stage.say(person, "/settings questions")
    assert page.text.startswith("Check-in questions: Mood, GripStrength\n")
    await stage.say(person, "/log wellness yesterday")
    card = await stage.press(person, "Good")
    assert "GripStrength? Type it" in card.text
    saved = await stage.say(person, "41.5")
    assert saved.text == "Saved for Sun, Nov 22\nMood: Good\nGripStrength: 41.5"


async def test_another_day_is_a_button_away(stage: Stage, person: Person) -> None:
    card = await stage.say(person, "/log wellness")
    assert "Mon, Nov 23" in card.text
    [[back]] = [row for row in card.buttons if row[0].label == "‹ Sun, Nov 22"]  # and none ahead
    before = await stage.press(person, "‹", card)
    assert before.id == card.id
    assert before.text.startswith("Check-in · Sun, Nov 22")
    assert {"‹ Sat, Nov 21", "Mon, Nov 23 ›"} < set(before.labels)
    rated = await stage.press(person, "Good", before)
    assert not [label for label in rated.labels if "Nov" in label]
    saved = await stage.press(person, "Save", rated)
    assert saved.text.startswith("Saved for Sun, Nov 22\n")
    assert stage.intervals.calls[-1].path.endswith("/wellness/2026-11-22")
    assert saved.labels == ["↩ Undo", "‹ Sat, Nov 21", "Mon, Nov 23 ›"]
    below = await stage.press(person, "‹", saved)
    assert below.id != saved.id
    assert below.text.startswith("Check-in · Sat, Nov 21")
    again = await stage.say(person, "/log wellness")
    person.press_data(again.id, str(back.data).replace("11-22", "11-24"))
    await stage.settled()
    assert person.last.text.startswith("That question is answered")
