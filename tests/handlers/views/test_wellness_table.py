"""The wellness table fits a phone whatever its values are."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views.wellness_table import ROWS, WIDTH, answer, block, columns
from handlers.words import read_words
from services.intervals.models import WELLNESS_WIRE, Wellness
from services.today import normals
from services.wellness_fields import FIELDS, PHASES
from services.wellness_table import Table
from storage.models import Athlete

LANGUAGES = read_words()
MONDAY = date(2026, 11, 23)


def wire(field: str) -> st.SearchStrategy[Any]:
    spec = FIELDS[field]
    match spec.kind:
        case "phase":
            return st.sampled_from([each.upper() for each in PHASES])
        case "text":
            return st.text(max_size=20)
        case "decimal":
            return st.floats(spec.low, spec.high)
    return st.integers(int(spec.low), int(spec.high))


RECORDS = st.fixed_dictionaries(
    {"GripStrength": st.floats(-1e6, 1e6), "locked": st.booleans()},
    optional={WELLNESS_WIRE[field]: wire(field) for field in FIELDS},
)


@given(st.lists(RECORDS, min_size=1, max_size=9), st.sampled_from(sorted(LANGUAGES)))
@settings(deadline=None, max_examples=20)
def test_every_row_fits(records: list[dict[str, Any]], language: str) -> None:
    words = LANGUAGES[language]
    athlete = Athlete(id=1, language=language, weight_unit="lb", created_at=datetime.now(UTC))
    days = {
        day: Wellness.model_validate({"id": day.isoformat(), **record})
        for number, record in enumerate(records)
        if (day := MONDAY - timedelta(days=number))
    }
    fields = tuple(dict.fromkeys(name for each in days.values() for name in each.values))
    normal = normals(days.values(), fields)
    means = {name: each.mean for name, each in normal.items()}
    table = Table(MONDAY - timedelta(days=19), MONDAY, fields, days, means, normal, {})
    assert answer(table, MONDAY, words, athlete)
    for group in columns(table, words, athlete):
        for page in range(2):
            text = block(table, group, page, words).unescape()
            rows = text.removeprefix("<pre>").removesuffix("</pre>").splitlines()
            assert len(rows) <= 2 + ROWS + 3
            for row in rows:
                assert sum(2 if east_asian_width(char) in "WF" else 1 for char in row) <= WIDTH


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_field_has_a_head_and_every_rating_a_word(language: str) -> None:
    phrases = LANGUAGES[language].phrases
    for field, spec in FIELDS.items():
        scale = {"rating": range(1, 5), "phase": PHASES}.get(spec.kind, ())
        if spec.kind != "text":
            assert f"wellness.short.{field}" in phrases
        assert all(f"wellness.short.{field}.{each}" in phrases for each in scale)
