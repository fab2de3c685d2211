"""Names of persons in free text: „Bemerkung“ and the like are looked through before figures leave the office.

A column of names stops its file (``personal_data``); here one name stands somewhere in a sentence. What is called
after a person („Haus Elisabeth“, „Anne-Frank-Straße 5“) is none, and a list of first names is never complete: it is a
hint for the person who releases, not a proof.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from dashboard.catalogue.headers import normalise
from dashboard.intake.first_names import FIRST_NAMES
from dashboard.intake.personal_data import NOT_A_PERSON

WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
TITLE = re.compile(
    r"\b(?:Herrn?|Frau|Fam(?:ilie|\.)|Hr\.|Fr\.|Eheleute)\s+(?:Dr\.\s+)?([A-ZÄÖÜ][^\W\d_]+(?:[-'’][^\W\d_]+)*)"
)
BUILDING = re.compile(
    r"(?:haus|heim|hof|hotel|pension|unterkunft|schule|kita|stift|kloster|klinik|kaserne|villa|halle|container|kirche|"
    r"stra(?:ß|ss)e|str|weg|gasse|platz|allee|ufer|zentrum|sankt|\bst)$",
    re.IGNORECASE,
)
FOLLOWS = re.compile(r"[ \t]+$")
GENERAL = frozenset(
    {
        "mit", "ohne", "und", "oder", "kinder", "kindern", "kind", "personen", "person", "mutter", "frauen", "maenner",
        "menschen", "beirat", "gruppe",
    }
)  # fmt: skip
"""Words behind „Familie“ or „Frau“ that are no surname."""


def names_in(text: str) -> list[str]:
    """Parts of a text that look like names of persons, each once, in the order in which they stand there."""
    return list(dict.fromkeys([*_after_titles(text), *_first_and_last(text)]))


def _after_titles(text: str) -> Iterator[str]:
    for match in TITLE.finditer(text):
        if normalise(match[1]) not in GENERAL and not NOT_A_PERSON.search(match[1]):
            yield match[0]


def _first_and_last(text: str) -> Iterator[str]:
    """A common first name and, right behind it, another word that begins with a capital."""
    words = list(WORD.finditer(text))
    for position, (first, last) in enumerate(pairwise(words)):
        between = text[first.end() : last.start()]
        if not (FOLLOWS.fullmatch(between) and first[0][:1].isupper() and last[0][:1].isupper()):
            continue
        if not any(normalise(part) in FIRST_NAMES for part in first[0].split("-")):
            continue
        before = words[position - 1][0] if position else ""
        if not BUILDING.search(before) and not NOT_A_PERSON.search(f"{first[0]} {last[0]}"):
            yield f"{first[0]} {last[0]}"
