"""The tables. Above storage their rows are only read."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar, Literal

from sqlalchemy import JSON, Index, LargeBinary, MetaData, String, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.database import BigInt, UtcDateTime

CredentialKind = Literal["api_key", "bearer"]  # bearer: an OAuth token

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# A button of a message keeps an id for ever; SQLite would give a deleted one to a newer row.
NEVER_REUSE_IDS = {"sqlite_autoincrement": True}


class Stored(SQLModel):
    """What all tables share: constraint names that migrations can rely on."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)


class Athlete(Stored, table=True):
    """Someone who talks with the bot. The id is Telegram's."""

    __tablename__ = "athletes"

    id: int = Field(primary_key=True, sa_type=BigInt, sa_column_kwargs={"autoincrement": False})
    language: str
    name: str = ""
    intervals_id: str | None = Field(default=None, index=True)
    sealed_credential: bytes | None = Field(default=None, sa_type=LargeBinary)
    credential_kind: CredentialKind = Field(default="api_key", sa_type=String)
    time_zone: str = "UTC"
    time_zone_chosen: bool = False
    distance_unit: Literal["km", "mi"] = Field(default="km", sa_type=String)
    weight_unit: Literal["kg", "lb"] = Field(default="kg", sa_type=String)
    temperature_unit: Literal["C", "F"] = Field(default="C", sa_type=String)
    form_as_percent: bool = False
    wellness_fields: list[str] = Field(default_factory=list, sa_type=JSON)
    file_format: str | None = None
    viewing_id: str | None = None
    viewing_name: str | None = None
    morning_at: time | None = None
    morning_days: str = "1234567"
    morning_until: time | None = None
    week_at: time | None = None
    week_days: str = "7"
    week_offered: date | None = None
    pushes_off: list[str] = Field(default_factory=list, sa_type=JSON)
    pushes_silent: bool = False
    alert_limits: dict[str, float | None] = Field(default_factory=dict, sa_type=JSON)
    quiet_from: time | None = None
    quiet_to: time | None = None
    paused_until: date | None = None
    refused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


WAITING = text("sealed_payload IS NOT NULL")
CLAIMED = text("sealed_payload IS NOT NULL AND owner IS NOT NULL")


class Update(Stored, table=True):
    """One update from Telegram. It is finished when its payload is gone."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_waiting", "update_id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(
            "ix_inbox_chat",
            "chat_id",
            "update_id",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        # Whatever claimers race for: the database itself has one claimed update of a chat.
        Index(
            "uq_inbox_claimed",
            "chat_id",
            unique=True,
            sqlite_where=CLAIMED,
            postgresql_where=CLAIMED,
        ),
    )

    update_id: int = Field(
        primary_key=True, sa_type=BigInt, sa_column_kwargs={"autoincrement": False}
    )
    chat_id: int = Field(sa_type=BigInt)
    sealed_payload: bytes | None = Field(default=None, sa_type=LargeBinary)
    received_at: datetime = Field(sa_type=UtcDateTime, index=True)
    owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0


class Dialog(Stored, table=True):
    """A question the bot asked, what it knows so far, and until when it listens.

    The state is JSON and not sealed: secrets do not go in.
    """

    __tablename__ = "dialogs"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: int = Field(default=None, primary_key=True, sa_type=BigInt)
    athlete_id: int = Field(sa_type=BigInt, index=True)
    command: str
    state: dict[str, Any] = Field(sa_type=JSON)
    awaits_text: bool
    message_id: int | None = Field(default=None, sa_type=BigInt)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


class Change(Stored, table=True):
    """What a write to intervals.icu did, so that it can be undone."""

    __tablename__ = "changes"
    __table_args__ = (UniqueConstraint("athlete_id", "update_id", "number"), NEVER_REUSE_IDS)

    id: int = Field(default=None, primary_key=True, sa_type=BigInt)
    athlete_id: int = Field(sa_type=BigInt)
    update_id: int = Field(sa_type=BigInt)
    number: int
    kind: str
    subject: str
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    made_at: datetime = Field(sa_type=UtcDateTime, index=True)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    intervals_id: str | None = None
    intervals_name: str | None = None


class PushState(StrEnum):
    """Where a push stands; `reason` says why one was dropped."""

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


class Push(Stored, table=True):
    """A message nobody asked for just now: at most one of a kind per athlete and local day.

    `planned_at` is when it was meant to come, `due_at` when it is looked at next, for it may
    have to wait. `facts` is what it is about and why it waited, `helped` what the athlete said.
    """

    __tablename__ = "pushes"
    __table_args__ = (
        UniqueConstraint("athlete_id", "kind", "local_date"),
        Index(None, "state", "due_at"),
        NEVER_REUSE_IDS,
    )

    id: int = Field(default=None, primary_key=True, sa_type=BigInt)
    athlete_id: int = Field(sa_type=BigInt)
    kind: str
    local_date: date
    planned_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = PushState.DUE
    owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    message_id: int | None = Field(default=None, sa_type=BigInt)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None
    helped: bool | None = None


class Watch(Stored, table=True):
    """When to look next at what an athlete does, and what was seen of it so far."""

    __tablename__ = "watches"

    athlete_id: int = Field(
        primary_key=True, sa_type=BigInt, sa_column_kwargs={"autoincrement": False}
    )
    look_at: datetime = Field(sa_type=UtcDateTime, index=True)
    owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Picture(Stored, table=True):
    """A picture that was uploaded to Telegram once; nobody's in particular."""

    __tablename__ = "pictures"

    digest: str = Field(primary_key=True)
    file_id: str
    sent_at: datetime = Field(sa_type=UtcDateTime, index=True)


def tables() -> dict[str, Table]:
    """Every table by name."""
    return dict(Stored.metadata.tables)
