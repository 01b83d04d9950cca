"""Methods about receiving updates, and about chats and files."""

import re
from typing import Any

from sandbox.telegram.files import MAX_DOWNLOAD
from sandbox.telegram.refusals import RefusalError, bad_request
from sandbox.telegram.state import Json, Webhook, World
from sandbox.telegram.wire import Arguments

WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)
LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])[:/]")
MAX_SECRET = 256


async def get_updates(world: World, given: Arguments) -> list[Any]:
    if world.webhook.url:
        raise RefusalError(409, WEBHOOK_ACTIVE)
    allowed = given.decoded("allowed_updates")
    if allowed is not None:
        world.updates.allow(allowed)
    limit = min(max(given.integer("limit", 100), 1), 100)
    seconds = min(max(given.integer("timeout"), 0), 50)
    return await world.updates.poll(given.integer("offset"), limit, seconds)


def set_webhook(world: World, given: Arguments) -> bool:
    """Accepts https, and http on this machine as a Bot API server with `--local` does."""
    url, secret = given.text("url"), given.text("secret_token")
    if not url:
        return delete_webhook(world, given)
    if not url.startswith("https://") and not LOCAL.match(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[\w-]*", secret, re.ASCII):
        raise bad_request("secret token contains unallowed characters")
    _drop_if_asked(world, given)
    allowed = given.decoded("allowed_updates")
    if allowed is not None:
        world.updates.allow(allowed)
    world.webhook = Webhook(url, secret, given.integer("max_connections", 40))
    return True


def delete_webhook(world: World, given: Arguments) -> bool:
    _drop_if_asked(world, given)
    world.webhook = Webhook()
    return True


def _drop_if_asked(world: World, given: Arguments) -> None:
    if given.flag("drop_pending_updates"):
        world.updates.pending.clear()


def get_webhook_info(world: World, _: Arguments) -> Json:
    webhook = world.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if webhook.url:
        info |= {"max_connections": webhook.max_connections}
    if webhook.last_error_at:
        info |= {
            "last_error_date": int(webhook.last_error_at.timestamp()),
            "last_error_message": webhook.last_error,
        }
    if world.updates.allowed:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def get_chat(world: World, given: Arguments) -> Json:
    chat = world.known_chat(given.text("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return chat.as_json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def get_chat_member(world: World, given: Arguments) -> Json:
    chat = world.known_chat(given.text("chat_id"))
    user = world.bot if given.integer("user_id") == world.bot["id"] else chat.person
    return {"user": user, "status": "member"}


def get_file(world: World, given: Arguments) -> Json:
    stored = world.files.get(given.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


def log_out(_: World, _given: Arguments) -> bool:
    return True
