"""Every method this stand-in has, by its Bot API name."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.telegram import methods_edit as edit
from sandbox.telegram import methods_profile as profile
from sandbox.telegram import methods_send as send
from sandbox.telegram import methods_updates as updates
from sandbox.telegram.state import World
from sandbox.telegram.wire import Arguments

Method = Callable[[World, Arguments], Awaitable[Any] | Any]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "close": updates.log_out,
    "logOut": updates.log_out,
    "getChat": updates.get_chat,
    "getChatMember": updates.get_chat_member,
    "getFile": updates.get_file,
    "sendMessage": send.send_message,
    "sendDocument": send.send_document,
    "sendPhoto": send.send_photo,
    "sendMediaGroup": send.send_media_group,
    "sendLocation": send.send_location,
    "sendChatAction": send.send_chat_action,
    "copyMessage": send.copy_message,
    "forwardMessage": send.forward_message,
    "editMessageText": edit.edit_message_text,
    "editMessageCaption": edit.edit_message_caption,
    "editMessageMedia": edit.edit_message_media,
    "editMessageReplyMarkup": edit.edit_message_reply_markup,
    "deleteMessage": edit.delete_message,
    "deleteMessages": edit.delete_messages,
    "answerCallbackQuery": edit.answer_callback_query,
    "setMessageReaction": edit.set_message_reaction,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
NAMES = {name.lower(): name for name in METHODS}
