"""/plan injured: days on which one cannot train as usual. One API call."""

from handlers.planned import absence_command
from services.intervals.models import Category

command = absence_command("plan injured", Category.INJURED)
