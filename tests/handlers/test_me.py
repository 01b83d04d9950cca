"""/me: the profile and the thresholds of each sport, and never the key."""

from tests.stage import KEY, Stage


async def test_one_screen_one_call_no_key(stage: Stage) -> None:
    person = await stage.connected()
    site = stage.intervals.athletes["i1001"]
    site.sport_settings[0] |= {"ftp": 250, "lthr": 165}
    answer = await stage.say(person, "/me")
    assert stage.asked() == ["GET /api/v1/athlete/0"]
    first, second, third, *rest = answer.text.splitlines()
    assert first == "Ann Rider · i1001"
    assert second == "Europe/Paris · km, kg, °C"
    assert third.startswith("Weight ")
    assert "🚴 Ride: FTP 250 W · LTHR 165 bpm" in answer.text
    assert any("/km" in line for line in rest if "Run" in line)
    assert any("/100m" in line for line in rest if "Swim" in line)
    assert len(answer.text.splitlines()) <= 15
    assert KEY not in str([call.params for call in stage.telegram.calls])
    assert "Settings" in answer.labels[-1]
    assert (await stage.press(person, "Zones", answer)).text.startswith("Ride")
    answer = await stage.say(person, "/me")
    assert (await stage.press(person, "Settings", answer)).text.startswith("Settings")


async def test_what_is_missing_is_said(stage: Stage) -> None:
    person = await stage.connected()
    site = stage.intervals.athletes["i1001"]
    for settings in site.sport_settings:
        settings |= {"ftp": None, "lthr": None, "threshold_pace": None}
    assert "🚴 Ride: no thresholds set" in (await stage.say(person, "/me")).text


async def test_an_account_with_nothing_in_it(stage: Stage) -> None:
    person = await stage.connected()
    site = stage.intervals.athletes["i1001"]
    site.sport_settings.clear()
    site.profile |= {"icu_weight": None, "weight": None, "icu_resting_hr": None, "name": None}
    answer = await stage.say(person, "/me")
    assert answer.text.startswith("i1001 · i1001\nEurope/Paris · km, kg, °C\n\n")
    assert answer.text.endswith("No sport settings at intervals.icu yet.")


async def test_in_chinese_and_of_somebody_else(stage: Stage) -> None:
    bob = stage.intervals.athlete("k", id="i2002", name="Bob", time_zone="Asia/Tokyo", days=0)
    stage.intervals.athletes["i1001"].coaches.add(bob.id)
    person = await stage.connected(502, "zh-hans")
    assert "体重" in (await stage.say(person, "/me")).text
    await stage.say(person, "/athlete Bob")
    answer = await stage.say(person, "/me")
    assert answer.text.startswith("👤 Bob\nBob · i2002\nAsia/Tokyo")
    assert stage.asked()[-1] == "GET /api/v1/athlete/i2002"
