"""The invented suppliers of facilities tables: for which Gemeinden each speaks, when, and in which spelling."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.demo.places import MUNICIPALITIES
from dashboard.demo.shelters import QUARTERS
from dashboard.demo.spelling import Style
from dashboard.periods import Period

HISTORY = 5
"""The office began in January 2026: the quarters before came from each supplier as one table, the later ones singly."""
MARK = "(Beispieldaten)"
NOTE = "Hinweis: Beispieldaten, frei erfunden."

PERIOD_AND_PLACE = ("quartal", "ags")
PERIOD_AND_NAME = ("quartal", "gemeinde")
HOUSE = ("unterkunft", "art", "traeger", "betreiber")
BASE_FIGURES = ("plaetze", "gesperrt", "belegt", "zugaenge", "abgaenge")
LEGAL_GROUPS = ("davon_asylblg", "davon_sgb", "davon_selbstzahler")
POSITION = ("breite", "laenge")
REST = ("befristet_bis", "barrierefrei", "zielgruppe", "bemerkung")


@dataclass(frozen=True)
class Supplier:
    """One invented sender of facilities tables."""

    name: str
    short: str
    """For file names."""
    areas: tuple[str, ...]
    columns: tuple[str, ...]
    style: Style
    delay: int
    """Days from the end of a quarter until the table usually comes."""
    flats_one_by_one: bool = False
    """True where every flat is a row of its own; otherwise one row holds their total."""
    first: int = 0
    """The first quarter with a facilities table, counted from 0."""
    silent: tuple[int, ...] = ()
    """Quarters without any table."""
    late: tuple[tuple[int, int], ...] = ()
    """Quarter and number of days where the table came much later than usual."""

    def columns_of(self, quarters: tuple[int, ...]) -> tuple[str, ...]:
        """The columns of a table; with several quarters it has to say them even where it usually does not."""
        return self.columns if len(quarters) == 1 or "quartal" in self.columns else ("quartal", *self.columns)

    def days_until(self, quarter: int) -> int:
        """Days from the end of this quarter until its table came."""
        return dict(self.late).get(quarter, self.delay)


def _area(number: int) -> str:
    return MUNICIPALITIES[number - 1].area


TOWN = Supplier(
    f"Stadt Musterstadt {MARK}",
    "Musterstadt",
    (_area(1),),
    (
        *PERIOD_AND_PLACE,
        "unterkunft_id",
        *HOUSE,
        *BASE_FIGURES,
        "nutzbar_frei",
        *LEGAL_GROUPS,
        "geschuetzt",
        *POSITION,
        *REST,
    ),
    Style(),
    delay=9,
)

BEISPIELHAUSEN = Supplier(
    f"Gemeinde Beispielhausen {MARK}",
    "Beispielhausen",
    (_area(2),),
    (*PERIOD_AND_NAME, *HOUSE, *BASE_FIGURES, "nutzbar_frei", *LEGAL_GROUPS, *POSITION, *REST),
    Style(
        encoding="cp1252",
        period="roman",
        titles=("Gemeinde Beispielhausen: Unterkünfte für Geflüchtete", "Beispieldaten, frei erfunden"),
        notes=(NOTE, "Plätze im Flur des Klostergartens sind während der Sanierung gesperrt."),
        headers={
            "quartal": "Berichtsquartal",
            "gemeinde": "Kommune",
            "unterkunft": "Name der Unterkunft",
            "art": "Art",
            "traeger": "Träger",
            "betreiber": "Betreiber",
            "plaetze": "Anzahl Plätze",
            "gesperrt": "Gesperrt",
            "nutzbar_frei": "Nutzbar frei",
            "belegt": "Belegung",
            "zugaenge": "Zugänge",
            "abgaenge": "Abgänge",
            "breite": "Breite",
            "laenge": "Länge",
            "befristet_bis": "Befristet bis",
            "bemerkung": "Bemerkung",
        },
    ),
    delay=12,
    flats_one_by_one=True,
)

FABELSIEK = Supplier(
    f"Gemeinde Fabelsiek {MARK}",
    "Fabelsiek",
    (_area(3),),
    (*PERIOD_AND_NAME, *HOUSE, *BASE_FIGURES, *LEGAL_GROUPS, *POSITION, *REST),
    Style(
        encoding="utf-8",
        delimiter=",",
        decimal=".",
        period="date",
        words={"Gemeinschaftsunterkunft": "GU", "Wohnung": "Whg."},
    ),
    delay=14,
    flats_one_by_one=True,
    late=((7, 27),),
)

PROBENMUEHLEN = Supplier(
    f"Gemeinde Probenmühlen {MARK}",
    "Probenmuehlen",
    (_area(4),),
    (*PERIOD_AND_NAME, *HOUSE, *BASE_FIGURES, *LEGAL_GROUPS, *POSITION, *REST),
    Style(
        encoding="cp1252",
        period="slash",
        notes=("1) ohne gesperrte Plätze kleiner Umbauten", NOTE),
        headers={
            "quartal": "Quartal",
            "gemeinde": "Gemeinde",
            "unterkunft": "Unterkunft",
            "art": "Art",
            "plaetze": "Plätze1)",
            "gesperrt": "gesperrt (Plätze)",
            "belegt": "Belegte Plätze",
            "zugaenge": "Zugänge (Personen)",
            "abgaenge": "Abgänge (Personen)",
        },
        words={"Gemeinschaftsunterkunft": "Sammelunterkunft"},
    ),
    delay=8,
    silent=(2,),
)

VORBILDINGEN = Supplier(
    f"Flecken Vorbildingen {MARK}",
    "Vorbildingen",
    (_area(5),),
    ("gemeinde", *HOUSE, *BASE_FIGURES, *POSITION, *REST),
    Style(encoding="utf-8", notes=(NOTE,)),
    delay=15,
    silent=(7,),
)

GLEICHNISRODE = Supplier(
    f"Gemeinde Gleichnisrode {MARK}",
    "Gleichnisrode",
    (_area(6),),
    (*PERIOD_AND_PLACE, *HOUSE, "anrechnung", *BASE_FIGURES, *POSITION, *REST),
    Style(delimiter=",", decimal=".", period="words"),
    delay=6,
)

SKIZZENTAL = Supplier(
    f"Samtgemeinde Skizzental {MARK}",
    "SG_Skizzental",
    (_area(7), _area(8), _area(9)),
    (*PERIOD_AND_NAME, *HOUSE, *BASE_FIGURES, "nutzbar_frei", *LEGAL_GROUPS, *POSITION, *REST),
    Style(encoding="cp1252", period="joined", headers={"plaetze": "Plätze", "belegt": "Belegung"}),
    delay=11,
    first=2,
)
"""Up to 2025-Q1 it sent one total for the whole Samtgemeinde (a wide table), since then one row a house."""

SUPPLIERS = (TOWN, BEISPIELHAUSEN, FABELSIEK, PROBENMUEHLEN, VORBILDINGEN, GLEICHNISRODE, SKIZZENTAL)

TOTALS = tuple(range(SKIZZENTAL.first))
"""Quarters in which the Samtgemeinde sent its total only."""


def batches(silent: tuple[int, ...] = (), first: int = 0) -> list[tuple[int, ...]]:
    """The quarters of each table of a supplier: those before the start in one, then one table a quarter."""
    known = tuple(quarter for quarter in range(first, HISTORY) if quarter not in silent)
    return [known, *((quarter,) for quarter in range(HISTORY, len(QUARTERS)) if quarter not in silent)]


def span(quarters: tuple[int, ...]) -> str:
    """The quarters of a table for its file name."""
    codes = [QUARTERS[quarter] for quarter in quarters]
    return codes[0] if len(codes) == 1 else f"{codes[0]}_bis_{codes[-1]}"


def arrival(quarters: tuple[int, ...], days: int) -> date:
    """The day a table comes: ``days`` after the end of its last quarter, or the Monday after that."""
    return working_day(Period.of(QUARTERS[quarters[-1]]).last + timedelta(days=days))


def working_day(day: date) -> date:
    """The same day, or the Monday after it where it is a weekend's."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
