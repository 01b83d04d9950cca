"""Signing in at intervals.icu, from the button in the chat to the page in the browser."""

import re
from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sandbox.telegram.person import Person
from services.sign_in import LINK_LIVES
from tests.browser import CLIENT_SECRET, Browser, link_of, open_stage_with_sign_in
from tests.handlers.pushes.moments import at, go, wants
from tests.stage import KEY, Stage, open_stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot of an operator who has an application at intervals.icu."""
    async with open_stage_with_sign_in(tmp_path) as stage:
        yield stage


@pytest.fixture
def browser(stage: Stage) -> Browser:
    return Browser(stage)


@pytest.fixture
def person(stage: Stage) -> Person:
    return stage.telegram.person(501, "Ann", "en")


async def test_signing_in_connects_as_a_key_does(
    stage: Stage, browser: Browser, person: Person
) -> None:
    page = await browser.sign_in(await link_of(stage, person))
    assert page.status_code == 200
    assert "Connected: Ann Rider" in page.text
    assert "go back to Telegram" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "Connected: Ann Rider" in person.last.text
    assert "Europe/Paris" in person.last.text
    assert "07:00" in person.last.labels
    assert "07:00" in (await stage.press(person, "07:00")).text
    assert "Form" in (await stage.say(person, "/today")).text
    assert "61" in (await stage.say(person, "hrv 61")).text
    assert "Planned ride" in (await stage.say(person, "/plan add tomorrow Ride Planned ride")).text
    assert (await stage.athlete(person)).credential_kind == "bearer"


async def test_in_chinese_the_page_and_the_chat_are_too(stage: Stage, browser: Browser) -> None:
    person = stage.telegram.person(502, "李雷", "zh-hans")
    page = await browser.sign_in(await link_of(stage, person))
    assert "已连接：Ann Rider" in page.text
    assert '<html lang="zh-Hans">' in page.text
    assert "已连接：Ann Rider" in person.last.text


async def test_only_what_the_commands_need_is_asked_for(stage: Stage, person: Person) -> None:
    query = parse_qs(urlsplit(await link_of(stage, person)).query)
    assert query["redirect_uri"] == ["https://bot.test/oauth/callback"]
    assert query["scope"] == [
        "ACTIVITY:WRITE,WELLNESS:WRITE,CALENDAR:WRITE,SETTINGS:WRITE,LIBRARY:READ"
    ]
    assert "501" not in query["state"][0]


async def test_what_was_not_allowed_is_named(
    stage: Stage, browser: Browser, person: Person
) -> None:
    link = await link_of(stage, person)
    await browser.sign_in(link, grant="CALENDAR:READ,WELLNESS:WRITE,SETTINGS:WRITE")
    assert "Connected" in person.last.text
    assert "Not allowed: activities, calendar" in person.last.text
    answer = await stage.say(person, "/plan add tomorrow Ride Not allowed")
    assert "/connect" in answer.text


async def test_without_the_settings_all_else_works(
    stage: Stage, browser: Browser, person: Person
) -> None:
    link = await link_of(stage, person)
    page = await browser.sign_in(link, grant="CALENDAR:WRITE,WELLNESS:WRITE,ACTIVITY:WRITE")
    assert page.status_code == 200
    assert "Connected: Ann Rider." in person.last.text
    assert "Not allowed: settings, library." in person.last.text
    assert "I could not read your time zone" in person.last.text
    await stage.say(person, "/settings zone Paris")
    assert "HRV: 61 ms" in (await stage.say(person, "hrv 61")).text
    assert "Form" in (await stage.say(person, "/today")).text
    preview = await stage.say(person, "/plan add tomorrow Ride Easy one\n3x10m 90% r5m")
    assert (await stage.press(person, "Save", preview)).text.startswith("Saved")
    for text in ("/zones", "/me", "/library"):
        assert "leave all boxes ticked" in (await stage.say(person, text)).text


@pytest.mark.parametrize(
    ("area", "name", "shown", "never"),
    [
        (
            "CALENDAR",
            "calendar",
            "HRV 73 ms",
            "– rest|Rest day|othing planned|Week 49",
        ),
        ("ACTIVITY", "activities", "Mon ?🚴 1h 13m", "✗|Skipped|0h of"),
        ("WELLNESS", "wellness", "Week 48: 0h of 8h 44m", "HRV|No night|Not there yet|Check in"),
    ],
)
async def test_what_can_be_read_is_shown_beside_what_a_sign_in_leaves_out(
    stage: Stage, browser: Browser, person: Person, area: str, name: str, shown: str, never: str
) -> None:
    scopes = {"ACTIVITY", "WELLNESS", "CALENDAR", "SETTINGS"} - {area}
    grant = ",".join(f"{each}:WRITE" for each in sorted(scopes))
    await browser.sign_in(await link_of(stage, person), grant=grant)
    said = [await stage.say(person, "/today"), await stage.say(person, "/week")]
    await wants(stage, person, morning_at=time(7, 45), week_at=time(18))
    for moment in (at(2026, 11, 23, 7, 45), at(2026, 11, 29, 18)):
        await go(stage, moment)
        said.append(person.last)
    for each in said:
        assert f"Your sign-in leaves out: {name}. /connect" in each.text
        assert not re.search(never, each.text)
    assert shown in "\n".join(each.text for each in said)
    assert ("Check in" in " ".join(said[2].labels)) == (name != "wellness")


async def test_without_the_calendar_fitness_has_no_race_and_without_all_three_nothing_is_said(
    stage: Stage, browser: Browser, person: Person
) -> None:
    await browser.sign_in(await link_of(stage, person), grant="WELLNESS:WRITE,SETTINGS:WRITE")
    fitness = (await stage.say(person, "/fitness")).text
    assert fitness.startswith("Fitness 57")
    assert "leaves out: calendar" in fitness
    await browser.sign_in(await link_of(stage, person), grant="SETTINGS:WRITE")
    for text in ("/today", "/week", "/fitness"):
        assert "leave all boxes ticked" in (await stage.say(person, text)).text


async def test_a_no_is_accepted(stage: Stage, browser: Browser, person: Person) -> None:
    link = await link_of(stage, person)
    page = await browser.sign_in(link, decline="1")
    assert page.status_code == 400
    assert "You said no" in page.text
    assert "You said no" in person.last.text
    assert "onnect" in person.last.labels[0]
    assert not (await stage.athlete(person)).sealed_credential
    assert (await browser.sign_in(link)).status_code == 200


async def test_a_link_works_once(stage: Stage, browser: Browser, person: Person) -> None:
    link = await link_of(stage, person)
    back = await browser.consent(link)
    assert (await browser.open(back)).status_code == 200
    said = len(person.messages)
    for address in (back, await browser.consent(link)):
        page = await browser.open(address)
        assert page.status_code == 400
        assert "has ended" in page.text
    assert len(person.messages) == said


async def test_a_link_ends_after_a_while(stage: Stage, browser: Browser, person: Person) -> None:
    link = await link_of(stage, person)
    stage.clock.forward(seconds=LINK_LIVES.total_seconds() + 1)
    assert "has ended" in (await browser.sign_in(link)).text
    assert not (await stage.athlete(person)).sealed_credential


@pytest.mark.parametrize("ending", ["/cancel", f"/connect {KEY}"])
async def test_a_link_ends_with_its_question(
    stage: Stage, browser: Browser, person: Person, ending: str
) -> None:
    link = await link_of(stage, person)
    await stage.say(person, ending)
    assert (await browser.sign_in(link)).status_code == 400
    assert (await stage.athlete(person)).credential_kind == "api_key"


async def test_a_state_that_is_not_ours_is_refused(
    stage: Stage, browser: Browser, person: Person
) -> None:
    back = await browser.consent(await link_of(stage, person))
    state = parse_qs(urlsplit(back).query)["state"][0]
    other = ("B" if state[40] == "A" else "A").join((state[:40], state[41:]))
    browser.language = "zh-CN,zh;q=0.9"
    for forged in ("", "x", "501", other, "é", state[:-4], "A" * 4000):
        page = await browser.open(str(httpx.URL(back).copy_set_param("state", forged)))
        assert page.status_code == 400
        assert "登录已失效" in page.text
    assert not (await stage.athlete(person)).sealed_credential
    assert (await browser.open(back)).status_code == 200


async def test_a_link_connects_who_asked_for_it_and_nobody_else(
    stage: Stage, browser: Browser, person: Person
) -> None:
    other = stage.telegram.person(502, "Ben", "en")
    link = await link_of(stage, person)
    await link_of(stage, other)
    await browser.sign_in(link)
    assert (await stage.athlete(person)).sealed_credential
    assert not (await stage.athlete(other)).sealed_credential
    assert "Connected" not in other.last.text


async def test_a_link_of_somebody_who_was_forgotten_has_ended(
    stage: Stage, browser: Browser, person: Person
) -> None:
    link = await link_of(stage, person)
    await stage.world.storage.athletes.forget(501)
    assert "has ended" in (await browser.sign_in(link)).text


async def test_a_code_that_is_too_old_is_told(
    stage: Stage, browser: Browser, person: Person
) -> None:
    back = await browser.consent(await link_of(stage, person))
    stage.clock.forward(minutes=3)
    page = await browser.open(back)
    assert "has ended" in page.text
    assert "has ended" in person.last.text
    assert not (await stage.athlete(person)).sealed_credential


@pytest.mark.parametrize(
    ("path", "said"),
    [("oauth/token", "That sign-in has ended."), ("athlete/0", "intervals.icu")],
)
async def test_a_service_that_is_down_is_told(
    stage: Stage, browser: Browser, person: Person, path: str, said: str
) -> None:
    back = await browser.consent(await link_of(stage, person))
    stage.intervals.faults.add(path, times=None, status=503)
    page = await browser.open(back)
    assert page.status_code == 400
    assert "nginx" not in page.text
    assert said in person.last.text
    assert person.last.labels == ["🔗 Connect"]
    assert not (await stage.athlete(person)).sealed_credential


async def test_a_name_is_no_markup_on_the_page(
    stage: Stage, browser: Browser, person: Person
) -> None:
    stage.intervals.athletes["i1001"].profile["name"] = "<script>alert(1)</script>"
    page = await browser.sign_in(await link_of(stage, person))
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


async def test_disconnecting_revokes_the_token(
    stage: Stage, browser: Browser, person: Person
) -> None:
    await browser.sign_in(await link_of(stage, person))
    (token,) = stage.intervals.world.tokens
    await stage.say(person, "/disconnect")
    answer = await stage.press(person, "Forget")
    assert "ended at intervals.icu" in answer.text
    assert not stage.intervals.world.tokens
    everything = repr([call.params for call in stage.telegram.calls])
    for secret in (token, CLIENT_SECRET):
        assert secret not in everything


async def test_a_token_that_could_not_be_revoked_is_told(
    stage: Stage, browser: Browser, person: Person
) -> None:
    for command, answer in (("/disconnect", "Forget the key"), ("/forgetme", "forget me")):
        await browser.sign_in(await link_of(stage, person))
        stage.intervals.faults.add("disconnect-app", status=500, times=None)
        asked = await stage.say(person, command)
        pressed = answer in asked.labels
        said = await (stage.press if pressed else stage.say)(person, answer)
        assert "intervals.icu did not confirm" in said.text


async def test_the_key_still_works_beside_it(stage: Stage, person: Person) -> None:
    await link_of(stage, person)
    assert "Connected" in (await stage.say(person, KEY)).text


async def test_without_an_application_there_is_no_button(tmp_path: Path) -> None:
    async with open_stage(tmp_path / "plain") as stage:
        person = stage.telegram.person(501, "Ann", "en")
        message = await stage.say(person, "/connect")
        assert not any("Sign in" in label for label in message.labels)
        assert (await Browser(stage).open("https://bot.test/oauth/callback")).status_code == 404
