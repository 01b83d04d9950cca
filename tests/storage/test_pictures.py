"""Pictures at Telegram: found by their digest, the newest id counts, old ones are swept."""

from datetime import datetime, timedelta

from storage import Storage


async def test_a_picture_is_found_until_it_is_swept(storage: Storage, now: datetime) -> None:
    assert await storage.pictures.find("abc") is None
    await storage.pictures.keep("abc", "first", now)
    await storage.pictures.keep("abc", "second", now + timedelta(days=1))
    await storage.pictures.keep("def", "other", now)
    assert await storage.pictures.find("abc") == "second"
    assert await storage.pictures.sweep(now + timedelta(hours=1)) == 1
    assert await storage.pictures.find("abc") == "second"
    assert await storage.pictures.find("def") is None
