"""The pushes: messages that come by themselves. A new one is a file here and a line below."""

from handlers.pushes import morning, week

PUSHES = (morning.push, week.push)
