"""Signing in at intervals.icu instead of giving a key: OAuth with an authorization code."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.accounts import Accounts
from services.errors import MaybeWrittenError, NotFoundError, ServiceError
from services.intervals.client import BEARER, Door
from storage.errors import SealError
from storage.models import Athlete
from storage.vault import Keyring

LINK_LIVES = timedelta(minutes=15)
PLACE = {"table": "sign_in", "column": "state"}  # what the seal is bound to; there is no table


class LinkEndedError(ServiceError):
    """The sign-in took too long, was used before, never begun, or not confirmed."""


@dataclass(frozen=True)
class App:
    """The application that is registered at intervals.icu, and where the browser comes back to."""

    client_id: str
    client_secret: str = field(repr=False)
    callback: str


@dataclass(frozen=True)
class Link:
    """Who signs in, and the open question under which they began."""

    athlete_id: int
    question_id: int


class SignIn:
    """The way to the consent page and back. The state that goes along is sealed."""

    def __init__(self, app: App, door: Door, accounts: Accounts, keys: Keyring) -> None:
        self._app = app
        self._door = door
        self._accounts = accounts
        self._keys = keys

    def address(self, link: Link, now: datetime) -> str:
        """The consent page for this athlete, for LINK_LIVES."""
        until = int((now + LINK_LIVES).timestamp())
        plain = f"{link.athlete_id} {link.question_id} {until}".encode()
        state = urlsafe_b64encode(self._keys.seal(plain, **PLACE, owner=0)).decode().rstrip("=")
        return self._door.consent_page(self._app.client_id, self._app.callback, state)

    def read(self, state: str, now: datetime) -> Link:
        """Whose link it is that the browser came back with. Raises LinkEndedError."""
        try:
            blob = urlsafe_b64decode(state + "=" * (-len(state) % 4))
            plain = self._keys.open(blob, **PLACE, owner=0)
        except (SealError, ValueError):
            raise LinkEndedError from None
        athlete_id, question_id, until = map(int, plain.split())
        if now.timestamp() > until:
            raise LinkEndedError
        return Link(athlete_id, question_id)

    async def finish(self, link: Link, code: str) -> tuple[Athlete, tuple[str, ...]]:
        """Connect the athlete; gives them, and what they did not allow of what we asked for.

        Raises LinkEndedError and the IntervalsErrors; nothing is stored then.
        """
        app = self._app
        try:
            grant = await self._door.redeem(app.client_id, app.client_secret, code)
        except (NotFoundError, MaybeWrittenError) as error:  # a code is good for one try
            raise LinkEndedError from error
        athlete = await self._accounts.connect(link.athlete_id, grant.token, BEARER, grant.athlete)
        return athlete, grant.missing
