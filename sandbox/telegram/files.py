"""Documents and photos: what Telegram makes of an uploaded file."""

import struct

from sandbox.telegram.entities import clean_file_name, mime_type
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import Json, StoredFile, World
from sandbox.telegram.wire import ATTACHED, Upload

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
PHOTO_SIDES = (90, 320, 800, 1280)
JPEG_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def document(world: World, upload: Upload) -> Json:
    """Keep an uploaded file; the Document of the Bot API."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    name = clean_file_name(upload.name)
    mime = mime_type(name)
    return document_of(world.add_file("documents", name, mime, upload.content))


def document_of(stored: StoredFile) -> Json:
    return {
        "file_name": stored.name,
        "mime_type": stored.mime,
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
    }


def photo(world: World, upload: Upload) -> list[Json]:
    """Keep an uploaded picture; its PhotoSizes, smallest first.

    The smaller sizes are named but hold the whole picture: nothing here scales pictures.
    """
    if not upload.content:
        raise bad_request("file must be non-empty")
    if (length := len(upload.content)) > MAX_PHOTO:
        raise bad_request(
            f"file of size {length} bytes is too big for a photo;"
            f" the maximum size is {MAX_PHOTO} bytes"
        )
    width, height = picture_size(upload.content)
    longest, shortest = max(width, height), min(width, height)
    if width + height > 10_000 or longest > 20 * shortest:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sides = [*(side for side in PHOTO_SIDES if side < longest), min(longest, PHOTO_SIDES[-1])]
    scales = [side / longest for side in sorted(set(sides))]
    return [_photo_size(world, upload, round(width * s), round(height * s)) for s in scales]


def _photo_size(world: World, upload: Upload, width: int, height: int) -> Json:
    mime = "image/png" if upload.content.startswith(b"\x89PNG") else "image/jpeg"
    stored = world.add_file("photos", f"{upload.name.partition('.')[0]}.jpg", mime, upload.content)
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "width": max(width, 1),
        "height": max(height, 1),
    }


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG; raises RefusalError for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content):
        marker = content[at + 1]
        if marker in JPEG_SIZE_MARKERS:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    raise bad_request("IMAGE_PROCESS_FAILED")


def document_from(world: World, upload: Upload | None, reference: str) -> Json:
    """The Document to send: a file of this request, or one known by its file_id."""
    if upload:
        return document(world, upload)
    return document_of(_known(world, reference, "document"))


def photo_from(world: World, upload: Upload | None, reference: str) -> list[Json]:
    if upload is None:
        stored = _known(world, reference, "photo")
        upload = Upload(stored.name, stored.content)
    return photo(world, upload)


def _known(world: World, reference: str, kind: str) -> StoredFile:
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(ATTACHED):
        raise bad_request("there is no file to attach in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if reference not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[reference]
