"""The ring of keys that seals secrets before they are stored.

A sealed value is: version byte | 4-byte key id | 12-byte nonce | AES-256-GCM ciphertext.
Its associated data is "v1|table|column|owner", so it opens only where it was put.
"""

import base64
import binascii
import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import BadKeyError, SealError

VERSION = b"\x01"
KEY_ID_SIZE = 4
PREFIX_SIZE = len(VERSION) + KEY_ID_SIZE
NONCE_SIZE = 12
KEY_SIZE = 32


class Keyring:
    """The first key seals, every key opens."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Keys of 32 bytes each, at least one; raises BadKeyError."""
        if not keys:
            raise BadKeyError(position=1, problem="there is none")
        for position, key in enumerate(keys, 1):
            if len(key) != KEY_SIZE:
                raise BadKeyError(position=position, problem=f"{len(key)} bytes, not {KEY_SIZE}")
        self._ciphers = {_prefix(key): AESGCM(key) for key in keys}
        self.prefixes = tuple(self._ciphers)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read base64 keys (standard or URL-safe) set apart by commas or spaces.

        Raises BadKeyError, a ValueError, without the text of any key.
        """
        words = [word for word in re.split(r"[,\s]+", text) if word]
        return cls([_decode(word, position) for position, word in enumerate(words, 1)])

    @classmethod
    def read_file(cls, path: Path) -> Self:
        return cls.parse(path.read_text("ascii", errors="replace"))

    @classmethod
    def generate_file(cls, path: Path) -> Self:
        """Make a key file unless there is one; read it. Starting processes agree on one key."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(base64.urlsafe_b64encode(AESGCM.generate_key(256)) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return cls.read_file(path)

    def seal(self, plaintext: bytes, *, table: str, column: str, owner: int) -> bytes:
        prefix = self.prefixes[0]
        nonce = os.urandom(NONCE_SIZE)
        sealed = self._ciphers[prefix].encrypt(nonce, plaintext, _place(table, column, owner))
        return prefix + nonce + sealed

    def open(self, blob: bytes, *, table: str, column: str, owner: int) -> bytes:
        """Raises SealError if the value was moved, changed, or its key is not in the ring."""
        cipher = self._ciphers.get(blob[:PREFIX_SIZE])
        nonce, sealed = blob[PREFIX_SIZE:][:NONCE_SIZE], blob[PREFIX_SIZE + NONCE_SIZE :]
        try:
            if cipher is not None:
                return cipher.decrypt(nonce, sealed, _place(table, column, owner))
        except (InvalidTag, ValueError):
            pass
        raise SealError(table=table, column=column, owner=owner)

    def __repr__(self) -> str:
        return f"Keyring({', '.join(key_id(prefix) for prefix in self.prefixes)})"


def key_id(prefix: bytes) -> str:
    """The public name of a key: the start of its SHA-256, in hex."""
    return prefix[len(VERSION) : PREFIX_SIZE].hex()


def _prefix(key: bytes) -> bytes:
    return VERSION + hashlib.sha256(key).digest()[:KEY_ID_SIZE]


def _place(table: str, column: str, owner: int) -> bytes:
    return f"v1|{table}|{column}|{owner}".encode()


def _decode(word: str, position: int) -> bytes:
    standard = word.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        # Raised outside the handler, so that no traceback carries the text of the key.
        pass
    raise BadKeyError(position=position, problem="not base64")
