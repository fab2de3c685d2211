"""The catalogue's keys and choices in German, and its sentences with them."""

import re
from collections.abc import Iterable

from dashboard.catalogue.commands import EntryRefused
from dashboard.catalogue.problems import Problem
from dashboard.errors import UserError
from dashboard.ui.manual import FREQUENCIES, LEVELS

KEYS = {
    "code": "Spaltenname",
    "title": "Bezeichnung",
    "short": "Kurze Bezeichnung",
    "field": "Feld",
    "unit": "Einheit",
    "counts": "Was gezählt wird",
    "timing": "Wofür ein Wert gilt",
    "definition": "Definition",
    "trap": "Vorsicht",
    "not_conclude": "Was man daraus nicht schließen darf",
    "direction": "Welche Richtung besser ist",
    "source": "Quelle",
    "levels": "Ebenen",
    "frequency": "Wie oft",
    "decimals": "Nachkommastellen",
    "minimum": "Kleinster möglicher Wert",
    "maximum": "Größter möglicher Wert",
    "sum_over": "Darf addiert werden über",
    "partitions": "Gliederungen, deren Teile das Ganze ergeben",
    "synonyms": "Weitere Spaltenüberschriften",
    "since": "Erster Tag der neuen Bedeutung",
    "explanation": "Erklärung",
    "indicators": "Kennzahlen",
    "areas": "Gebiete",
    "before": "Grundlage davor",
    "after": "Grundlage danach",
    "day": "Tag der Entscheidung",
    "body": "Gremium",
    "reason": "Begründung",
    "fields": "Felder",
    "enabled": "Eingeschaltet",
    "disable_reason": "Warum abgeschaltet",
    "restrictions": "Einschränkungen",
    "kind": "Art der Berechnung",
    "numerator": "Zähler",
    "denominator": "Nenner",
    "factor": "Faktor",
    "reference": "Stichtag",
    "reported": "Wird gemeldet",
    "part_of": "Teil von",
    "never_with": "Nie zusammen mit",
    "hidden_with": "Zurückgehalten mit",
    "rounded_to": "Gerundet auf",
    "rounded_since": "Gerundet seit",
    "date_mismatch": "Verschiedene Stichtage",
    "published": "Gliederung für die anderen Kreise",
    "open_data": "Anderswo veröffentlicht",
    "order": "Reihenfolge",
}
COUNTS = {
    "persons": "Personen (kleine Zahlen werden geschützt)",
    "things": "Dinge oder Vorgänge",
    "euro": "Euro",
    "none": "nichts, zum Beispiel ein Anteil",
}
DIRECTIONS = {"none": "keine: weder besser noch schlechter", "up": "mehr ist besser", "down": "weniger ist besser"}
TIMINGS = {"date": "ein Tag (Bestand)", "period": "der ganze Zeitraum"}
SHOWINGS = {
    "rate": "Quote",
    "ranking": "Rangfolge",
    "map": "Karte",
    "trend": "Trend",
    "sentence": "automatischer Satz",
    "overview": "Überblick",
    "change": "größte Veränderungen",
}
SUMS = {"area": "Orte", "time": "Zeit"}
CHOICES = {
    "direction": DIRECTIONS, "counts": COUNTS, "timing": TIMINGS, "frequency": FREQUENCIES, "levels": LEVELS,
    "sum_over": SUMS,
}  # fmt: skip
LEVEL = re.compile(rf"\b({'|'.join(LEVELS)})\b")
QUOTED = re.compile(r"„([a-z_]+)“")


def german(sentence: str) -> str:
    """A sentence of the catalogue's checks with the labels of the form in the place of the files' keys."""
    labelled = QUOTED.sub(lambda found: f"„{KEYS.get(found[1]) or FREQUENCIES.get(found[1]) or found[1]}“", sentence)
    return LEVEL.sub(lambda found: LEVELS[found[1]], labelled)


def sentences(error: UserError, code: str = "") -> list[str]:
    """What is wrong, each mistake for itself; those of the entry ``code`` without saying its name again."""
    if not isinstance(error, EntryRefused):
        return [str(error)]
    return said(error.problems, code)


def said(problems: Iterable[Problem], code: str = "") -> list[str]:
    """Mistakes as sentences for people who see a form and no file."""
    return [german(one.sentence if one.entry in ("", code) else f"{one.entry}: {one.sentence}") for one in problems]


def value(key: str, content: object) -> str:
    """What an entry says under a key, in words."""
    known = CHOICES.get(key, {})
    match content:
        case None:
            return ""
        case bool():
            return "ja" if content else "nein"
        case list():
            return ", ".join(value(key, one) for one in content)
        case dict():
            return "; ".join(f"{KEYS.get(str(name), name)}: {value(str(name), one)}" for name, one in content.items())
    return known.get(str(content), " ".join(str(content).split()))
