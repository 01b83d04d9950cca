"""/plan holiday: days off. One API call."""

from handlers.planned import absence_command
from services.intervals.models import Category

command = absence_command("plan holiday", Category.HOLIDAY)
