"""The client of intervals.icu: one method per endpoint we use, one request method."""

import asyncio
import logging
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from datetime import date
from email.message import Message
from functools import partial
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from services.errors import (
    BusyError,
    IntervalsError,
    KeyRefusedError,
    MaybeWrittenError,
    NotAllowedError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)
from services.intervals.cache import Cache
from services.intervals.models import (
    ACTIVITY_KEYS,
    SCOPES,
    Account,
    Activity,
    ActivityDetail,
    Curves,
    CustomItem,
    Deleted,
    Download,
    EditValue,
    Event,
    Folder,
    Grant,
    Guard,
    LibraryWorkout,
    NewActivity,
    NewEvent,
    Period,
    PowerModel,
    Profile,
    Splits,
    SportSettings,
    Stream,
    Summary,
    ThresholdValue,
    Upload,
    Wellness,
    WellnessValue,
    Wire,
    activity_body,
    guard_body,
    sport_settings_body,
    wellness_body,
    wellness_columns,
)
from services.intervals.transport import PATIENCE, Call, Patience, wait_asked
from services.pace import Priority

log = logging.getLogger(__name__)
T = TypeVar("T")
Record = TypeVar("Record", bound=Wire)
Query = Mapping[str, str]
SentFile = tuple[str, bytes]

ME = "/athlete/0"  # the owner of the key, or the rider it was opened for
REASON_LENGTH = 200
NULLS = (b"", b"null")
REFUSALS: Mapping[int, type[IntervalsError]] = {
    HTTPStatus.UNAUTHORIZED: KeyRefusedError,
    HTTPStatus.FORBIDDEN: NotAllowedError,
    HTTPStatus.NOT_FOUND: NotFoundError,
}
UPLOAD_SECONDS = 60  # for twenty megabytes
BEARER: Final = "bearer"


class Door:
    """The way to intervals.icu: one for the process, opened for one athlete at a time."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        cache: Cache,
        patience: Mapping[Priority, Patience] = PATIENCE,
    ) -> None:
        self.http = http
        self.cache = cache
        self.patience = patience

    def open(
        self,
        athlete: str,
        credential: str,
        kind: str = "api_key",
        priority: Priority = Priority.PERSON,
        rider: str | None = None,
    ) -> "Intervals":
        """One athlete's view. `athlete` keeps their answers apart from everybody else's.

        With `rider`, the id of somebody the key reaches too, all is read and written there.

        An API key is sent as Basic, user API_KEY; an OAuth token as `bearer`. A key sent as
        Bearer is answered with 403.
        """
        bearer = f"Bearer {credential}"
        auth = _Header(bearer) if kind == BEARER else httpx.BasicAuth("API_KEY", credential)
        return Intervals(self, f"{athlete} {rider}" if rider else athlete, auth, priority, rider)

    def consent_page(self, client_id: str, callback: str, state: str) -> str:
        """Where the athlete's browser asks them whether our application may act for them."""
        query = {
            "client_id": client_id,
            "redirect_uri": callback,
            "scope": ",".join(SCOPES.values()),
            "state": state,
        }
        page = self.http.base_url.join("../../oauth/authorize")
        return str(page.copy_merge_params(query))

    async def redeem(self, client_id: str, client_secret: str, code: str) -> Grant:
        """The token for a code of the consent page: once, within two minutes.

        Raises NotFoundError for a code that is used, old or invented, and IntervalsErrors.
        """
        form = {"client_id": client_id, "client_secret": client_secret, "code": code}
        return await Intervals(self, "", httpx.Auth(), Priority.PERSON).redeem(form)


class _Header(httpx.Auth):
    def __init__(self, value: str) -> None:
        self._value = value

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._value
        yield request


class Intervals:
    """intervals.icu as one athlete sees it.

    Every method raises the IntervalsErrors of services/errors.py and nothing else. Days are the
    athlete's own and ranges include both ends.
    """

    def __init__(
        self,
        door: Door,
        athlete: str,
        auth: httpx.Auth,
        priority: Priority,
        rider: str | None = None,
    ) -> None:
        self._door = door
        self._home = f"/athlete/{quote(rider, safe='')}" if rider else ME
        self._athlete = athlete
        self._auth = auth
        self._priority = priority

    async def profile(self) -> Profile:
        """The owner of the key; always asked anew, since it is how a new key is checked."""
        return await self._request("GET", ME, _one(Profile), {})

    async def account(self) -> Account:
        """The profile with the thresholds of each sport."""
        return await self._read(ME, _one(Account))

    async def summaries(self) -> tuple[Summary, ...]:
        """The last days of everybody this key reaches: the owner, whom they coach or follow."""
        return await self._read(f"{ME}/athlete-summary.json", _many(Summary))

    async def folders(self) -> tuple[Folder, ...]:
        """The folders and plans of the library."""
        return await self._read(f"{ME}/folders", _many(Folder))

    async def library(self) -> tuple[LibraryWorkout, ...]:
        """Every workout of the library; there is no way to ask for those of one folder."""
        return await self._read(f"{ME}/workouts", _many(LibraryWorkout))

    async def library_workout(self, workout_id: int) -> LibraryWorkout:
        """One workout of the library; NotFoundError if it is gone."""
        return await self._read(f"{ME}/workouts/{workout_id}", _one(LibraryWorkout))

    async def events(
        self, oldest: date, newest: date, categories: Collection[str] = ()
    ) -> tuple[Event, ...]:
        """The calendar, targets of steps resolved to watts, beats and metres per second.

        An event of several days is there if it overlaps the range.
        """
        query = {**_range(oldest, newest), "resolve": "true"}
        if categories:
            query["category"] = ",".join(sorted(categories))
        return await self._read(f"{ME}/events", _many(Event), query)

    async def event(self, event_id: int) -> Event:
        """One event; NotFoundError if it is gone."""
        return await self._read(f"{ME}/events/{event_id}", _one(Event))

    async def events_csv(self, oldest: date, newest: date) -> bytes:
        """The calendar as intervals.icu writes it to a file, every column."""
        return await self._read(f"{ME}/events.csv", _file, _range(oldest, newest))

    async def workout_file(self, event_id: int, extension: str) -> bytes:
        """The planned workout as zwo, mrc, erg or fit."""
        return await self._read(f"{ME}/events/{event_id}/download.{extension}", _file)

    async def workout_files(self, oldest: date, newest: date, extension: str) -> bytes:
        """All planned workouts of a range as one zip of zwo, mrc, erg or fit files."""
        query = {"ext": extension, **_range(oldest, newest)}
        return await self._read(f"{ME}/workouts.zip", _file, query)

    async def save_events(self, events: Sequence[NewEvent]) -> tuple[Event, ...]:
        """Create the events, or replace those with the same external ids: safe to repeat."""
        query = {"upsert": "true", "upsertOnUid": "false", "updatePlanApplied": "false"}
        body = [event.body() for event in events]
        return await self._write("POST", f"{ME}/events/bulk", _many(Event), query, body)

    async def change_event(self, event_id: int, event: NewEvent, before: NewEvent) -> Event:
        """Make an event that was as `before` as `event`, by what differs and nothing else.

        NotFoundError if it is gone.
        """
        body = event.difference(before)
        return await self._write("PUT", f"{ME}/events/{event_id}", _one(Event), body=body)

    async def guard_events(
        self, oldest: date, newest: date, flag: Guard, *, value: bool
    ) -> tuple[Event, ...]:
        """Hide all events of a range from the athlete or lock them, or the reverse; gives them."""
        query, body = _range(oldest, newest), guard_body(flag, value=value)
        return await self._write("PUT", f"{ME}/events", _many(Event), query, body)

    async def mark_done(self, event_id: int) -> Activity:
        """Make an activity of a planned workout, paired with it. Each call makes another one."""
        return await self._write("POST", f"{ME}/events/{event_id}/mark-done", _one(Activity))

    async def delete_event(self, event_id: int) -> None:
        """Delete one event; NotFoundError if it is gone already."""
        await self._write("DELETE", f"{ME}/events/{event_id}", _nothing)

    async def delete_events(self, event_ids: Sequence[int]) -> int:
        """Delete several in one call; how many that were, for what is not there is passed over."""
        path, body = f"{ME}/events/bulk-delete", [{"id": each} for each in event_ids]
        return (await self._write("PUT", path, _one(Deleted), body=body)).count

    async def activities(self, oldest: date, newest: date) -> tuple[Activity, ...]:
        """What was done, newest first; those from Strava are `hidden` stubs."""
        query = {**_range(oldest, newest), "fields": ACTIVITY_KEYS}
        return await self._read(f"{ME}/activities", _many(Activity), query)

    async def search_activities(self, text: str, limit: int) -> tuple[Activity, ...]:
        """Those whose name holds `text`, or with `#tag` those with that tag; without load."""
        query = {"q": text, "limit": str(limit)}
        return await self._read(f"{ME}/activities/search", _many(Activity), query)

    async def activity(self, activity_id: str) -> ActivityDetail:
        """One activity; NotFoundError if it is gone."""
        return await self._read(f"/activity/{activity_id}", _one(ActivityDetail))

    async def splits(self, activity_id: str) -> Splits:
        """The intervals of an activity; RefusedError for one that came through Strava."""
        return await self._read(f"/activity/{activity_id}/intervals", _one(Splits))

    async def streams(self, activity_id: str, kinds: Sequence[str], extension: str) -> bytes:
        """What was recorded second by second, as csv or json; megabytes for long days."""
        path = f"/activity/{activity_id}/streams.{extension}"
        return await self._read(path, _file, {"types": ",".join(kinds)})

    async def recorded(self, activity_id: str, kinds: Sequence[str]) -> tuple[Stream, ...]:
        """The same as columns of one length, in the service's own order."""
        path, query = f"/activity/{activity_id}/streams.json", {"types": ",".join(kinds)}
        return await self._read(path, _many(Stream), query)

    async def activity_file(self, activity_id: str, kind: str) -> Download:
        """The `file` that was uploaded, or a `fit-file` or `gpx-file` made of the activity.

        RefusedError where there is none: entered by hand, or through Strava.
        """
        return await self._read(f"/activity/{activity_id}/{kind}", _download)

    async def change_activity(
        self, activity_id: str, values: Mapping[str, EditValue]
    ) -> ActivityDetail:
        """Write these values (by our names, `None` clears), leave the others."""
        body = activity_body(values)
        return await self._write(
            "PUT", f"/activity/{activity_id}", _one(ActivityDetail), body=body
        )

    async def add_activities(self, activities: Sequence[NewActivity]) -> tuple[Activity, ...]:
        """Create them. Not safe to repeat: whoever repeats looks for the external ids first."""
        path, bodies = f"{ME}/activities/manual", [each.body() for each in activities]
        if len(bodies) == 1:
            return (await self._write("POST", path, _one(Activity), body=bodies[0]),)
        return await self._write("POST", f"{path}/bulk", _many(Activity), body=bodies)

    async def upload_activity(self, name: str, content: bytes, title: str = "") -> Upload:
        """A file of something done: fit, tcx, gpx, or those zipped. Known content is not doubled.

        Raises RefusedError for a file that cannot be read.
        """
        query = {"name": title} if title else {}
        file = (name, content)
        return await self._write("POST", f"{ME}/activities", _upload, query, file=file)

    async def pair_activity(self, activity_id: str, event_id: int | None) -> Activity:
        """Say which planned workout an activity was done from; None: from none."""
        body = {"paired_event_id": -1 if event_id is None else event_id}
        return await self._write("PUT", f"/activity/{activity_id}", _one(Activity), body=body)

    async def delete_activity(self, activity_id: str) -> None:
        """Delete one activity; NotFoundError if it is gone already."""
        await self._write("DELETE", f"/activity/{activity_id}", _nothing)

    async def wellness(self, oldest: date, newest: date) -> tuple[Wellness, ...]:
        """The recorded days, oldest first; days without a record are missing."""
        days = await self._read(f"{ME}/wellness", _many(Wellness), _range(oldest, newest))
        return tuple(sorted(days, key=lambda each: each.day))

    async def wellness_csv(self, oldest: date, newest: date, fields: Sequence[str] = ()) -> bytes:
        """The recorded days as intervals.icu writes them to a file: these fields, or all."""
        query = {
            **_range(oldest, newest),
            **({"cols": wellness_columns(fields)} if fields else {}),
        }
        return await self._read(f"{ME}/wellness.csv", _file, query)

    async def record_day(self, day: date, values: Mapping[str, WellnessValue | None]) -> Wellness:
        """Write these values (by our names, `None` clears), leave the others; gives the record.

        A locked day takes nothing, and says so only by `locked` in the record.
        """
        body = wellness_body(day, values)
        return await self._write("PUT", f"{ME}/wellness/{day}", _one(Wellness), body=body)

    async def record_days(
        self, records: Mapping[date, Mapping[str, WellnessValue | None]]
    ) -> None:
        """The same for several days in one call, which answers with nothing."""
        bodies = [wellness_body(day, values) for day, values in records.items()]
        await self._write("PUT", f"{ME}/wellness-bulk", _nothing, body=bodies)

    async def custom_items(self) -> tuple[CustomItem, ...]:
        """What the athlete made for themselves: charts, fields of wellness and of activities."""
        return await self._read(f"{ME}/custom-item", _many(CustomItem))

    async def sport_settings(self) -> tuple[SportSettings, ...]:
        """Thresholds and zones, one for several sports, in the athlete's own order."""
        return await self._read(f"{ME}/sport-settings", _many(SportSettings))

    async def change_sport_settings(
        self,
        settings_id: int,
        values: Mapping[str, ThresholdValue],
        *,
        recalculate: bool = False,
    ) -> SportSettings:
        """Change these values (by our names), leave the others; gives the settings.

        `recalculate` overwrites the heart-rate zones, hand-made ones too, from LTHR and maximum.
        """
        query = {"recalcHrZones": str(recalculate).lower()}
        path, body = f"{ME}/sport-settings/{settings_id}", sport_settings_body(values)
        return await self._write("PUT", path, _one(SportSettings), query, body)

    async def apply_sport_settings(self, settings_id: int) -> None:
        """Have the past activities of these sports analysed with the settings as they are now."""
        await self._write("PUT", f"{ME}/sport-settings/{settings_id}/apply", _nothing)

    async def curves(self, metric: str, sport: str, periods: Sequence[Period]) -> Curves:
        """The bests in power, hr or pace of each period."""
        names = ",".join(period.wire for period in periods)
        query = {"type": sport, "curves": names}
        return await self._read(f"{ME}/{metric}-curves.json", _one(Curves), query)

    async def power_model(self, sport: str) -> PowerModel | None:
        """The model of a sport's power; None for one without."""
        return await self._read(f"{ME}/mmp-model", _perhaps(PowerModel), {"type": sport})

    def forget_cached(self) -> None:
        """Ask anew from now on, though the last answers are only seconds old."""
        self._door.cache.forget(self._athlete)

    async def redeem(self, form: Mapping[str, str]) -> Grant:
        """The token for a code; the page is beside the API's versions."""
        page = str(self._door.http.base_url.join("../oauth/token"))
        return await self._request("POST", page, _one(Grant), {}, form=form)

    async def disconnect_app(self) -> None:
        """Revoke the OAuth token this was opened with."""
        await self._write("DELETE", "/disconnect-app", _nothing)

    async def _read(
        self, path: str, parse: Callable[[httpx.Response], T], query: Query | None = None
    ) -> T:
        query = query or {}
        question = (path, *sorted(query.items()))
        fetch = partial(self._request, "GET", path, parse, query)
        return await self._door.cache.read(self._athlete, question, fetch, self._priority)

    async def _write(
        self,
        method: str,
        path: str,
        parse: Callable[[httpx.Response], T],
        query: Query | None = None,
        body: object = None,
        file: SentFile | None = None,
    ) -> T:
        try:
            return await self._request(method, path, parse, query or {}, body, file=file)
        finally:
            self._door.cache.forget(self._athlete)

    async def _request(
        self,
        method: str,
        path: str,
        parse: Callable[[httpx.Response], T],
        query: Query,
        body: object = None,
        form: Query | None = None,
        file: SentFile | None = None,
    ) -> T:
        """The only request there is: patience, retries, and every failure translated once.

        What is asked of ME is asked of the rider this was opened for.
        """
        if path == ME or path.startswith(f"{ME}/"):
            path = self._home + path.removeprefix(ME)
        patience = self._door.patience[self._priority]
        call = Call(self._priority, patience.longest_pause)
        # A file is known by its content: sent twice it makes one activity.
        repeatable = method != "POST" or query.get("upsert") == "true" or file is not None
        extensions = {"call": call, "retry": patience.retry(repeatable=repeatable)}
        lost = UnavailableError if method == "GET" else MaybeWrittenError
        try:
            async with asyncio.timeout(UPLOAD_SECONDS if file else patience.seconds):
                response = await self._door.http.request(
                    method,
                    path,
                    params=query,
                    json=body,
                    data=form,
                    files={"file": file} if file else None,
                    auth=self._auth,
                    extensions=extensions,
                )
            if error := _refusal(response):
                raise lost if error is UnavailableError else error
            return parse(response)
        except TimeoutError as error:
            raise (lost if call.sent else BusyError) from error
        except httpx.HTTPError as error:
            raise (lost if call.sent else UnavailableError) from error
        except ValueError as error:
            raise lost from error


def _refusal(response: httpx.Response) -> IntervalsError | type[IntervalsError] | None:
    """What an answer other than success means. A page of HTML is a proxy speaking."""
    status = response.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = wait_asked(response)
        return BusyError(wait=wait) if wait else BusyError
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or response.is_redirect or _is_page(response):
        return UnavailableError
    if response.is_success:
        return None
    return REFUSALS.get(status) or RefusedError(reason=_reason(response))


def _is_page(response: httpx.Response) -> bool:
    return "text/html" in response.headers.get("Content-Type", "")


def _reason(response: httpx.Response) -> str:
    """The prose of an error, on one line and not endless."""
    try:
        prose = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        prose = None
    text = " ".join(str(prose or f"HTTP {response.status_code}").split())
    return text if len(text) <= REASON_LENGTH else f"{text[: REASON_LENGTH - 1]}…"


def _range(oldest: date, newest: date) -> dict[str, str]:
    return {"oldest": oldest.isoformat(), "newest": newest.isoformat()}


def _one(record: type[Record]) -> Callable[[httpx.Response], Record]:
    return lambda response: record.model_validate_json(response.content)


def _perhaps(record: type[Record]) -> Callable[[httpx.Response], Record | None]:
    """Reads an object that may be null or no text at all."""
    one = _one(record)
    return lambda response: one(response) if response.content not in NULLS else None


def _many(record: type[Record]) -> Callable[[httpx.Response], tuple[Record, ...]]:
    """Reads a list. One unreadable record does not cost the others, all unreadable is an error."""

    def parse(response: httpx.Response) -> tuple[Record, ...]:
        answer = response.json()
        if not isinstance(answer, list):
            raise ValueError("not a list")  # noqa: TRY004 - ValueError is what bad JSON raises too
        records = tuple(found for each in answer if (found := _readable(record, each)))
        if answer and not records:
            raise ValueError("nothing readable in the list")
        return records

    return parse


def _readable(record: type[Record], data: object) -> Record | None:
    try:
        return record.model_validate(data)
    except ValidationError as error:
        places = [each["loc"] for each in error.errors(include_input=False)]
        log.warning("left out a %s whose %s cannot be read", record.__name__, places)
        return None


def _upload(response: httpx.Response) -> Upload:
    """201 if anything was new, 200 if all of it was there."""
    new = response.status_code == HTTPStatus.CREATED
    return Upload.model_validate_json(response.content).model_copy(update={"new": new})


def _file(response: httpx.Response) -> bytes:
    if not response.content:
        raise ValueError("an empty file")
    return response.content


def _download(response: httpx.Response) -> Download:
    header = Message()
    header["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    return Download(header.get_filename("") or "", _file(response))


def _nothing(_response: httpx.Response) -> None:
    return None
