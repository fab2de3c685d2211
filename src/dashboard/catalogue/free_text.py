"""Persons in free text: „Bemerkung“ and the like are looked through before figures leave the office, minutes from
before are looked through before they are kept.

A column of names stops its file (``personal_data``); here one name stands somewhere in a sentence. What is called
after a person („Haus Elisabeth“, „Anne-Frank-Straße 5“) is none, and a list of first names is never complete: it is a
hint for the person who releases, not a proof.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from dashboard.catalogue.first_names import FIRST_NAMES
from dashboard.catalogue.headers import normalise

NOT_A_PERSON = re.compile(
    r"haus|heim|hof|hotel|pension|unterkunft|wohn|whg|container|halle|schule|kita|stift|kloster|klinik|kaserne|villa|"
    r"stra(?:ß|ss)e|str\.|weg\b|gasse|platz|allee|ring\b|damm\b|ufer|markt|zentrum|verein|verband|werk\b|dienst|gmbh|"
    r"\bag\b|\bev\b|e\.\s?v|caritas|diakonie|kirche|pfarr|amt\b|stadt|gemeinde|kreis|land\b|insgesamt|summe|"
    r"\b(?:st|sankt|am|an|im|in|auf|zur|zum|alte[rs]?|neue[rs]?|gu|nu|eae)\b",
    re.IGNORECASE,
)
FILE_NUMBERS = {
    "Nummern des Ausländerzentralregisters": re.compile(r"\d{12}"),
    "Aktenzeichen des BAMF": re.compile(r"\d{7}\s?-\s?\d{3}"),
    "Nummern von Bedarfsgemeinschaften": re.compile(r"\d{5}\s?BG\s?\d{7}"),
    "Kundennummern der Arbeitsagentur": re.compile(r"\d{3}\s?[A-Z]\s?\d{6}"),
}
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
BIRTH = re.compile(
    r"\b(?:geb\.|geboren(?:\s+am)?|geburtsdatum:?|geburtstag:?)\s*(?:am\s+)?"
    r"\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]+)\s?(?:\d{4}|\d{2})\b",
    re.IGNORECASE,
)
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


def identifiers_in(text: str) -> list[str]:
    """What names one person beyond doubt, in German words: kinds of file numbers, and birth dates."""
    found = [what for what, pattern in FILE_NUMBERS.items() if re.search(rf"(?<!\w){pattern.pattern}(?!\w)", text)]
    return [*found, *(["Geburtsdaten"] if BIRTH.search(text) else [])]


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
