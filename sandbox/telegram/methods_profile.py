"""Methods about the bot itself: commands, menu button, name and descriptions."""

import json
import re
from collections.abc import Callable

from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import Chat, Json, World
from sandbox.telegram.wire import Arguments

DEFAULT_SCOPE = {"type": "default"}
SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
    "chat_administrators", "chat_member",
}  # fmt: skip
MENU_BUTTONS = {"default", "commands", "web_app"}
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, _: Arguments) -> Json:
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _language(given: Arguments) -> str:
    language = given.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _scope(given: Arguments) -> str:
    scope = given.decoded("scope") or DEFAULT_SCOPE
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return scope_key(scope)


def scope_key(scope: Json) -> str:
    return json.dumps(scope, sort_keys=True)


def set_my_commands(world: World, given: Arguments) -> bool:
    commands = given.decoded("commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = [_checked_command(command) for command in commands]
    world.commands[_scope(given), _language(given)] = kept
    _profile_changed(world)
    return True


def _checked_command(command: Json) -> Json:
    if not re.fullmatch("[a-z0-9_]{1,32}", str(command.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command.get("description", "")) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    name = command["command"].removeprefix("/")
    return {"command": name, "description": command["description"]}


def get_my_commands(world: World, given: Arguments) -> list[Json]:
    return world.commands.get((_scope(given), _language(given)), [])


def delete_my_commands(world: World, given: Arguments) -> bool:
    world.commands.pop((_scope(given), _language(given)), None)
    _profile_changed(world)
    return True


def commands_seen(world: World, chat: Chat) -> list[Json]:
    """The menu a person sees: the narrowest scope that was set, their language first."""
    language = chat.person.get("language_code", "")[:2]
    scopes = ({"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}, DEFAULT_SCOPE)
    for scope in scopes:
        for spoken in (language, ""):
            commands = world.commands.get((scope_key(scope), spoken))
            if commands:
                return commands
    return []


def _setter(kind: str) -> Callable[[World, Arguments], bool]:
    def setter(world: World, given: Arguments) -> bool:
        text = given.text(kind)
        if len(text) > LONGEST[kind]:
            raise bad_request(f"{kind.replace('_', ' ')} is too long")
        world.profile[kind, _language(given)] = text
        _profile_changed(world)
        return True

    return setter


def _getter(kind: str) -> Callable[[World, Arguments], Json]:
    def getter(world: World, given: Arguments) -> Json:
        return {kind: profile_text(world, kind, _language(given))}

    return getter


def profile_text(world: World, kind: str, language: str) -> str:
    """The bot's name or a description as a person with this language sees it."""
    fallback = world.bot["first_name"] if kind == "name" else ""
    return world.profile.get((kind, language[:2])) or world.profile.get((kind, "")) or fallback


def set_chat_menu_button(world: World, given: Arguments) -> bool:
    button = given.decoded("menu_button") or {"type": "default"}
    if button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: Unsupported type specified")
    world.menu_buttons[given.integer("chat_id")] = button
    _profile_changed(world)
    return True


def get_chat_menu_button(world: World, given: Arguments) -> Json:
    return menu_button(world, given.integer("chat_id"))


def menu_button(world: World, chat_id: int) -> Json:
    own = world.menu_buttons.get(chat_id, {"type": "default"})
    if own["type"] != "default":
        return own
    return world.menu_buttons.get(0, {"type": "commands"})


def _profile_changed(world: World) -> None:
    for chat in world.chats.values():
        world.touch(chat)


set_my_name, get_my_name = _setter("name"), _getter("name")
set_my_description, get_my_description = _setter("description"), _getter("description")
set_my_short_description = _setter("short_description")
get_my_short_description = _getter("short_description")
