"""Signs of official tables: meanings, not errors. A cell is a value, a sign, or a value with signs.

The signs are those of the German statistical offices (DIN 55301), "*" is the Federal Employment Agency's, "•" ours.
Several signs of one cell are joined by a blank, in the order of MEANINGS. "0" is a sign only where whoever knows the
table says so (see intake's `small_zeros`); `peel` leaves it a number.
"""

import re
from collections.abc import Iterable

NONE = ""
NOTHING = "-"
SMALL = "0"
LATER = "…"
WITHHELD = "•"
UNCERTAIN = "()"

MEANINGS = {
    NOTHING: "nichts vorhanden (genau null)",
    SMALL: "mehr als nichts, aber weniger als die Hälfte der Einheit",
    ".": "Zahlenwert unbekannt oder geheim zu halten",
    LATER: "Angabe fällt später an",
    "x": "Tabellenfach gesperrt, weil eine Aussage nicht sinnvoll ist",
    "/": "keine Angabe, da der Zahlenwert nicht sicher genug ist",
    "*": "geheim gehalten (Bundesagentur für Arbeit)",
    UNCERTAIN: "Aussagewert eingeschränkt, da der Zahlenwert statistisch unsicher ist",
    "r": "berichtigte Zahl",
    "p": "vorläufige Zahl",
    WITHHELD: "zum Schutz einzelner Personen nicht gezeigt",
}
WITHOUT_VALUE = frozenset({".", LATER, "x", "/", "*", WITHHELD})
BESIDE_VALUE = (UNCERTAIN, "r", "p")

_SPELLINGS = {"-": NOTHING, "–": NOTHING, "—": NOTHING, "−": NOTHING, "...": LATER, "X": "x"}
_SPELLINGS |= {sign: sign for sign in (".", LATER, "x", "/", "*")}
_CELL = re.compile(r"(?P<open>\(\s*)?(?P<body>.*?)(?(open)\s*\))(?P<letters>(?:\s*[rp])*)", re.DOTALL)


def peel(text: str) -> tuple[str, str]:
    """Signs and the rest of a trimmed cell: "(123) r" is ("() r", "123"), "-" is ("-", ""), "12" is ("", "12").

    A cell without any sign comes back as it is, whatever it holds.
    """
    match = _CELL.fullmatch(text)
    assert match is not None  # the pattern matches every text
    letters = [sign for sign in ("r", "p") if sign in match["letters"]]
    if len(letters) != len("".join(match["letters"].split())):  # "r r" is no sign
        return NONE, text
    body = match["body"]
    if match["open"] is None and body in _SPELLINGS:
        return " ".join([_SPELLINGS[body], *letters]), ""
    signs = ([UNCERTAIN] if match["open"] is not None else []) + letters
    return (" ".join(signs), body) if signs and body else (NONE, text)


def combined(*signs: str) -> str:
    """All signs of several cells, each once, in the order of MEANINGS."""
    found = {sign for several in signs for sign in several.split()}
    return " ".join(sign for sign in MEANINGS if sign in found)


def of_sum(total: float, summands: Iterable[str]) -> str:
    """The sign of a sum of values with these signs: what accompanies one of them, and what a rounded 0 is."""
    present = {sign for several in summands for sign in several.split()}
    kept = (*BESIDE_VALUE, *([SMALL] if total == 0 else []))
    return combined(*(sign for sign in present if sign in kept))


def is_without_value(sign: str) -> bool:
    """Whether the sign stands instead of a number ("-" does not: it is the value 0)."""
    return not WITHOUT_VALUE.isdisjoint(sign.split())


def spelled(number: str, sign: str) -> str:
    """Number and sign as one cell, the reverse of `peel`: ("12", "() r") is "(12) r", ("0", "-") is "-"."""
    signs = sign.split()
    alone = [each for each in signs if each in WITHOUT_VALUE or each == NOTHING]
    body = alone[0] if alone else number
    if UNCERTAIN in signs and body:
        body = f"({body})"
    return " ".join([body, *(each for each in signs if each in ("r", "p"))])
