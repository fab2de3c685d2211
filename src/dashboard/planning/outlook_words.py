"""The sentences of a forecast: what is missing or odd in the figures, and why there is nothing or no band."""

from datetime import date

from dashboard.formats import day as german_day
from dashboard.formats import join, number
from dashboard.geography.articles import accusative
from dashboard.periods import Period

FIGURES = {"belegt": "Belegung", "plaetze": "Zahl der Plätze"}
MOVES = {"zugaenge": "Zugänge", "abgaenge": "Abgänge"}
PROTECTED_ENDED = (
    "Mindestens eine geschützte Unterkunft ist noch gemeldet, obwohl ihr Vertrag vor dem Quartal endete. Ihre Plätze "
    "zählen weiter mit; bitte die Befristung prüfen."
)
PROTECTED_NOT_COUNTED = (
    "Mindestens eine geplante geschützte Unterkunft ist nicht mitgerechnet, weil Ort oder Tag der Eröffnung fehlt oder "
    "nicht mehr stimmt. Bitte den Eintrag prüfen."
)
ENOUGH = 8
"""Quarters from which on past errors make a band."""


def negative(name: str, figure: str, value: float, quarter: Period) -> str:
    """A flow below zero."""
    return (
        f"Für {accusative(name)} sind im {quarter.label} {number(value)} {MOVES[figure]} gemeldet; das kann nicht "
        "stimmen und ist nicht verwendet. Lassen Sie die Meldung berichtigen."
    )


def never_reported(name: str) -> str:
    """No figures at all."""
    return f"Für {accusative(name)} ist keine Belegung bekannt; ohne sie gibt es keine Vorausschau."


def withheld(name: str, quarter: Period) -> str:
    """The newest value is withheld from this circle."""
    return (
        f"Für {accusative(name)} ist die Belegung im {quarter.label} zurückgehalten (•); deshalb gibt es hier keine "
        "Vorausschau."
    )


def not_reported(name: str, figure: str, quarter: Period, missing: tuple[str, ...], last: Period | None) -> str:
    """The newest value is missing; ``missing``: what a sum lacks."""
    lacking = f" (ohne Angabe: {join(missing)})" if missing else ""
    newest = f" Mit dem Stand {last.label} ist eine Vorausschau möglich." if last is not None else ""
    return (
        f"Für {accusative(name)} fehlt die {FIGURES[figure]} im {quarter.label}{lacking}; ohne sie wird nichts "
        f"berechnet.{newest}"
    )


def one_quarter(name: str) -> str:
    """Figures of one quarter only."""
    return f"Für {accusative(name)} gibt es erst ein Quartal mit Angaben; daraus lässt sich nichts ablesen."


def no_band(quarters: int) -> str:
    """Why low, middle and high are the same."""
    return (
        f"Die einfache Bilanz aus {number(quarters)} Quartalen, ohne Spanne: Wie weit sie danebenliegen kann, lässt "
        f"sich erst ab {number(ENOUGH)} Quartalen ohne Lücke aus früheren Fehlern sagen."
    )


def with_band(quarters: int, errors: int, *, district: bool) -> str:
    """What the band rests on."""
    whose = "des Landkreises" if district else "aller Orte"
    return (
        f"Die Bilanz aus {number(quarters)} Quartalen; die Spanne beruht auf {number(errors)} früheren Fehlern "
        f"{whose} mit genau diesem Verfahren, vier von fünf Werten sollen in ihr liegen."
    )


def ended_shelter(shelter: str, place: str, places: int, until: date, quarter: Period) -> str:
    """A lease that ended before the quarter, of a shelter that is still reported."""
    return (
        f"Der Vertrag für „{shelter}“ ({place}) endete am {german_day(until)}, die Unterkunft ist aber für das "
        f"{quarter.label} noch gemeldet. Ihre {_places(places)} zählen weiter mit; bitte die Befristung prüfen."
    )


def ended_places(place: str, places: int, until: date, quarter: Period) -> str:
    """The same without a name."""
    return (
        f"{place}: {_places(places)}, deren Vertrag am {german_day(until)} endete, sind für das {quarter.label} noch "
        "gemeldet. Sie zählen weiter mit."
    )


def planned_without_date(name: str, place: str, places: int) -> str:
    """A planned facility of which nobody knows when it opens."""
    return (
        f"Für „{name}“ ({place}, {_places(places)}) steht nicht fest, wann sie öffnet; sie ist nicht mitgerechnet. "
        "Tragen Sie den Tag ein, sobald er bekannt ist."
    )


def planned_overdue(name: str, place: str, opens: date, quarter: Period) -> str:
    """A planned facility that should have opened before the figures end."""
    return (
        f"„{name}“ ({place}) sollte am {german_day(opens)} öffnen, steht aber nach dem {quarter.label} noch auf "
        "„geplant“; sie ist nicht mitgerechnet. Tragen Sie den neuen Tag ein, oder dass sie eröffnet ist."
    )


def planned_nowhere(name: str, area: str) -> str:
    """A planned facility in a place that there is no longer."""
    return (
        f"„{name}“ ist für den Ort {area} geplant, den es im Landkreis nicht gibt; sie ist nicht mitgerechnet. "
        "Tragen Sie den heutigen Ort ein."
    )


def _places(count: int) -> str:
    return "1 Platz" if count == 1 else f"{number(count)} Plätze"
