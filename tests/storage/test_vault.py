import base64
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import BadKeyError, SealError
from storage.vault import Keyring
from tests.storage.processes import together

OLD, NEW = bytes(range(32)), bytes(range(100, 132))
PLACE = {"table": "athletes", "column": "sealed_credential"}

owners = st.integers(-(2**62), 2**62)
places = st.fixed_dictionaries({"table": st.text(), "column": st.text(), "owner": owners})


def text_of(key: bytes) -> str:
    return base64.b64encode(key).decode()


@given(st.binary(), st.text(), st.text(), owners)
def test_what_is_sealed_opens(secret: bytes, table: str, column: str, owner: int) -> None:
    ring = Keyring([NEW])
    blob = ring.seal(secret, table=table, column=column, owner=owner)
    assert ring.open(blob, table=table, column=column, owner=owner) == secret
    assert len(blob) == 1 + 4 + 12 + len(secret) + 16


@given(owners, owners)
def test_a_secret_moved_to_another_athlete_does_not_open(owner: int, other: int) -> None:
    ring = Keyring([NEW])
    blob = ring.seal(b"secret", **PLACE, owner=owner)
    if owner != other:
        with pytest.raises(SealError) as refused:
            ring.open(blob, **PLACE, owner=other)
        assert refused.value.owner == other


@given(st.data())
def test_a_changed_or_cut_secret_does_not_open(data: st.DataObject) -> None:
    ring = Keyring([NEW])
    blob = bytearray(ring.seal(b"secret", **PLACE, owner=7))
    if data.draw(st.booleans()):
        blob[data.draw(st.integers(0, len(blob) - 1))] ^= data.draw(st.integers(1, 255))
    else:
        del blob[data.draw(st.integers(0, len(blob) - 1)) :]
    with pytest.raises(SealError):
        ring.open(bytes(blob), **PLACE, owner=7)


def test_a_secret_moved_to_another_column_does_not_open() -> None:
    ring = Keyring([NEW])
    blob = ring.seal(b"secret", **PLACE, owner=7)
    with pytest.raises(SealError):
        ring.open(blob, table="inbox", column="sealed_credential", owner=7)
    with pytest.raises(SealError):
        ring.open(blob, table="athletes", column="sealed_payload", owner=7)


def test_the_first_key_seals_and_every_key_opens() -> None:
    old = Keyring([OLD]).seal(b"secret", **PLACE, owner=7)
    both = Keyring([NEW, OLD])
    assert both.open(old, **PLACE, owner=7) == b"secret"
    new = both.seal(b"secret", **PLACE, owner=7)
    assert Keyring([NEW]).open(new, **PLACE, owner=7) == b"secret"
    with pytest.raises(SealError):
        Keyring([OLD]).open(new, **PLACE, owner=7)


@pytest.mark.parametrize("gap", [",", " ", ", ", "\n", ",\r\n"])
def test_keys_are_read_in_both_alphabets_with_and_without_padding(gap: str) -> None:
    key = bytes([251, 239, 190, 255] * 8)
    text = gap.join([text_of(OLD), base64.urlsafe_b64encode(key).decode().rstrip("="), ""])
    assert Keyring.parse(text).prefixes == Keyring([OLD, key]).prefixes
    assert Keyring.parse(text_of(key)).prefixes == Keyring([key]).prefixes


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        (" , ", 1),
        (text_of(OLD) + ",c2hvcnRzZWNyZXQ=", 2),
        (text_of(OLD)[:-9], 1),
        (text_of(OLD + OLD), 1),
        ("söme*ßecret", 1),
    ],
)
def test_a_bad_key_is_refused_without_repeating_it(text: str, position: int) -> None:
    with pytest.raises(ValueError, match="encryption key") as refused:
        Keyring.parse(text)
    assert isinstance(refused.value, BadKeyError)
    assert refused.value.position == position
    assert refused.value.__cause__ is refused.value.__context__ is None
    for word in re.split(r"[,\s=]+", text):
        assert not word or word not in str(refused.value)


def test_a_ring_does_not_print_its_keys() -> None:
    shown = repr(Keyring([OLD, NEW]))
    assert re.fullmatch(r"Keyring\([0-9a-f]{8}, [0-9a-f]{8}\)", shown)
    assert OLD.hex()[:8] not in shown


def made_or_found(path: Path) -> tuple[bytes, ...]:
    return Keyring.generate_file(path).prefixes


def test_eight_processes_make_one_key(tmp_path: Path) -> None:
    path = tmp_path / "data" / "encryption.key"
    assert set(together(8, made_or_found, path)) == {Keyring.read_file(path).prefixes}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
