"""How many calls to intervals.icu commands, buttons and answers make is said, and is so."""

import ast
import importlib
import inspect
from datetime import date
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from handlers import COMMANDS
from tests import files
from tests.api_calls import ELSE, Counter, named, of, said
from tests.stage import Stage

HANDLERS = Path(__file__).parents[1] / "handlers"
PRESSED = sorted(
    each.stem for each in HANDLERS.glob("*.py") if "async def press(" in each.read_text()
)
SHARED = dict.fromkeys(("plan_hide", "plan_show", "plan_lock", "plan_unlock"), "plan_guard")
# What a command needs to do its work at once.
ARGUMENTS = {
    "plan add": "tomorrow Ride Easy\n- 1h 60%",
    "plan note": "tomorrow Physio",
    "plan race": "A 2027-05-09 Run Hamburg",
    "plan target": "2027-02-01 load 450",
    "plan copy": "last week",
    **dict.fromkeys(("plan sick", "plan holiday", "plan injured"), "thu-sat"),
    **dict.fromkeys(("plan hide", "plan show", "plan lock", "plan unlock"), "this week"),
    "log activity": "2026-10-01 Run 10km 52m",
    "log wellness": "hrv 62",
}
# What is offered without a command.
OFFERED = {"plan add": "tomorrow Ride 1h", "log activity": "yesterday Run 10km 52m"}
TWO = "/plan add 2027-03-0{0} Ride One\n- 1h 60%\n2027-03-0{1} Run Two\n- 30m 60%"
TODAY = ("/plan today", "> Sweet")
# Each step is a button by its label (>) or its data (!), or what is said.
WAYS = (
    # the plan and its cards
    ("/today", "> Plan", "> Filter", "> Races", "! today", "! zones", "! activity"),
    (*TODAY, "> Edit", "> In watts", "> Undo"),
    (*TODAY, "> Edit", "> −20%", "> Save", "> Edit", "> Duration", "1h"),
    (*TODAY, "> Edit", "> Indoors", "> Edit", "> Name", "Sweeter", "> Undo"),
    (*TODAY, "> Edit", "> Start time", "> 06:00", "> Edit", "> Start time", "7:30"),
    ("> Edit", "> Steps", "- 20m 60%", "> Edit", "> Steps", "10 min easy", "> Save"),
    ("> .zwo", "> Move", "> Tue", "> Move", "today", "> Skip", "> Tired", "> Undo"),
    (*TODAY, "> Skip", "work", "> Undo"),
    (*TODAY, "> Done", "> ✅ Done", "> Undo"),
    (*TODAY, "> Delete", "> 🗑 Delete", "> Undo"),
    ("/plan next week", "> Files", "> .csv", "> .zwo"),
    (
        "/plan add 2027-03-01 Ride 40km",
        "/plan 2027-03-01",
        "> Ride",
        "> Edit",
        "> Distance",
        "50km",
    ),
    ("/plan note 2027-03-02 Physio\nat noon", "/plan 2027-03-02", "> Physio", "> Edit", "> Text"),
    ("at one", "> Edit", "> Days", "2027-03-03"),
    ("/plan target 2027-03-04 load 50", "/plan 2027-03-04", "> Target", "> Edit", "> Load"),
    ("load 60", "! plan_lock:range:20270304:1", "> Save"),
    # what goes on it
    ("/today", "> Plan", "> Add", "> Tue", "> Ride", "> Save without steps"),
    ("/plan add", "> Tue", "> Run", "> 45m"),
    ("/plan add 2027-03-05", "> Ride", "Easy\n- 1h 60%", "> Undo"),
    ("/plan add Ride Easy", "> Tue", "/plan add Tue Easy spin", "> Ride"),
    ("/plan add 2027-03-06 Ride\n8x400m @ 90%", "> as suggested"),
    (TWO.format(6, 7), "> Save", "> Undo"),
    ("/plan add", "> Copy", "> Last week", "/plan copy", "this week to 2027-02-01", "> Save"),
    ("> Undo", "/plan copy last week to 2026-11-18", "> Only", "> Undo"),
    (
        "/plan add",
        "> Race",
        "> Race A",
        "2027-05-09 Run Hamburg",
        "/plan add",
        "> Sick",
        "> Until",
    ),
    ("/plan add", "> Target", "> This week", "load 400", "/plan target load 300", "> This week"),
    ("/plan add", "> Library", "> 📁", "> Tempo", "> Put", "> Tue"),
    ("/library find tempo", "> ›", "> Tempo", "> Put", "tomorrow", "! library"),
    # what was done
    ("/help activity", "> Begin", "/help", "> All"),
    ("/activities", "> Older", "> Find", "tempo", "> Find", "> Cancel"),
    ("/activity Ride", "> Intervals", "> Back", "> Export", "> Power", "> .csv", "> .fit"),
    ("/activity", "> How was it", "> Good", "> Undo"),
    ("/activity", "> Edit", "> Name", "Other", "> Card", "> Edit", "> commute", "> Card"),
    ("> Edit", "> Not a commute", "> Card", "> Edit", "> Description", "Fine", "> Card"),
    ("> Edit", "> Tags", "club", "> Card", "> Edit", "> 🗓 Plan", "> Pool", "> Undo"),
    ("/log", "> Activity", "> Yesterday", "> Run", "> 45", "rpe 5"),
    ("/log activity Run 52m", "> Yesterday", "/log activity yesterday 52m", "> Run"),
    ("/log activity yesterday Run", "> 45", "/log activity yesterday Run 1h\ntoday Run 20m"),
    ("> Save", "> Undo", "/activity", "> Edit", "> Delete", "> 🗑 Delete"),
    # how one is
    ("/today", "> Check in", "> Cancel", "/log", "> Wellness", "> Good", "> Save", "> Undo"),
    ("/wellness", "> 28", "> CSV", "> Log", "> ‹ Sun", "> Skip"),
    ("yesterday hrv 60\ntoday hrv 61", "> Save", "> Undo"),
    ("/settings questions weight", "/log wellness", "70 kg, GripStrength 52"),
    ("/zones", "> Run", "> Change", "> FTP", "260", "> Save", "> Apply", "> Apply", "> Undo"),
    ("/zones Ride", "> Change", "> FTP", "> 243 W", "> Cancel"),
    ("/fitness", "> 90 days", "/curve", "> Heart", "> Power", "! curve", "/week", "> ‹", "! me"),
    # the bot itself
    ("! athlete", "! athlete:me", "/settings", "> Units", "> As at", "> miles"),
    ("/settings units", "as the site", "/pause", "! pause:off", "! why:yes:1", "! start:example"),
    ("! privacy", "/connect", "nokeyatall1", "! connect:morning:off", "/disconnect", "> Cancel"),
    ("/forgetme", "no"),
)


def verbs(module: ModuleType) -> set[str]:
    """What the buttons of a module begin with."""
    source = ast.parse(inspect.getsource(module))
    [press] = [
        each
        for each in ast.walk(source)
        if isinstance(each, ast.AsyncFunctionDef) and each.name == "press"
    ]
    cases = [each.pattern for each in ast.walk(press) if isinstance(each, ast.match_case)]
    begun = [e.patterns[:1] if isinstance(e, ast.MatchSequence) else [e] for e in cases]
    listed = getattr(module, "VERBS", ())
    return {*(listed if isinstance(listed, tuple) else ())} | {
        str(value.value)
        for pattern in chain.from_iterable(begun)
        for each in ast.walk(pattern)
        if isinstance(each, ast.MatchValue) and isinstance(value := each.value, ast.Constant)
    }


@pytest.mark.parametrize("module", PRESSED)
def test_what_is_said_of_buttons_is_said_of_all_of_them(module: str) -> None:
    found = importlib.import_module(f"handlers.{module}")
    listed = said(getattr(found, "press", None) or found.Kind.press)
    assert ELSE in listed or verbs(found) <= listed.keys()


async def test_each_command_makes_as_many_calls_as_it_says(stage: Stage) -> None:
    person = await stage.connected()

    async def made(text: str) -> int:
        stage.clock.forward(seconds=5)  # what was remembered is forgotten
        stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
        stage.intervals.calls.clear()
        await stage.say(person, text)
        return len(stage.intervals.calls)

    counted, promised = {}, {}
    for command in COMMANDS:
        text = f"/{command.name} {ARGUMENTS.get(command.name, '')}".strip()
        counted[text] = await made(text)
        module = importlib.import_module(f"handlers.{SHARED.get(command.key, command.key)}")
        promised[text] = said(module)[ELSE]
    await stage.say(person, "/cancel")
    for command in filter(lambda each: each.offer, COMMANDS):
        text = OFFERED[command.name]
        counted[text], promised[text] = await made(text), said(command.offer)[ELSE]
    assert counted == promised


async def test_each_button_and_answer_makes_as_many_calls_as_it_says(stage: Stage) -> None:
    person, site = await stage.connected(), stage.intervals.athletes["i1001"]
    for number in range(10):
        site.add_to_library("Bike", "Ride", f"Tempo {number}", "- 10m 60%")
    site.record(date(2026, 11, 20), GripStrength=49.5)
    counter = Counter(stage, person)
    for way in WAYS:
        await counter.go(*way)
    ride = files.fit_activity()
    for answer in ("> Tue", "tomorrow"):
        await stage.send(person, "tempo.zwo", files.zwo())
        await counter.go(answer)
    await stage.send(person, "ride.fit", ride)
    await counter.go("> Undo")
    await stage.send(person, "two.zip", files.zipped(a_fit=ride, b_tcx=files.tcx()))
    await counter.go("> Save", "> Undo")
    await counter.go("/plan add today Ride Other\n- 1h 60%")
    await stage.send(person, "ride.fit", ride)
    await counter.go("> Other", f"! upload:look:{[*site.activities][-1]}")
    ways = [(each, way) for each in COMMANDS for way in ("press", "answer") if getattr(each, way)]
    assert counter.made == {
        (named(*way), name): most for way in ways for name, most in of(*way).items()
    }
