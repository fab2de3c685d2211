"""What pydantic finds in an entry, as German sentences that say what to do."""

import re
from typing import Any

import pydantic
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from dashboard.catalogue.base import FORMS, Entry

NAMES = ("code", "variable", "name")
"""Keys by which an entry inside a list is called."""


def sentences(error: pydantic.ValidationError, content: Any, kind: type[Entry]) -> list[tuple[str, str]]:
    """What is wrong with ``content``: pairs of the inner entry concerned (or "") and a sentence."""
    found: dict[tuple[str, str], None] = {}
    details = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    for detail in details:
        follows = any(place[:-1] == detail["loc"] for place in places)
        if follows and detail["type"] == "too_short":  # empty only because what stands in it is wrong
            continue
        inner, location = _inner_entry(content, detail["loc"])
        found[inner, _sentence(detail, location, _known(kind, detail["loc"]))] = None
    return list(found)


def _inner_entry(content: Any, location: tuple[int | str, ...]) -> tuple[str, tuple[int | str, ...]]:
    """The deepest named entry on the way to the mistake, and the rest of the way."""
    name, rest = "", location
    for depth, part in enumerate(location):
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, int) and isinstance(content, dict):
            label = next((content[key] for key in NAMES if isinstance(content.get(key), str)), f"Nr. {part + 1}")
            name = ", ".join(filter(None, (name, label)))
            rest = location[depth + 1 :]
    return name, rest


def _known(kind: type[Entry], location: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that are possible where an unknown one stands: of the entry itself, the nearest to guess from."""
    return tuple(kind.model_fields) if len(location) == 1 else ()


def _sentence(detail: ErrorDetails, location: tuple[int | str, ...], known: tuple[str, ...]) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    where, kind = f"„{_path(location)}“", detail["type"]
    if kind == "value_error":
        return str(context["error"])
    if kind == "missing":
        return f"{where} fehlt. Ergänzen Sie die Angabe."
    if kind == "extra_forbidden":
        near = process.extractOne(str(location[-1]), known, scorer=fuzz.ratio, score_cutoff=60)
        hint = f"Gemeint ist vielleicht „{near[0]}“." if near else "Entfernen oder berichtigen Sie sie."
        return f"{where} ist hier keine bekannte Angabe. {hint}"
    if kind in ("literal_error", "enum"):
        return f"{where} ist „{detail['input']}“; erlaubt ist nur {_german(context['expected'])}."
    if kind in ("string_too_short", "too_short"):
        return f"{where} darf nicht leer sein."
    if kind == "string_pattern_mismatch":
        return f"{where} ist „{detail['input']}“; erlaubt sind {FORMS[context['pattern']]}."
    expected = EXPECTED.get(kind, "Die Angabe hat nicht die erwartete Form")
    return f"{where}: {expected} (dort steht: {detail['input']!r})."


def _path(location: tuple[int | str, ...]) -> str:
    """``("numerator", 0, "code")`` as „numerator, Nr. 1, code“; words of pydantic's own are left out."""
    shown = [part for part in location if isinstance(part, int) or "[" not in part]
    return ", ".join(f"Nr. {part + 1}" if isinstance(part, int) else part for part in shown) or "Eintrag"


def _german(alternatives: str) -> str:
    """pydantic's list of what is allowed, with German quotation marks and „oder“."""
    return re.sub(r"'([^']*)'", r"„\1“", alternatives).replace(" or ", " oder ")


EXPECTED = {
    "string_type": "Hier muss Text in Anführungszeichen stehen",
    "string_too_long": "Der Text ist zu lang",
    "int_type": "Hier muss eine ganze Zahl stehen",
    "int_parsing": "Hier muss eine ganze Zahl stehen",
    "int_from_float": "Hier muss eine ganze Zahl stehen",
    "float_type": "Hier muss eine Zahl stehen",
    "float_parsing": "Hier muss eine Zahl stehen",
    "bool_type": "Hier muss true oder false stehen",
    "bool_parsing": "Hier muss true oder false stehen",
    "tuple_type": "Hier muss eine Liste in eckigen Klammern stehen",
    "date_type": "Hier muss ein Datum der Form 2022-06-01 stehen, ohne Anführungszeichen",
    "finite_number": "Hier muss eine Zahl stehen",
    "greater_than": "Die Zahl ist zu klein",
    "greater_than_equal": "Die Zahl ist zu klein",
    "less_than_equal": "Die Zahl ist zu groß",
    "model_type": "Hier muss ein Eintrag mit mehreren Angaben stehen",
}
