"""The card of an activity: numbers of its sport, intervals, how it was, editing, deleting."""

from typing import Any

import pytest

from handlers.button_data import activity_of
from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import Stage

DAY = "2026-11-23"


@pytest.fixture
def athlete(stage: Stage) -> AthleteData:
    return stage.intervals.athletes["i1001"]


def ride(athlete: AthleteData, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A ride this morning, the newest of all."""
    return athlete.add_activity(
        **{
            "start_date_local": f"{DAY}T05:10:00", "type": "Ride", "name": "Threshold <3>",
            "moving_time": 5400, "distance": 40250.0, "total_elevation_gain": 410.0,
            "average_speed": 7.454, "average_heartrate": 138.2, "max_heartrate": 171,
            "average_cadence": 84.2, "calories": 1010, "icu_average_watts": 178,
            "icu_weighted_avg_watts": 196, "icu_joules": 961200, "icu_joules_above_ftp": 120400,
            "icu_w_prime": 20000, "icu_max_wbal_depletion": 12300, "icu_ftp": 250,
            "icu_variability_index": 1.1011, "icu_efficiency_factor": 1.4203,
            "icu_training_load": 92, "icu_intensity": 78.4,
            "icu_zone_times": [{"id": "Z1", "secs": 900}, {"id": "Z2", "secs": 2400},
                               {"id": "Z3", "secs": 1200}, {"id": "Z4", "secs": 900},
                               {"id": "Z5", "secs": 0}, {"id": "SS", "secs": 610}],
            "icu_hr_zone_times": [1350, 4050, 0], "decoupling": 3.4, "compliance": 94.0,
            "icu_rpe": 6, "feel": 2, "tags": ["club"], "description": "With the club.",
            "device_name": "Garmin Edge 540",
            "icu_achievements": [
                {"id": "p", "type": "BEST_POWER", "watts": 312, "secs": 300},
                {"id": "f", "type": "FTP_UP", "value": 262},
                {"id": "x", "type": "BEST_PACE"},
                {"id": "y", "type": "BEST_PACE", "distance": 5000.0, "pace": 4.0},
            ],
            "_intervals": [
                {"type": "WORK", "group_id": "a", "moving_time": 720, "average_watts": 248,
                 "average_heartrate": 158},
                {"type": "RECOVERY", "group_id": "b", "moving_time": 240, "average_watts": 120},
                {"type": "WORK", "group_id": "a", "moving_time": 720, "average_watts": 250,
                 "average_heartrate": 160},
                {"type": "WORK", "label": "Sprint", "moving_time": 15, "average_watts": 700},
            ],
            "stream_types": ["time", "watts", "latlng", "heartrate"],
            **more,
        }
    )  # fmt: skip


def seen(person: Person, message: Message) -> Message:
    """The message as it stands now."""
    return next(each for each in person.messages if each.id == message.id)


async def opened(stage: Stage, person: Person) -> Message:
    """The card of the newest; nothing is remembered of it."""
    await forget(stage, person)
    card = await stage.say(person, "/activity")
    await forget(stage, person)
    stage.intervals.calls.clear()
    return card


async def forget(stage: Stage, person: Person) -> None:
    """As if more than a second had gone by since the last answer of intervals.icu."""
    stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()


async def test_a_ride_shows_what_there_is(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    today = next(each for each in athlete.events.values() if each["name"] == "Sweet spot 3x12"
                 and each["start_date_local"].startswith(DAY))  # fmt: skip
    ride(athlete, paired_event_id=today["id"])
    card = await stage.say(person, "/activity")
    assert len(stage.asked()) == 5
    assert card.photo
    title, numbers, felt = card.text.split("\n\n")[:3]
    assert title.splitlines() == [
        "Threshold <3>",
        "Mon, Nov 23 · 05:10 · Garmin Edge 540",
        "Ride · 1h 30m · 40.2 km · Load 92",
    ]
    assert numbers.splitlines() == [
        "Intensity 78% · Decoupling 3.4%",
        "178 W average · 196 W normalized",
        "138 bpm · max 171 bpm · 84 rpm",
        "26.8 km/h · ↑ 410 m · 1,010 kcal",
        "Plan: Sweet spot 3x12 · followed 94%",
        "🏆 Best power: 312 W for 5m",
    ]
    assert felt == "Feel: Good · RPE 6: Tough\n#club\nFitness 57 · Fatigue 64 · Form −6"
    above, _, folded = card.text.partition("\n\nPower zones\n")
    assert len(above.splitlines()) <= 14
    assert folded.splitlines()[:2] == ["Z1 ▇▇▇▇ 15m · 17%", "Z2 ▇▇▇▇▇▇▇▇▇▇ 40m · 44%"]
    assert "SS" not in folded
    assert "Z5" not in folded
    assert folded.split("\n\n")[2].splitlines() == [
        "🏆 FTP up to 262 W",
        "🏆 Best pace",
        "🏆 Best pace: 5 km in 20m 50s",
        "961 kJ · 120 kJ above FTP",
        "FTP 250 W · W′ spent 12.3 of 20 kJ",
        "Variability 1.1 · Efficiency 1.42",
    ]
    assert folded.endswith("With the club.")
    assert len(card.text) < 800  # Telegram takes 1,024 characters below a picture


async def test_a_long_description_leaves_room_for_the_picture(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    zones = [{"id": f"Z{number}", "secs": 700} for number in range(1, 8)]
    ride(athlete, description="word " * 300, icu_zone_times=zones, icu_hr_zone_times=[700] * 7)
    card = await stage.say(person, "/activity")
    assert card.photo
    assert card.text.endswith("word word…")


async def test_a_run_a_swim_and_a_stub_of_numbers(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    watts = ("icu_average_watts", "icu_weighted_avg_watts", "icu_zone_times", "icu_joules")
    none: dict[str, Any] = dict.fromkeys((*watts, "device_name"), None)
    run = ride(athlete, type="Run", name="Run", average_speed=3.2, gap=3.3, average_cadence=86,
               decoupling=-1.2, source="GARMIN_CONNECT", **none)  # fmt: skip
    card = await stage.say(person, "/activity")
    assert "\nMon, Nov 23 · 05:10 · Garmin\n" in card.text
    assert "5:12/km · GAP 5:03/km · ↑ 410 m" in card.text
    assert "138 bpm · max 171 bpm · 172 steps/min" in card.text
    assert "Decoupling −1.2%" in card.text
    assert "W average" not in card.text
    run |= {"icu_training_load": None, "analyzed": None, "source": "UPLOAD"}
    assert "\nintervals.icu is still analysing it" in (await opened(stage, person)).text
    await stage.say(person, "/settings units miles")
    assert "8:23/mi · GAP 8:08/mi · ↑ 1,345 ft" in (await opened(stage, person)).text
    ride(athlete, start_date_local=f"{DAY}T05:20:00", type="Swim", average_speed=0.8,
         distance=1500, lengths=60, pool_length=25, average_cadence=28, **none)  # fmt: skip
    card = await opened(stage, person)
    assert "Swim · 1h 30m · 1,500 m · Load 92" in card.text
    assert "138 bpm · max 171 bpm · 28 strokes/min\n2:05/100m · 60 × 25 m" in card.text
    athlete.add_activity(start_date_local=f"{DAY}T05:25:00", type="Yoga", distance=0.4)
    assert (await opened(stage, person)).text.startswith(
        "Yoga\nMon, Nov 23 · 05:25\nYoga\nNo load: no data, or no threshold (/zones)."
    )
    gym = await stage.say(person, "/activity strength")
    assert "Strength · 45m · Load 22" in gym.text
    assert "3,200 kg lifted\nPlan: Gym: legs and core\n\nFeel: Good · RPE 6" in gym.text


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("run", "Track 6x600"), ("yesterday", "Pool 8x100"), ("find long", "Long ride with late"),
        ("last month", "Long ride with late"), ("游泳", "Pool 8x100"),
        ("tomorrow", "No activities."),
        ("i1", "That is not at intervals.icu any more."), ("banana", "“banana” is neither days"),
    ],
)  # fmt: skip
async def test_which_card_is_said_as_in_the_list(
    stage: Stage, person: Person, words: str, first: str
) -> None:
    assert (await stage.say(person, f"/activity {words}")).text.startswith(first)


async def test_intervals_that_are_alike_stand_together(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    ride(athlete)
    card = await opened(stage, person)
    shown = await stage.press(person, "Intervals", card)
    assert len(stage.intervals.calls) == 2
    assert shown.text.splitlines()[2:] == [
        "2× 12m · 249 W · 159 bpm", "4m · 120 W", "Sprint · 15s · 700 W",
    ]  # fmt: skip
    assert (await stage.press(person, "Back", shown)).text.startswith("Threshold <3>\nMon")


async def test_how_it_was_in_two_scales_of_words(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    row = ride(athlete, feel=None, icu_rpe=None)
    card = await opened(stage, person)
    asked = await stage.press(person, "How was it", card)
    assert [len(each) for each in asked.buttons] == [3, 2, 3, 3, 3, 1, 1]
    assert asked.labels[:5] == ["Strong", "Good", "Normal", "Poor", "Weak"]
    assert not [label for label in asked.labels if "✓" in label]
    stage.intervals.calls.clear()
    await stage.press(person, "Strong", asked)
    assert stage.asked() == [f"{way} /api/v1/activity/{row['id']}" for way in ("GET", "PUT")]
    data = next(each.data for row in asked.buttons for each in row if each.label == "9 Brutal")
    for _ in range(2):  # a double tap
        person.press_data(asked.id, str(data))
    await stage.settled()
    assert [each.text for each in person.toasts] == ["Done already."]
    assert (row["feel"], row["icu_rpe"]) == (1, 9)
    rated = seen(person, asked)
    assert {"✓ Strong", "✓ 9 Brutal", "↩ Undo"} <= set(rated.labels)
    undone = await stage.press(person, "Undo", asked)
    assert undone.text == f"Undone. Threshold <3> is again:\nRPE: empty\n\n{asked.text}"
    assert (row["feel"], row["icu_rpe"]) == (1, None)
    assert [label for label in undone.labels if "✓" in label] == ["✓ Strong"]
    assert undone.labels[-2:] == ["↩ Undo: Feel", "‹ Card"]
    undone = await stage.press(person, "Undo: Feel", asked)
    assert undone.text == f"Undone. Threshold <3> is again:\nFeel: empty\n\n{asked.text}"
    assert (row["feel"], row["icu_rpe"]) == (None, None)
    assert not [label for label in undone.labels if "✓" in label or "Undo" in label]


async def test_how_it_was_is_typed_too(stage: Stage, person: Person, athlete: AthleteData) -> None:
    row = ride(athlete, feel=None, icu_rpe=None)
    rated = await stage.say(person, "/activity rpe 7 feel good")
    assert rated.text.startswith("Saved. Feel: Good · RPE 7: Hard\n\nHow was Threshold <3>?")
    assert (row["feel"], row["icu_rpe"]) == (2, 7)
    await stage.press(person, "Undo", rated)
    assert (row["feel"], row["icu_rpe"]) == (None, None)
    await stage.say(person, "rpe 9")
    assert row["icu_rpe"] == 9
    assert "1 to 10" in (await stage.say(person, "rpe 12")).text
    assert row["icu_rpe"] == 9
    for said, rpe in (
        ("rpe 7 feel good", 7),
        ("6 rpe", 6),
        ("Rpe７感觉不错", 7),
        ("rpe 8/10", 8),
    ):
        await stage.say(person, "/plan add")
        assert f"RPE {rpe}" in (await stage.say(person, said)).text, said
        assert (row["feel"], row["icu_rpe"]) == (2, rpe)


async def test_name_description_tags_and_commute_are_edited(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    row = ride(athlete)
    card = await opened(stage, person)
    for label, typed, key, value, told in (
        ("Name", "Sweet & short", "name", "Sweet & short", "Saved. Name: Sweet & short"),
        ("Description", "Legs <good>", "description", "Legs <good>", "Saved. Description: Legs"),
        ("Tags", "#club race, race", "tags", ["club", "race"], "Saved. Tags: #club #race"),
        ("Tags", "-", "tags", [], "Saved. Tags: –"),
        ("Description", "-", "description", "", "Saved. Description: –"),
        ("Name", "-", "name", "Ride", "Saved. Name: Ride"),
    ):  # fmt: skip
        await stage.press(person, "Edit", card)
        asked = await stage.press(person, label, card)
        assert "Now: " in asked.text
        before = row[key]
        stage.intervals.calls.clear()
        saved = await stage.say(person, typed)
        assert len(stage.intervals.calls) == 2
        assert saved.text.startswith(told)
        assert row[key] == value
        await stage.press(person, "Undo", saved)
        assert row[key] == before
        card = await opened(stage, person)
    await stage.press(person, "Edit", card)
    saved = await stage.press(person, "Mark as commute", card)
    assert (saved.text, row["sub_type"]) == ("Saved. Commute: yes", "COMMUTE")
    card = await stage.press(person, "Card", saved)
    assert "Commute · #club" in card.text
    await stage.press(person, "Edit", card)
    away = await stage.press(person, "Not a commute", card)
    assert row["sub_type"] == "NONE"
    assert (await stage.press(person, "Undo", away)).text.endswith("Commute: yes")
    assert row["sub_type"] == "COMMUTE"


async def test_the_plan_it_was_done_from_is_chosen_and_taken_away(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    row, day = ride(athlete, compliance=None), stage.clock.now.date()
    evening = athlete.add_event(day, type="VirtualRide", name="Easy <spin>")
    taken = athlete.add_event(day, type="Ride", name="Done already")
    ride(athlete, start_date_local=f"{DAY}T04:00:00", paired_event_id=taken["id"])
    card = await opened(stage, person)
    await stage.press(person, "Edit", card)
    stage.intervals.calls.clear()
    await forget(stage, person)
    asked = await stage.press(person, "Plan", card)
    assert len(stage.asked()) == 3
    assert asked.labels[:3] == [
        "Nov 23 · Sweet spot 3x12", "Nov 23 · Easy <spin>", "Nov 25 · Easy endurance",
    ]  # fmt: skip
    assert not {"Nov 23 · Done already", "✖ From no plan"} & set(asked.labels)
    stage.intervals.calls.clear()
    await forget(stage, person)
    saved = await stage.press(person, "spin", asked)
    assert saved.text == "Saved. Threshold <3> was done from the plan: Easy <spin>"
    assert stage.asked() == [f"{way} /api/v1/activity/{row['id']}" for way in ("GET", "PUT")]
    assert row["paired_event_id"] == evening["id"]
    card = await stage.press(person, "Card", saved)
    assert "\nPlan: Easy <spin>\n" in card.text
    await stage.press(person, "Edit", card)
    asked = await stage.press(person, "Plan", card)
    assert "✓ Nov 23 · Easy <spin>" in asked.labels
    away = await stage.press(person, "From no plan", asked)
    assert away.text == "Saved. Threshold <3> is from no plan any more."
    assert stage.intervals.calls[-1].body == {"paired_event_id": -1}
    await stage.press(person, "Undo", away)
    assert row["paired_event_id"] == evening["id"]
    person.press_data(card.id, "activity:pair:1:7")
    await stage.settled()
    assert person.last.text.startswith("That question is answered or too old")


async def test_what_cannot_be_edited(stage: Stage, person: Person, athlete: AthleteData) -> None:
    row = ride(athlete)
    card = await opened(stage, person)
    await stage.press(person, "Edit", card)
    await stage.press(person, "Name", card)
    assert (await stage.say(person, "x" * 500)).text.startswith(
        "That has 500 characters where 120"
    )
    saved = await stage.say(person, "Better")
    row["name"] = "Changed by hand"
    assert (await stage.press(person, "Undo", saved)).text.startswith("This was changed again")
    assert row["name"] == "Changed by hand"


async def test_deleting_asks_first_and_says_that_it_is_for_good(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    row = ride(athlete)
    card = await stage.press(person, "Threshold", await stage.say(person, "/activities"))
    await stage.press(person, "Edit", card)
    asked = await stage.press(person, "Delete", card)
    assert asked.text.startswith("Delete Threshold <3> on Mon, Nov 23? This is for good")
    assert row["id"] in athlete.activities
    deleted = await stage.press(person, "Delete", asked)
    assert deleted.text == "Deleted from intervals.icu."
    assert row["id"] not in athlete.activities
    assert "Threshold" not in (await stage.press(person, "Back", deleted)).text
    assert "Undo" not in str(deleted.labels)
    person.press_data(card.id, f"activity:card:{row['id']}")
    await stage.settled()
    assert person.last.text.startswith("That is not at intervals.icu any more")


async def test_one_from_strava_is_explained(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    card = await stage.say(person, "/activities")
    for row in athlete.activities.values():
        row["source"] = "STRAVA"
    for verb in ("card", "ints", "how", "f1", "out", "edit", "comm"):
        await forget(stage, person)
        person.press_data(card.id, f"activity:{verb}:{row['id']}")
        await stage.settled()
        assert person.last.text.startswith("Strava does not let intervals.icu pass"), verb
    assert (await opened(stage, person)).text.startswith("12 activities, hidden")


async def test_broken_buttons_are_gone(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/activities")
    for data in ("", "card", "card:../1", "card:i1:zz", "zz:i1", "r11:i1", "f0:i1", "f1:0/../i1",
                 "col:x:1", "data:1x:csv", "file::", "out:x", "gone:i1/x"):  # fmt: skip
        person.press_data(page.id, f"activity:{data}")
        await stage.settled()
        assert person.last.text.startswith("That button is from an older message"), data
    assert activity_of("i1234567890") == "i1234567890"


async def test_in_chinese(stage: Stage, athlete: AthleteData) -> None:
    ride(athlete)
    person = await stage.connected(502, language="zh-hans")
    card = await stage.say(person, "/activity")
    assert "骑行 · 1小时30分 · 40.2 公里 · 负荷 92" in card.text
    assert "感觉：良好 · RPE 6：吃力" in card.text
    asked = await stage.press(person, "感受如何", card)
    assert "✓ 6 吃力" in asked.labels
    rated = await stage.press(person, "10 力竭", asked)
    assert "✓ 10 力竭" in rated.labels
    undone = await stage.press(person, "撤销", rated)
    assert undone.text.startswith("已撤销。Threshold <3> 恢复为：\nRPE 6：吃力\n\n")
    assert "✓ 6 吃力" in undone.labels
