"""Which chat an update belongs to, whatever Telegram or somebody else sends."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.gateway.intake import chat_of

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 7}}}, 7),
        ({"my_chat_member": {"chat": {"id": 8}}}, 8),
        ({"callback_query": {"from": {"id": 9}}}, 9),
        ({"poll": {}}, 0),
        ({"message": None}, 0),
        ({"message": {"chat": {"id": "x"}}}, 0),
    ],
)
def test_the_chat_of_an_update(update: dict[str, Any], chat: int) -> None:
    assert chat_of(update) == chat


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member"]), json))
def test_no_update_breaks_the_intake(update: dict[str, Any]) -> None:
    assert isinstance(chat_of(update), int)
