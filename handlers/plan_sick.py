"""/plan sick: days on which one is ill. One API call."""

from handlers.planned import absence_command
from services.intervals.models import Category

command = absence_command("plan sick", Category.SICK)
