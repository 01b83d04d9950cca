"""The pushes: messages that come by themselves. A new one is a file here and a line below."""

from handlers.pushes import activity, alert, key, morning, plan_change, week

PUSHES = (morning.push, week.push, activity.push, plan_change.push, alert.push, key.push)
SWITCHED = tuple(kind.name for kind in PUSHES if not kind.always)
