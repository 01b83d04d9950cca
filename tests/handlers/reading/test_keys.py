"""Keys of intervals.icu in what is typed: found to be deleted, hidden wherever it is quoted."""

import pytest

from handlers.reading.keys import find_key, hide_keys

KEY = "1l0nlqjq3j1obdhg08rz5rhhx"
TOKEN = "123456789:AAExampleExampleExample_Example-Exam"


@pytest.mark.parametrize(
    "text",
    [KEY, f" {KEY}\n", f"'{KEY}'", f"“{KEY}”", f"**{KEY}**", f"||{KEY}||", f"~~{KEY}~~.",
     f"{{{KEY}}}", f"<{KEY}>", f"API_KEY:{KEY}", f"key={KEY}", f"key => {KEY}", f"key ->{KEY}",
     f"my key is {KEY}!", f"密钥：{KEY}，谢谢", f"密钥{KEY}", f"hrv 62\n{KEY}", f"/today {KEY}",
     f"curl -u API_KEY:{KEY} https://intervals.icu/api/v1/athlete/0",
     f"https://API_KEY:{KEY}@intervals.icu/api/v1/athlete/0", f"https://x.y/?apikey={KEY}"],
)  # fmt: skip
def test_a_key_is_found_and_hidden_in_any_dress(text: str) -> None:
    assert find_key(text) == KEY
    assert KEY not in hide_keys(text)


@pytest.mark.parametrize(
    "text",
    ["", "hrv 62", "12345678901234567890", "Donaudampfschifffahrtsgesellschaft", "2026-11-23",
     f"https://www.strava.com/athletes/{KEY}", f"ann{KEY}@example.org", f"{KEY}.fit",
     "3x12m 88-93% 4m 55%", "a1 b2 c3 d4 e5 f6 g7 h8"],
)  # fmt: skip
def test_other_words_are_no_key(text: str) -> None:
    assert find_key(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [(f"{KEY}.fit", "….fit"), (f"https://x.y/{KEY}?a", "https://x.y/…?a"), (TOKEN, "…"),
     ("Sweet spot 3x12, 2026-11-23", "Sweet spot 3x12, 2026-11-23")],
)  # fmt: skip
def test_what_may_be_a_secret_is_not_quoted(text: str, shown: str) -> None:
    assert hide_keys(text) == shown
