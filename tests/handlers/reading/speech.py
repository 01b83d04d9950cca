"""What the tests of the readers share: every language's words, a day, any text at all."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from time import process_time

from hypothesis import strategies as st

from handlers.reading.vocabulary import Vocabulary
from handlers.words import read_words
from services.errors import ServiceError

LANGUAGES = read_words()
VOCABULARY = Vocabulary([words.under("read.") for words in LANGUAGES.values()])
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(1971, 1, 1), date(2098, 12, 31))

SAID = [
    *(
        "hrv",
        "sleep",
        "7h30",
        "62",
        "-",
        "not",
        "note",
        "tomorrow",
        "5/6",
        "+3",
        "20.11.",
        "..",
        "bp",
    ),
    *(
        "睡了",
        "7小时半",
        "腿酸",
        "明天",
        "下周六",
        "不",
        "心率变异",
        "半",
        "十",
        "月",
        "120/80",
        "1/2",
        "99999",
    ),
    *(
        "\u200f",
        "\u200b",
        "😀",
        "👨‍👩‍👧",
        "<b>",
        "&amp;",
        "：",
        "，",
        "\n",
        " ",
        "½",
        "﷽",
        "٣",
        "İ",
        "\x00",
        "2026-02-30",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(SAID), max_size=12).map("".join),
    st.lists(st.sampled_from(SAID), max_size=12).map(" ".join),
)
# Long texts that are hard on a reader: each is repeated up to Telegram's 4,096 characters.
LONG = ["a ", "1 ", "啊", "七", "hrv ", "hrv 62 ", "不 ", "腿", "s", "1:", "1.", "1h", "half ",
"睡了", "- ",
        "﷽", "\u200b", "+1\n", "20.11.\n", "slept ", "一周", "5/6 ", "1,234", "no ", "m 1 ",
        "note "]  # fmt: skip


def quickest(reader: Callable[[str], object], piece: str) -> float:
    """Seconds of processor time for a full message of `piece`, the best of three."""
    text = (piece * 4096)[:4096]
    times = []
    for _ in range(3):
        start = process_time()
        with suppress(ServiceError):
            reader(text)
        times.append(process_time() - start)
    return min(times)
