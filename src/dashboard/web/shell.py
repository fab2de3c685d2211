"""The one HTML page that every dashboard address answers with: Streamlit's shell, made German.

It is read and rewritten once at start, and served from here instead of from the file, so the hash in the
Content-Security-Policy always belongs to the script that is served.
"""

import base64
import hashlib
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

_LANGUAGE = re.compile(r'<html lang="[^"]*">')
_TITLE = re.compile(r"<title>[^<]*</title>")
_SERVICE = re.compile(r'<link rel="service-desc"[^>]*>\s*')
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

TITLE = "<title>Lagebild Migration und Teilhabe</title>"
NO_SCRIPT = (
    "<noscript><p>Für diese Seite muss JavaScript eingeschaltet sein. "
    "Bitte schalten Sie es im Browser ein oder wenden Sie sich an Ihre IT.</p></noscript>"
)


@dataclass(frozen=True)
class Shell:
    """The page as it is served, and the hashes of its inline scripts for the policy."""

    body: bytes
    script_hashes: tuple[str, ...]


def load(page: Path | None = None) -> Shell:
    """Read the shell page (that of the installed Streamlit, unless another is given) and make it German."""
    text = (page or _installed()).read_text(encoding="utf-8")
    text = _replaced_once(_LANGUAGE, '<html lang="de">', text)
    text = _replaced_once(_TITLE, TITLE, text)
    text = _replaced_once(_NO_SCRIPT, NO_SCRIPT, text)
    text = _SERVICE.sub("", text)
    return Shell(text.encode("utf-8"), tuple(_hash(script) for script in _INLINE_SCRIPT.findall(text)))


def _installed() -> Path:
    # Found without importing it: this package runs without Streamlit.
    spec = importlib.util.find_spec("streamlit")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("streamlit is not installed")
    return Path(spec.submodule_search_locations[0]) / "static" / "index.html"


def _replaced_once(pattern: re.Pattern[str], replacement: str, text: str) -> str:
    text, count = pattern.subn(replacement, text)
    if count != 1:
        raise RuntimeError(f"the shell page of this Streamlit has {count} places like {pattern.pattern!r}, not one")
    return text


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
