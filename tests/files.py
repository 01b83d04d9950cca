"""Files as devices and trainers write them."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport

MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 7:00 in Paris


def fit_file(*messages: object, kind: FileType = FileType.ACTIVITY) -> bytes:
    """A FIT file of this kind."""
    identity = FileIdMessage()
    identity.type = kind
    identity.manufacturer = Manufacturer.DEVELOPMENT.value
    identity.time_created = round(MORNING.timestamp() * 1000)
    builder = FitFileBuilder(auto_define=True, min_string_size=50)
    builder.add_all([identity, *messages])
    return bytes(builder.build().to_bytes())


def fit_activity(
    sport: Sport = Sport.CYCLING, start: datetime = MORNING, minutes: int = 60
) -> bytes:
    """A recorded activity at 200 W: one session."""
    return fit_file(fit_session(sport, start, minutes))


def fit_session(sport: Sport, start: datetime, minutes: int) -> SessionMessage:
    session = SessionMessage()
    session.start_time = round(start.timestamp() * 1000)
    session.total_elapsed_time = session.total_timer_time = minutes * 60.0
    session.total_distance = minutes * 500.0
    session.sport = sport
    session.avg_power = 200
    session.avg_heart_rate = 145
    return session


def zipped(**content: bytes) -> bytes:
    """An archive of files whose last _ is the dot of their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, each in content.items():
            archive.writestr(name.replace("_", "."), each)
    return packed.getvalue()


def gpx(start: datetime = MORNING, minutes: int = 60, sport: str = "cycling") -> bytes:
    """A track of two points."""
    times = (start, start + timedelta(minutes=minutes))
    points = "".join(
        f'<trkpt lat="48.85" lon="2.35"><time>{each:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
        for each in times
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1"><trk>'
        f"<type>{sport}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def tcx() -> bytes:
    """Half an hour of running."""
    points = "".join(
        f"<Trackpoint><Time>2026-11-23T16:{minute}:00Z</Time></Trackpoint>"
        for minute in ("00", "30")
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Running">'
        f"<Lap><Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def zwo(name: str = "Over & under", sport: str = "bike") -> bytes:
    """Ten minutes easy, then three times four minutes hard and two easy."""
    return (
        f"<workout_file><name>{escape(name)}</name><sportType>{sport}</sportType><workout>"
        '<SteadyState Duration="600" Power="0.6"/>'
        '<IntervalsT Repeat="3" OnDuration="240" OnPower="1.05" OffDuration="120" OffPower="0.5"/>'
        "</workout></workout_file>"
    ).encode()


def erg() -> bytes:
    """A course in watts."""
    return (
        b"[COURSE HEADER]\nMINUTES WATTS\n[END COURSE HEADER]\n"
        b"[COURSE DATA]\n0 100\n10 100\n10 250\n15 250\n[END COURSE DATA]\n"
    )
