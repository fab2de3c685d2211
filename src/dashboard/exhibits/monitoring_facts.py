"""What must be known about an indicator before reading it: definition, formula, source, dates, traps."""

from dataclasses import dataclass

from dashboard import formats
from dashboard.catalogue import Catalogue, Indicator
from dashboard.exhibits.monitoring_words import LEVELS
from dashboard.periods import Frequency

PLURALS = {
    "municipality": "Gemeinden",
    "association": "Samtgemeinden",
    "district": "Landkreis",
    "state": "Land",
    "federation": "Bund",
}
FREQUENCIES = {
    Frequency.MONTH: "monatlich",
    Frequency.QUARTER: "vierteljährlich",
    Frequency.HALF: "halbjährlich",
    Frequency.YEAR: "jährlich",
    Frequency.RANGE: "für den jeweiligen Zeitraum",
}
WORDS = {2: "zwei", 3: "drei"}
NOT_CONCLUDE = "Was man daraus nicht schließen darf"


@dataclass(frozen=True)
class Fact:
    """One line of the facts of an indicator."""

    label: str
    text: str


def facts(catalogue: Catalogue, code: str, district: str = "") -> tuple[Fact, ...]:
    """All facts of an indicator in the order in which they are read; KeyError for an unknown code.

    ``district``: breaks that concern places of other districts only are left out.
    """
    indicator = catalogue.indicators[code]
    numerator, _, denominator = catalogue.formula(code).partition(" ÷ ")
    breaks = [b for b in catalogue.breaks_of(code) if not b.areas or any(a.startswith(district) for a in b.areas)]
    lines = [
        ("Einschränkung", indicator.restrictions.note if indicator.restrictions else ""),
        ("Definition", indicator.definition),
        ("Einheit", indicator.unit),
        ("Zähler", numerator),
        ("Nenner", denominator.partition(" × ")[0]),
        ("Berechnung", catalogue.formula(code)),
        ("Verschiedene Stichtage", _mismatch(indicator)),
        ("Quelle", indicator.source),
        ("Ebenen", formats.join([PLURALS.get(level, level) for level in indicator.levels])),
        ("Turnus", FREQUENCIES[indicator.frequency]),
        ("Stichtag", _reference(indicator)),
        ("Rundung", _rounding(indicator)),
        ("Richtung", _direction(indicator)),
        ("Geheimhaltung", _confidentiality(indicator)),
        *((f"Bruch am {formats.day(b.since)}", f"{b.title}: {b.explanation}") for b in breaks),
        ("Leicht misszuverstehen", indicator.trap),
        (NOT_CONCLUDE, indicator.not_conclude),
    ]
    return tuple(Fact(label, text) for label, text in lines if text)


def _reference(indicator: Indicator) -> str:
    if indicator.timing == "period":
        return "kein Stichtag: Gezählt wird im ganzen Zeitraum."
    if indicator.reference is None:
        return "letzter Tag des Zeitraums"
    month, day = indicator.reference
    return f"{day:02}.{month:02}. des Jahres"


def _rounding(indicator: Indicator) -> str:
    decimals = {0: "ohne Nachkommastelle", 1: "mit einer Nachkommastelle"}.get(
        indicator.decimals, f"mit {WORDS.get(indicator.decimals, str(indicator.decimals))} Nachkommastellen"
    )
    if indicator.rounded_to is None:
        return f"{decimals} gezeigt"
    since = f" (seit {formats.day(indicator.rounded_since)})" if indicator.rounded_since else ""
    return (
        f"von der Quelle auf ein Vielfaches von {indicator.rounded_to} gerundet{since}, {decimals} gezeigt; "
        "Summen solcher Werte sind Summen gerundeter Werte"
    )


def _mismatch(indicator: Indicator) -> str:
    if indicator.kind != "rate":
        return ""
    if indicator.date_mismatch == "flag":
        return "Zähler und Nenner dürfen von verschiedenen Tagen sein; dann stehen beide Tage dabei."
    return "Sind Zähler und Nenner von verschiedenen Tagen, gibt es keinen Wert."


def _direction(indicator: Indicator) -> str:
    return {
        "up": "Mehr gilt als besser.",
        "down": "Weniger gilt als besser.",
        "none": "Eine Veränderung ist weder besser noch schlechter.",
    }[indicator.direction]


def _confidentiality(indicator: Indicator) -> str:
    if indicator.counts != "persons":
        return ""
    return "Gezählt werden Personen: Kleine Zahlen werden außerhalb der Kreisverwaltung zurückgehalten (•)."


assert set(PLURALS) == set(LEVELS)
