from datetime import datetime, timedelta

from storage import Storage
from storage.models import Dialog

HOUR = timedelta(hours=1)


async def ask(
    storage: Storage, athlete_id: int, until: datetime, *, awaits_text: bool = True
) -> Dialog:
    return await storage.dialogs.open(
        athlete_id, command="rpe", state={}, awaits_text=awaits_text, expires_at=until
    )


async def test_a_dialog_is_found_by_its_athlete_until_it_expires(
    storage: Storage, now: datetime
) -> None:
    dialog = await ask(storage, 2**40, now + HOUR)
    assert await storage.dialogs.find(2**40, dialog.id, now) == dialog
    assert await storage.dialogs.find(1, dialog.id, now) is None
    assert await storage.dialogs.find(2**40, dialog.id, now + HOUR) is None


async def test_the_newest_that_awaits_text_gets_it(storage: Storage, now: datetime) -> None:
    assert await storage.dialogs.awaiting(1, now) is None
    await ask(storage, 1, now + HOUR)
    second = await ask(storage, 1, now + HOUR)
    await ask(storage, 1, now + HOUR, awaits_text=False)
    await ask(storage, 1, now)
    await ask(storage, 2, now + HOUR)
    assert await storage.dialogs.awaiting(1, now) == second


async def test_a_changed_state_is_saved(storage: Storage, now: datetime) -> None:
    dialog = await ask(storage, 1, now + HOUR)
    await storage.dialogs.change(
        dialog.id, state={"名": [1, {"深": None}]}, awaits_text=False, message_id=2**40
    )
    changed = await storage.dialogs.find(1, dialog.id, now)
    assert changed is not None
    assert changed.state == {"名": [1, {"深": None}]}
    assert (changed.awaits_text, changed.message_id) == (False, 2**40)
    await storage.dialogs.change(dialog.id, state={**changed.state, "more": 1})
    again = await storage.dialogs.find(1, dialog.id, now)
    assert again is not None
    assert again.state == {"名": [1, {"深": None}], "more": 1}
    await storage.dialogs.change(dialog.id)


async def test_only_its_athlete_closes_a_dialog(storage: Storage, now: datetime) -> None:
    dialog = await ask(storage, 1, now + HOUR)
    await storage.dialogs.close(2, dialog.id)
    assert await storage.dialogs.find(1, dialog.id, now)
    await storage.dialogs.close(1, dialog.id)
    assert await storage.dialogs.find(1, dialog.id, now) is None
    await storage.dialogs.change(dialog.id, state={"late": True})


async def test_all_of_one_athlete_are_closed_and_counted(storage: Storage, now: datetime) -> None:
    for athlete_id in (1, 1, 2):
        await ask(storage, athlete_id, now + HOUR)
    assert await storage.dialogs.close_all(1) == 2
    assert await storage.dialogs.awaiting(2, now)


async def test_those_of_one_command_are_closed_alone(storage: Storage, now: datetime) -> None:
    await ask(storage, 1, now + HOUR)
    assert await storage.dialogs.close_all(1, "connect") == 0
    assert await storage.dialogs.close_all(1, "rpe") == 1


async def test_the_expired_are_swept(storage: Storage, now: datetime) -> None:
    await ask(storage, 1, now)
    await ask(storage, 1, now + HOUR)
    assert await storage.dialogs.sweep(now) == 1
    assert await storage.dialogs.close_all(1) == 1


async def test_the_button_of_a_closed_dialog_never_reaches_a_newer_one(
    storage: Storage, now: datetime
) -> None:
    old = await ask(storage, 1, now + HOUR)
    await storage.dialogs.close_all(1)
    assert (await ask(storage, 1, now + HOUR)).id > old.id
