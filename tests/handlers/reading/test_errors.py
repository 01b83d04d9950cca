"""Every example that an error gives works."""

import re
from collections.abc import Callable

import pytest

from handlers.reading.dates import read_day
from handlers.reading.distances import read_distance, read_pace
from handlers.reading.durations import read_duration
from handlers.reading.ranges import read_range
from tests.handlers.reading.speech import LANGUAGES, MONDAY, VOCABULARY

READERS: dict[str, Callable[[str], object]] = {
    "UnreadableDay": lambda text: read_day(text, MONDAY, VOCABULARY),
    "ImpossibleDay": lambda text: read_day(text, MONDAY, VOCABULARY),
    "FarDay": lambda text: read_day(text, MONDAY, VOCABULARY),
    "AmbiguousDay": lambda text: read_day(text, MONDAY, VOCABULARY),
    "UnreadableRange": lambda text: read_range(text, MONDAY, VOCABULARY),
    "ReversedRange": lambda text: read_range(text, MONDAY, VOCABULARY),
    "RangeTooLong": lambda text: read_range(text, MONDAY, VOCABULARY),
    "UnreadableDuration": lambda text: read_duration(text, VOCABULARY),
    "UnreadableDistance": lambda text: read_distance(text, VOCABULARY),
    "UnreadablePace": lambda text: read_pace(text, VOCABULARY),
}


@pytest.mark.parametrize("error", READERS)
def test_the_examples_of_an_error_are_read(error: str) -> None:
    for words in LANGUAGES.values():
        phrase = words.phrases[f"error.{error}Error"][0]
        examples = re.findall("<code>(.*?)</code>", phrase)
        assert examples
        for example in examples:
            READERS[error](example)
