"""What a form shows of an indicator or a break, and the table that becomes of it. What it does not show stays."""

import re
from collections.abc import Mapping
from typing import Any

from dashboard.catalogue.base import LAYOUT_OF_TEXT

TEXTS = ("title", "short", "unit", "source", "definition", "trap", "not_conclude", "explanation", "before", "after")
LISTS = ("levels", "sum_over", "partitions", "synonyms", "areas")
INDICATOR_KEYS = (
    "title", "short", "field", "unit", "counts", "timing", "definition", "trap", "not_conclude", "direction", "source",
    "levels", "frequency", "decimals", "minimum", "maximum", "sum_over", "partitions", "synonyms",
)  # fmt: skip
BREAK_KEYS = ("title", "since", "explanation", "indicators", "areas", "before", "after")
UNSAID = {"direction": "none", "decimals": 0, "timing": "date"}
"""What holds where a file says nothing."""
LONGEST_CODE = 60
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def values_of(content: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """What a form shows of ``content``: texts in one line, lists as lists, None where nothing is said."""
    return {key: _shown(key, content.get(key)) for key in keys}


def with_values(content: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """``content`` with what was changed in the form; what was emptied is gone from it."""
    found = dict(content)
    for key, value in values.items():
        value = _shown(key, value)
        if value == _shown(key, content.get(key)):
            continue
        if value is None or value == "" or value == [] or value == UNSAID.get(key):
            found.pop(key, None)
        else:
            found[key] = value
    return found


def code_of(title: str) -> str:
    """A code for a new entry out of its title: „Chöre je Ort“ is „choere_je_ort“."""
    plain = re.sub(r"[^a-z0-9]+", "_", title.casefold().translate(FOLDED)).strip("_")
    return plain[:LONGEST_CODE].rstrip("_")


def _shown(key: str, value: Any) -> Any:
    if key in TEXTS:
        return LAYOUT_OF_TEXT.sub(" ", str(value or "")).strip()
    if key in LISTS:
        lines = value.splitlines() if isinstance(value, str) else value or []
        return [text for one in lines if (text := LAYOUT_OF_TEXT.sub(" ", str(one)).strip())]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return list(value)
    return UNSAID.get(key) if value is None else value
