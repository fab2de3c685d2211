"""The county's coat of arms or logo: a PNG or JPEG, drawn anew, so that nothing but its dots gets into our files."""

import io
import re
import warnings

from PIL import Image, UnidentifiedImageError

from dashboard.errors import FileUnusable
from dashboard.formats import number

MEGABYTE = 1_000_000
MOST_BYTES = 5 * MEGABYTE
MOST_DOTS = 40_000_000
LONGEST_SIDE = 1200
"""Dots of the longer side that are kept."""
ALLOWED = "Erlaubt sind PNG und JPEG bis 5 MB und 40 Millionen Bildpunkte."
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script|\bon[a-z]+\s*=|javascript:|<foreignObject", re.IGNORECASE)
_SIGNS = {
    b"II*\x00": "ein TIFF", b"MM\x00*": "ein TIFF", b"GIF8": "ein GIF", b"BM": "ein BMP", b"%PDF": "ein PDF",
    b"RIFF": "ein WebP", b"\xd7\xcd\xc6\x9a": "ein WMF", b"%!PS": "ein EPS",
}  # fmt: skip


def checked(data: bytes) -> bytes:
    """The picture as PNG without any of the file's remarks. Raises FileUnusable with the reason."""
    what = _other(data)
    if what:
        raise FileUnusable(f"Das Logo ist {what}{_size(data)}. {ALLOWED} Bitte als PNG speichern.")
    if len(data) > MOST_BYTES:
        raise FileUnusable(f"Das Logo hat {number(len(data) / MEGABYTE, 1)} MB. {ALLOWED}")
    try:
        return _drawn(data)
    except UnidentifiedImageError:
        raise FileUnusable(f"Das Logo ist kein Bild, das sich lesen lässt. {ALLOWED}") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise FileUnusable(f"Die Bilddatei des Logos ist beschädigt. {ALLOWED}") from None


def _drawn(data: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # size and damage are told by us
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_DOTS:
                dots = f"{number(opened.width)} mal {number(opened.height)}"
                raise FileUnusable(f"Das Logo hat {dots} Bildpunkte. {ALLOWED}")
            opened.load()
            picture = opened.convert("RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    clean = Image.new("RGBA", picture.size)
    clean.paste(picture)
    clean.save(out, format="PNG")
    return out.getvalue()


def _other(data: bytes) -> str:
    """What else it is, in German; empty where it may be a PNG or JPEG."""
    if not data:
        return "eine leere Datei"
    if _SVG.search(data[:100_000]):
        return "ein SVG, das ein Skript enthält" if _SCRIPT.search(data) else "ein SVG"
    return next((name for sign, name in _SIGNS.items() if data.startswith(sign)), "")


def _size(data: bytes) -> str:
    return f" mit {number(len(data) / MEGABYTE, 1)} MB" if len(data) > MOST_BYTES else ""
