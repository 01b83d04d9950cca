import asyncio

import httpx

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, refusal, result


def ids(answer: httpx.Response) -> list[int]:
    return [update["update_id"] for update in result(answer)]


async def test_updates_come_again_until_the_offset_confirms_them(api: Api, ann: Person) -> None:
    second, third = ann.say("two"), ann.say("three")
    first = second - 1
    assert ids(await api("getUpdates")) == [first, second, third]
    assert ids(await api("getUpdates")) == [first, second, third]
    assert ids(await api("getUpdates", offset=third)) == [third]
    assert ids(await api("getUpdates")) == [third]


async def test_a_negative_offset_keeps_the_newest(api: Api, ann: Person) -> None:
    ann.say("two")
    third = ann.say("three")
    assert ids(await api("getUpdates", offset=-1)) == [third]
    assert ids(await api("getUpdates")) == [third]


async def test_limit_holds(api: Api, ann: Person) -> None:
    ann.say("two")
    assert len(ids(await api("getUpdates", limit=1))) == 1


async def test_a_long_poll_ends_with_the_first_update(telegram: TelegramStandIn, api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    update_id = telegram.person(5).say("hi")
    assert ids(await poll) == [update_id]


async def test_an_update_from_another_thread_wakes_the_poll(
    telegram: TelegramStandIn, api: Api
) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    update_id = await asyncio.to_thread(telegram.person(5).say, "hi")
    assert ids(await poll) == [update_id]


async def test_a_long_poll_without_news_is_empty(api: Api) -> None:
    assert ids(await api("getUpdates", timeout=1)) == []


async def test_a_second_poller_ends_the_first(telegram: TelegramStandIn, api: Api) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    assert refusal(await first) == (
        409,
        (
            "Conflict: terminated by other getUpdates request;"
            " make sure that only one bot instance is running"
        ),
    )
    update_id = telegram.person(5).say("hi")
    assert ids(await second) == [update_id]


async def test_polling_is_refused_while_a_webhook_is_set(api: Api) -> None:
    await api("setWebhook", url="https://bot.example.com/hook")
    status, words = refusal(await api("getUpdates"))
    assert status == 409
    assert words.startswith("Conflict: can't use getUpdates method while webhook is active;")
    await api("deleteWebhook")
    assert ids(await api("getUpdates")) == []


async def test_allowed_updates_stay_until_changed(api: Api, ann: Person) -> None:
    await api("getUpdates", offset=-1, allowed_updates=["message"])
    ann.block()
    ann.unblock()
    spoken = ann.say("hi")
    assert ids(await api("getUpdates", offset=spoken)) == [spoken]
    assert spoken == ids(await api("getUpdates"))[-1]


async def test_a_confirmed_update_can_be_sent_again(
    telegram: TelegramStandIn, api: Api, ann: Person
) -> None:
    update_id = ann.say("once")
    assert ids(await api("getUpdates", offset=update_id + 1)) == []
    telegram.redeliver(update_id)
    assert ids(await api("getUpdates", offset=update_id + 1)) == [update_id]
    assert ids(await api("getUpdates", offset=update_id + 1)) == []


async def test_nonsense_can_be_put_in_the_queue(
    telegram: TelegramStandIn, api: Api, ann: Person
) -> None:
    broken = telegram.push_raw({"message": {"chat": "nonsense"}})
    after = ann.say("hi")
    assert ids(await api("getUpdates", offset=broken)) == [broken, after]
