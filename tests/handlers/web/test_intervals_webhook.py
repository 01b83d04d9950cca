"""intervals.icu's webhook: with its secret it makes the next look come soon, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import httpx

from handlers.web.intervals_webhook import PATH, intervals_routes
from handlers.web.server import BODY_LIMIT, web_app
from tests.handlers.pushes.noticing import look, ride, told, watched
from tests.stage import Stage

SECRET = "from the app's page"


def body(athlete_id: object, kind: str = "ACTIVITY_UPLOADED", secret: object = SECRET) -> object:
    return {"secret": secret, "events": [{"athlete_id": athlete_id, "type": kind}]}


async def test_an_event_hurries_the_look(stage: Stage) -> None:
    person = await watched(stage)
    await look(stage)
    world = stage.world
    settings = replace(world.settings, intervals_webhook_secret=SECRET)
    routes = intervals_routes(settings, world.storage, world.clock)
    app = web_app(world.intake, world.workers, "x", world.storage, routes)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="https://bot.test"
    ) as http:
        ride(stage)
        stage.intervals.calls.clear()
        for refused in ("", "wrong", "ж", None, 5):
            answer = await http.post(PATH, json=body("i1001", secret=refused))
            assert answer.status_code == 403
        for silent in (body("i9"), body("i1001", "TEST"), {"secret": SECRET}, body(None)):
            assert (await http.post(PATH, json=silent)).status_code == 200
        for odd in (b"", b"[]", b"{", b"5"):
            assert (await http.post(PATH, content=odd)).status_code == 400
        assert (await http.post(PATH, content=b" " * (BODY_LIMIT + 1))).status_code == 413
        await look(stage, minutes=1)
        assert stage.asked() == []
        for _ in range(2):
            assert (await http.post(PATH, json=body("i1001"))).status_code == 200
        await look(stage, minutes=1)
        assert "GET /api/v1/athlete/0/activities" in stage.asked()
        await look(stage, minutes=3)
        site, day = stage.intervals.athletes["i1001"], stage.clock.now.date()
        site.add_event(day + timedelta(days=1), type="Run", name="New", description="- 30m 70%")
        assert (await http.post(PATH, json=body("i1001", "CALENDAR_UPDATED"))).status_code == 200
        for minutes in (5.5, 10.5):  # the coach has written, and then stands still
            await look(stage, minutes=minutes)
    assert len(told(person, "Lunch ride")) == 1
    assert len(told(person, "Tue: + 🏃 New")) == 1
    assert intervals_routes(world.settings, world.storage, world.clock) == []
