"""Meeting Telegram, or whatever server of the Bot API stands at the address."""

from handlers.gateway.meeting import meet_telegram
from tests.stage import Stage


async def test_a_server_that_knows_no_webhooks_is_met(stage: Stage) -> None:
    unknown = "Not Found: method not found"
    stage.telegram.faults.add("deleteWebhook", status=404, description=unknown)
    await meet_telegram(stage.world.bot, stage.telegram.token, "")
    assert stage.telegram.calls_of("deleteWebhook")[-1].status == 404
