"""The cache: one question at a time, for one athlete, for a short while."""

import asyncio

import pytest

from services.intervals.cache import Cache
from services.pace import Priority


class Source:
    """Answers with the number of the question; waits until told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.go = asyncio.Event()
        self.go.set()
        self.error: Exception | None = None

    async def __call__(self) -> int:
        self.asked += 1
        number = self.asked
        await self.go.wait()
        if self.error:
            raise self.error
        return number


async def test_an_answer_lives_for_its_time_and_not_longer() -> None:
    now = 0.0
    cache = Cache(seconds=45, clock=lambda: now)
    source = Source()
    assert await cache.read("1", "q", source) == 1
    now = 44.9
    assert await cache.read("1", "q", source) == 1
    now = 45.0
    assert await cache.read("1", "q", source) == 2


async def test_athletes_and_questions_are_kept_apart() -> None:
    cache = Cache()
    source = Source()
    answers = [await cache.read(who, what, source) for who in "12" for what in "ab"]
    assert answers == [1, 2, 3, 4]


async def test_many_readers_ask_once() -> None:
    cache = Cache()
    source = Source()
    assert await asyncio.gather(*(cache.read("1", "q", source) for _ in range(9))) == [1] * 9


async def test_a_reader_who_leaves_does_not_take_the_answer_with_them() -> None:
    cache = Cache()
    source = Source()
    source.go.clear()
    leaving = asyncio.create_task(cache.read("1", "q", source))
    staying = asyncio.create_task(cache.read("1", "q", source))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    source.go.set()
    assert await staying == 1
    assert leaving.cancelled()
    assert await cache.read("1", "q", source) == 1


async def test_an_error_reaches_all_who_wait_and_is_not_kept() -> None:
    cache = Cache()
    source = Source()
    source.error = ValueError("no")
    readers = (cache.read("1", "q", source) for _ in range(3))
    results = await asyncio.gather(*readers, return_exceptions=True)
    assert [type(each) for each in results] == [ValueError] * 3
    source.error = None
    assert await cache.read("1", "q", source) == 2


async def test_an_error_nobody_waits_for_any_more_is_quiet() -> None:
    cache = Cache()
    source = Source()
    source.go.clear()
    source.error = ValueError("no")
    reader = asyncio.create_task(cache.read("1", "q", source))
    await asyncio.sleep(0)
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    source.go.set()
    await asyncio.sleep(0.01)
    assert source.asked == 1


async def test_what_is_forgotten_is_asked_again_for_that_athlete_only() -> None:
    cache = Cache()
    source = Source()
    await cache.read("1", "q", source)
    await cache.read("2", "q", source)
    cache.forget("1")
    assert await cache.read("1", "q", source) == 3
    assert await cache.read("2", "q", source) == 2


async def test_an_answer_on_its_way_when_forgotten_is_not_kept() -> None:
    cache = Cache()
    source = Source()
    source.go.clear()
    early = asyncio.create_task(cache.read("1", "q", source))
    await asyncio.sleep(0)
    cache.forget("1")
    source.go.set()
    assert await early == 1
    assert await cache.read("1", "q", source) == 2


async def test_an_error_of_a_forgotten_question_does_not_remove_the_newer_answer() -> None:
    cache = Cache()
    slow, good = Source(), Source()
    slow.go.clear()
    slow.error = ValueError("no")
    early = asyncio.create_task(cache.read("1", "q", slow))
    await asyncio.sleep(0)
    cache.forget("1")
    await cache.read("1", "q", good)
    slow.go.set()
    with pytest.raises(ValueError, match="no"):
        await early
    await cache.read("1", "q", good)
    assert good.asked == 1


async def test_a_person_does_not_wait_for_the_request_of_a_push() -> None:
    cache = Cache()
    patient, quick = Source(), Source()
    patient.go.clear()
    push = asyncio.create_task(cache.read("1", "q", patient, Priority.PUSH))
    await asyncio.sleep(0)
    assert await cache.read("1", "q", quick, Priority.PERSON) == 1
    patient.go.set()
    await push
    assert await cache.read("1", "q", quick, Priority.PUSH) == 1
    assert quick.asked == 1


async def test_its_size_is_bounded() -> None:
    now = 0.0
    cache = Cache(seconds=45, size=10, clock=lambda: now)
    source = Source()
    for number in range(100):
        await cache.read(str(number), "q", source)
    assert source.asked == 100
    await cache.read("95", "q", source)
    assert source.asked == 100
    await cache.read("5", "q", source)
    assert source.asked == 101
