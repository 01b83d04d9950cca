"""A command as it is typed: /plan@soigneur_bot next week."""

import re

COMMAND = re.compile(r"[/／]\s*(\w+)(?:@(\w+))?\s*(.*)", re.DOTALL)
