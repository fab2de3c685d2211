"""Unpack a zipped boundary file into a folder of our own: known kinds of members only, never more than the limit."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from dashboard.errors import SetupError, reason

LIMIT = 1 << 30
"""Bytes, packed or unpacked: Germany's largest official product (VG25) needs less than half of it."""
MEMBERS = 5_000
STATE_FILE = "aktualitaet.txt"
"""The file of the Bundesamt that tells the territorial state of a product."""

_CHUNK = 1 << 20
_KNOWN = {".shp", ".shx", ".dbf", ".prj", ".cpg", ".gpkg", ".geojson", ".json"}


def check_size(path: Path) -> None:
    """Raise SetupError where the file cannot be opened or is beyond the limit."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SetupError(f"Die Grenzdatei {path} kann nicht geöffnet werden: {reason(error)}.") from error
    if size > LIMIT:
        raise _too_large(path.name)


def unpack(archive: Path, folder: Path) -> list[Path]:
    """The known members of a ZIP file, written below ``folder`` under names of our own making.

    Members of one folder stay together, so the parts of a Shapefile find each other. Sizes are counted while
    writing, because what the archive says of itself may be a lie. Raises SetupError.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            return _unpack(opened, folder, archive.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise SetupError(
            f"Die Datei „{archive.name}“ ist als ZIP-Datei beschädigt oder verschlüsselt und kann nicht gelesen werden."
        ) from error


def _unpack(opened: zipfile.ZipFile, folder: Path, name: str) -> list[Path]:
    members = [member for member in opened.infolist() if not member.is_dir()]
    if len(members) > MEMBERS:
        raise SetupError(f"Die Datei „{name}“ enthält {len(members)} Dateien; das ist keine Grenzdatei.")
    written: list[Path] = []
    left = LIMIT
    folders: dict[str, Path] = {}
    for member in members:
        inside = PurePosixPath(member.filename.replace("\\", "/"))
        if inside.suffix.lower() not in _KNOWN and inside.name.lower() != STATE_FILE:
            continue
        own = folders.setdefault(str(inside.parent), folder / str(len(folders)))
        own.mkdir(exist_ok=True)
        target = own / (inside.stem + inside.suffix.lower())
        left -= _copy(opened, member, target, left, name)
        written.append(target)
    return written


def _copy(opened: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: int, name: str) -> int:
    size = 0
    with opened.open(member) as source, target.open("wb") as sink:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise _too_large(name)
            sink.write(chunk)
    return size


def _too_large(name: str) -> SetupError:
    return SetupError(f"Die Datei „{name}“ ist gepackt oder entpackt größer als 1 GB und wird nicht gelesen.")
