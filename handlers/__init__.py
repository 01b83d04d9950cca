"""COMMANDS: every command the bot has, in the order of the menu and of /help."""

from handlers import (
    activities,
    activity,
    cancel,
    connect,
    disconnect,
    forgetme,
    help,  # noqa: A004 - each module is named like its command
    log,
    log_wellness,
    mydata,
    pause,
    plan,
    plan_add,
    privacy,
    settings,
    start,
    today,
    undo,
)

COMMANDS = (
    today.command,
    plan.command,
    plan_add.command,
    activities.command,
    activity.command,
    log.command,
    log_wellness.command,
    undo.command,
    settings.command,
    pause.command,
    help.command,
    cancel.command,
    start.command,
    connect.command,
    disconnect.command,
    privacy.command,
    mydata.command,
    forgetme.command,
)
