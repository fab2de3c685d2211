"""German phrases the sentences are put together from: places with their article, periods, lists."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.exhibits.exhibit import SIGN_MEANINGS, WITHHELD
from dashboard.geography import articles
from dashboard.periods import Frequency, Period

MOST_NAMED = 3
"""More places than this are counted in a sentence and named in a note."""

_SHORT = {"Samtgemeinde": "SG", "Verbandsgemeinde": "VG", "Verwaltungsgemeinschaft": "VwG"}


nominative, accusative, located = articles.nominative, articles.accusative, articles.located
"""Names of places with their article: „der Landkreis Peine“, after „für“ „den …“, where „im …“."""


def abbreviated(name: str) -> str:
    """For a map, where room is short: „SG Velpke“, and without what a bracket or a comma adds."""
    for word, short in _SHORT.items():
        name = name.replace(f"{word} ", f"{short} ")
    return name.split(" (")[0].split(", ")[0]


def during(period: Period) -> str:
    """When: „im 3. Quartal 2026“, „im Jahr 2026“, „im Zeitraum Oktober 2024 bis März 2025“."""
    match period.frequency:
        case Frequency.YEAR:
            return f"im Jahr {period.label}"
        case Frequency.RANGE:
            return f"im Zeitraum {period.label}"
        case _:
            return f"im {period.label}"


def period_word(period: Period) -> str:
    """What an axis of such periods is called."""
    return {
        Frequency.MONTH: "Monat",
        Frequency.QUARTER: "Quartal",
        Frequency.HALF: "Halbjahr",
        Frequency.YEAR: "Jahr",
        Frequency.RANGE: "Zeitraum",
    }[period.frequency]


def for_places(names: Sequence[str]) -> str:
    """After „für“: up to three names, else how many: „Lengede und die Samtgemeinde Velpke“, „5 Orte“."""
    if len(names) > MOST_NAMED:
        return f"{len(names)} Orte"
    return formats.join([accusative(name) for name in names])


def places(count: int) -> str:
    """„1 Ort“, „5 Orte“."""
    return f"{count} Ort" if count == 1 else f"{count} Orte"


def dative_places(count: int) -> str:
    """After „von“ or „in“: „1 Ort“, „5 Orten“."""
    return f"{count} Ort" if count == 1 else f"{count} Orten"


def so_many_of(known: int, expected: int) -> str:
    """After „für“: „alle 7 Orte“, „beide Orte“, „5 von 7 Orten“, „keinen der 7 Orte“."""
    if known == 0:
        return "keinen Ort" if expected == 1 else f"keinen der {places(expected)}"
    if known < expected:
        return f"{known} von {dative_places(expected)}"
    return {1: "den einzigen Ort", 2: "beide Orte"}.get(expected, f"alle {places(expected)}")


def withheld_reason() -> str:
    """„zurückgehalten, damit keine einzelnen Personen erkennbar werden“."""
    return SIGN_MEANINGS[WITHHELD]


def sentence(*parts: str) -> str:
    """Parts joined by semicolons into one sentence with a capital letter and a full stop; empty parts are left out."""
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}."
