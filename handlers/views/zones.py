"""Thresholds and zones as an athlete reads them: watts, beats and paces beside the percentages."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.views.reply import joined, lines, paragraphs, quote
from handlers.views.units import pace
from handlers.views.workouts import sport_name
from handlers.words import Words
from services.intervals.models import OPEN_END, SportSettings, ThresholdValue
from services.sport_settings import FIELDS, THRESHOLDS, named_again
from services.units import PACE_METRES, SWIMS
from storage.models import Athlete, Change

LEADING = {"power": "ftp", "heart_rate": "lthr", "pace": "threshold_pace"}


def settings_name(settings: SportSettings, words: Words) -> str:
    """The sport these settings are named after."""
    if settings.other or not settings.sports:
        return words.plain("zones.other")
    return sport_name(settings.sports[0], words)


def pace_unit(settings: SportSettings, athlete: Athlete) -> str:
    """The way of the athlete's paces in these sports: km, mi, 100m, ..."""
    swims = any(sport in SWIMS for sport in settings.sports)
    return settings.pace_unit or ("100m" if swims else athlete.distance_unit)


def threshold(field: str, value: ThresholdValue, unit: str, words: Words) -> str:
    """One value with its unit; bounds of zones as a row of numbers. `unit` is that of paces."""
    if value is None or value == []:
        return words.plain("zones.none")
    if isinstance(value, list):
        own = "bpm" if field == "heart_rate_zones" else "percent"
        shown = " ".join(f"{each:g}" for each in value if each != OPEN_END)
        return words.plain(f"unit.{own}", value=shown)
    if field == "threshold_pace":
        return pace([PACE_METRES[unit] / value], words, unit)
    return words.plain("unit.bpm" if "ftp" not in field else "unit.watts", value=round(value))


def values_again(change: Change, words: Words, athlete: Athlete) -> Markup:
    """Whose settings a change was of, and what it changed as it was before."""
    [(number, before)] = change.before.items()
    settings, after = named_again(before), change.after[number]
    unit = pace_unit(settings, athlete)
    moved = [field for field in FIELDS if field in before and before[field] != after.get(field)]
    return lines(
        words("undo.sport_settings", sport=settings_name(settings, words)),
        *(_value(field, before[field], unit, words) for field in moved),
    )


def _value(field: str, value: ThresholdValue, unit: str, words: Words) -> Markup:
    name, shown = words.plain(f"zones.{field}"), threshold(field, value, unit, words)
    return words("zones.threshold", name=name, value=shown)


def threshold_lines(settings: SportSettings, unit: str, words: Words) -> Markup:
    """The sport with the threshold it is trained by, the others; a missing one is said."""
    first = LEADING[settings.leading]
    ordered = sorted(THRESHOLDS, key=lambda field: field != first)
    known = [each for each in ordered if _has(settings, each)]
    there = [_value(each, getattr(settings, each), unit, words) for each in known]
    sport = words("zones.title", sport=settings_name(settings, words))
    leading = there[:1] if _has(settings, first) else []
    return lines(
        joined(sport, *leading),
        joined(*there[len(leading) :]),
        *(words("zones.missing", name=words.plain(f"zones.{each}")) for each in _needed(settings)),
    )


def _has(settings: SportSettings, field: str) -> bool:
    return getattr(settings, field) is not None


def _needed(settings: SportSettings) -> list[str]:
    """The thresholds without which there are zones in percent only."""
    return [
        field
        for kind, field in LEADING.items()
        if getattr(settings, f"{kind}_zones") and not _has(settings, field)
    ]


def zone_blocks(settings: SportSettings, unit: str, words: Words) -> Markup:
    """The zones that load comes from, the others folded."""
    ordered = sorted(LEADING, key=lambda kind: kind != settings.leading)
    blocks = [block for kind in ordered if (block := zone_block(kind, settings, unit, words))]
    if not blocks:
        return words("zones.no_zones")
    first, *others = blocks
    return paragraphs(first, quote(paragraphs(*others)) if others else None)


def zone_block(kind: str, settings: SportSettings, unit: str, words: Words) -> Markup | None:
    """Heading and lines of the zones of a kind: power, heart_rate, pace; None without any."""
    bounds: Sequence[float] = getattr(settings, f"{kind}_zones")
    names = getattr(settings, f"{kind}_zone_names")
    if not bounds:
        return None
    heading = words("zones.heading", name=words.plain(f"zones.{kind}_zones"))
    rows = []
    for number, (low, high) in enumerate(zip([0, *bounds], bounds, strict=False), 1):
        name = names[number - 1] if len(names) == len(bounds) else ""
        label = (
            f"Z{number}" if name in ("", f"Zone {number}", f"Z{number}") else f"Z{number} {name}"
        )
        values = _values(kind, low, high, settings, unit, words)
        rows.append(words("zones.zone", name=label, values=values))
    return lines(heading, *rows)


def _values(
    kind: str, low: float, high: float, settings: SportSettings, unit: str, words: Words
) -> str:
    """One zone in the athlete's unit, and in percent of the threshold."""
    if kind == "heart_rate":
        beats = f"{low + 1:g}–{high:g}" if low else f"≤ {high:g}"
        own = words.plain("unit.bpm", value=beats)
        if not settings.lthr:
            return own
        percent = _band(round(100 * low / settings.lthr), round(100 * high / settings.lthr))
        return _both(own, percent, words)
    percent = _band(low, high)
    if kind == "power" and settings.ftp:
        ends = (end if end == OPEN_END else round(end * settings.ftp / 100) for end in (low, high))
        return _both(words.plain("unit.watts", value=_band(*ends)), percent, words)
    if kind == "pace" and settings.threshold_pace:
        return _both(_paces(low, high, settings.threshold_pace, unit, words), percent, words)
    return words.plain("unit.percent", value=percent)


def _both(own: str, percent: str, words: Words) -> str:
    return words.plain("zones.both", own=own, percent=words.plain("unit.percent", value=percent))


def _band(low: float, high: float) -> str:
    """143–195, below the first bound < 143, above the last > 390."""
    shown_low, shown_high = (f"{round(each, 1):g}" for each in (low, high))
    if not low:
        return f"< {shown_high}"
    return f"> {shown_low}" if high == OPEN_END else f"{shown_low}–{shown_high}"


def _paces(low: float, high: float, threshold_pace: float, unit: str, words: Words) -> str:
    """Bounds in percent of a speed as paces: the slower end first."""
    metres = PACE_METRES[unit]
    slow, fast = (
        None if each in (0, OPEN_END) else metres / (threshold_pace * each / 100)
        for each in (low, high)
    )
    if slow and fast:
        return pace([slow, fast], words, unit)
    return f"{'<' if slow else '>'} {pace([slow or fast or 0], words, unit)}"
