"""What is folded below an activity's card: time in zones as bars, more numbers, its own text."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.views.reply import joined, lines, paragraphs, quote, shortened
from handlers.views.totals import zone_bars
from handlers.words import Words
from services.intervals.models import ActivityDetail
from services.totals import numbered, power_zones

CAPTION = 1000  # characters that have room below a picture
MOST_TEXT = 300  # characters of a description
LEAST_TEXT = 20  # fewer say nothing
KILOJOULE = 1000


def folded(
    activity: ActivityDetail, words: Words, more: Sequence[Markup | None], above: Markup
) -> Markup | None:
    """Zones first; then `more`, what else was computed, and what the athlete wrote.

    Of that as much as leaves room for a picture over it all; `above` is shown before.
    """
    blocks = paragraphs(
        zone_bars("activity.power_zones", power_zones([activity]).items(), words),
        zone_bars("activity.heart_rate_zones", numbered(activity.heart_rate_zone_times), words),
        zone_bars("activity.pace_zones", numbered(activity.pace_zone_times), words),
        lines(*more, *_computed(activity, words)),
    )
    room = CAPTION - len(above.striptags()) - len(blocks.striptags())
    own = _beginning((activity.text or "").strip(), min(room, MOST_TEXT))
    body = paragraphs(blocks, own)
    return quote(body) if body else None


def _beginning(text: str, most: int) -> str:
    return shortened(text, most) if len(text) <= most or most >= LEAST_TEXT else ""


def _computed(activity: ActivityDetail, words: Words) -> tuple[Markup, ...]:
    """What intervals.icu worked out of power: work, FTP, W′ and how even it was."""
    return (
        joined(
            _kilojoules("activity.work", activity.work, words),
            _kilojoules("activity.work_above_ftp", activity.work_above_ftp, words),
        ),
        joined(
            words.plain("activity.ftp", value=activity.ftp)
            if activity.work and activity.ftp
            else None,
            _reserve(activity, words),
        ),
        joined(
            _ratio("activity.variability", activity.variability_index, words),
            _ratio("activity.efficiency", activity.efficiency_factor, words),
        ),
    )


def _kilojoules(key: str, joules: int | None, words: Words) -> str | None:
    return words.plain(key, value=words.number(joules / KILOJOULE)) if joules else None


def _reserve(activity: ActivityDetail, words: Words) -> str | None:
    """The most that was spent of W′ at once, of all there is."""
    if not activity.w_prime_spent:
        return None
    spent = words.number(activity.w_prime_spent / KILOJOULE, 1)
    if not activity.w_prime:
        return words.plain("activity.w_prime_spent", value=spent)
    whole = words.number(activity.w_prime / KILOJOULE, 1)
    return words.plain("activity.w_prime", value=spent, whole=whole)


def _ratio(key: str, value: float | None, words: Words) -> str | None:
    return words.plain(key, value=words.number(value, 2)) if value else None
