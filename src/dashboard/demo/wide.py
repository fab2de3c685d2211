"""The wide tables: what Jobcenter, schools, volunteers' office, Fachdienst and statisticians of the county send."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.demo import figures, monitoring, suppliers
from dashboard.demo.files import File
from dashboard.demo.places import (
    ASSOCIATION,
    ASSOCIATION_NAME,
    DISTRICT,
    DISTRICT_NAME,
    MUNICIPALITIES,
    NAMES,
    Municipality,
)
from dashboard.demo.shelters import QUARTERS
from dashboard.demo.spelling import Style
from dashboard.demo.suppliers import MARK, NOTE, SKIZZENTAL, TOTALS
from dashboard.periods import Period

Row = dict[str, str]

LEAST_SHOWN = 3
"""The Jobcenter replaces smaller counts by the secrecy sign, as the Bundesagentur does."""
SECRET, NOTHING, UNKNOWN, LATER = "*", "-", ".", "…"
MEMBERS = tuple(place.area for place in MUNICIPALITIES if place.association)
UNKNOWN_VOLUNTEERS = {("99001005", 3), ("99001005", 4)}
"""Gemeinde and quarters whose volunteers nobody could count."""
COUNTED_LATER = ("99001006", 7)
"""Gemeinde and quarter whose pupils are still being counted."""


@dataclass(frozen=True)
class Sender:
    """A supplier of wide tables with its quarterly figures and its spelling."""

    name: str
    short: str
    style: Style
    delay: int
    columns: tuple[str, ...]
    rows: Callable[["Sender", int], list[Row]]


def tables() -> list[File]:
    """All wide tables in the order of their arrival."""
    quarterly = [_quarterly(sender, quarters) for sender in SENDERS for quarters in suppliers.batches()]
    return sorted([*quarterly, _totals(), *_quotas(), *_yearly()], key=lambda file: (file.arrived, file.name))


def _quarterly(sender: Sender, quarters: tuple[int, ...]) -> File:
    rows = [row for quarter in quarters for row in sender.rows(sender, quarter)]
    arrived = suppliers.arrival(quarters, sender.delay)
    return _file(sender, f"Kennzahlen_{suppliers.span(quarters)}", sender.columns, rows, arrived)


def _file(sender: Sender, title: str, columns: Sequence[str], rows: Iterable[Row], arrived: date) -> File:
    return File(
        name=f"Beispieldaten_{sender.short}_{title}.csv",
        content=sender.style.table(columns, rows),
        supplier=sender.name,
        arrived=arrived,
    )


def _row(style: Style, quarter: int, area: str, values: Mapping[str, object]) -> Row:
    names = {**NAMES, ASSOCIATION: f"Samtgemeinde {ASSOCIATION_NAME}", DISTRICT: DISTRICT_NAME}
    start = {"quartal": style.quarter(QUARTERS[quarter]), "ags": area, "gemeinde": names[area]}
    return start | {name: str(value) for name, value in values.items()}


def _jobcenter(sender: Sender, quarter: int) -> list[Row]:
    """The Samtgemeinde in one row; small counts secret, so the district's row has its own totals."""
    rows, sums = [], dict.fromkeys(LABOUR, 0)
    for area in monitoring.SUPPLYING:
        numbers = {name: monitoring.number(name, area, quarter) for name in LABOUR}
        sums = {name: sums[name] + number for name, number in numbers.items()}
        rows.append(_row(sender.style, quarter, area, {name: _shown(number) for name, number in numbers.items()}))
    return [*rows, _row(sender.style, quarter, DISTRICT, sums)]


def _shown(number: int) -> str:
    return NOTHING if number == 0 else SECRET if number < LEAST_SHOWN else str(number)


def _education(sender: Sender, quarter: int) -> list[Row]:
    rows = []
    for area in monitoring.PLACES:
        values: dict[str, object] = {name: monitoring.number(name, area, quarter) for name in LEARNING}
        values["intkurs_b1_erreicht"] = monitoring.passed(area, quarter)
        if (area, quarter) == COUNTED_LATER:
            values["sprachfoerderung_schueler"] = LATER
        rows.append(_row(sender.style, quarter, area, values))
    school = "berufseinstieg_sprache_integration"
    district = {school: monitoring.number(school, DISTRICT, quarter)}
    return [*rows, _row(sender.style, quarter, DISTRICT, district)]


def _volunteers(sender: Sender, quarter: int) -> list[Row]:
    rows = []
    for area in monitoring.PLACES:
        values: dict[str, object] = {name: monitoring.number(name, area, quarter) for name in CIVIC}
        budget = monitoring.fund(area, quarter)
        paid = min(monitoring.number("ehrenamtstopf_ausgezahlt", area, quarter), budget)
        values |= {"ehrenamtstopf_budget": f"{budget},00", "ehrenamtstopf_ausgezahlt": f"{paid},00"}
        if (area, quarter) in UNKNOWN_VOLUNTEERS:
            values["ehrenamtliche"] = UNKNOWN
        rows.append(_row(sender.style, quarter, area, values))
    return rows


def _department(sender: Sender, quarter: int) -> list[Row]:
    rows = [
        _row(sender.style, quarter, area, {name: monitoring.number(name, area, quarter) for name in OWN})
        for area in monitoring.SUPPLYING
    ]
    values = {name: monitoring.number(name, DISTRICT, quarter) for name in OWN_DISTRICT}
    return [*rows, _row(sender.style, quarter, DISTRICT, values)]


LABOUR = ("arbeitslose_auslaender", "praktika", "ausbildung_begonnen", "vermittlungen")
LEARNING = ("sprachfoerderung_schueler", "intkurs_teilnehmende", "intkurs_pruefungen", "kompetenzfeststellung")
CIVIC = (
    "ehrenamtliche",
    "patenschaften",
    "initiativen",
    "treffpunkte",
    "veranstaltungen",
    "ehrenamtstopf_antraege",
    "ehrenamtstopf_ausgezahlt",
)
OWN = ("aufnahme_ist", "sicherheitsgespraeche", "brandschutzbegehungen")
OWN_DISTRICT = ("uma", "kosten_je_platz", "erstattung")

JOBCENTER = Sender(
    f"Jobcenter Musterland {MARK}",
    "Jobcenter",
    Style(
        encoding="cp1252",
        period="words",
        titles=("Jobcenter Musterland: Arbeitsmarkt", "Beispieldaten, frei erfunden"),
        notes=("* Werte unter 3 werden nicht ausgewiesen.", NOTE),
        headers={
            "quartal": "Berichtsquartal",
            "gemeinde": "Gemeinde oder Samtgemeinde",
            "arbeitslose_auslaender": "Arbeitslose Ausländer",
            "praktika": "Betriebspraktika",
            "ausbildung_begonnen": "Neue Ausbildungsverträge",
            "vermittlungen": "Integrationen in Arbeit",
        },
    ),
    13,
    ("quartal", "gemeinde", *LABOUR),
    _jobcenter,
)
EDUCATION = Sender(
    f"Bildungsbüro des Landkreises {MARK}",
    "Bildungsbuero",
    Style(encoding="utf-8", delimiter=",", period="date"),
    16,
    ("quartal", "ags", *LEARNING, "intkurs_b1_erreicht", "berufseinstieg_sprache_integration"),
    _education,
)
VOLUNTEERS = Sender(
    f"Koordinierungsstelle Ehrenamt {MARK}",
    "Ehrenamt",
    Style(period="slash", notes=(NOTE,), headers={"quartal": "Quartal", "gemeinde": "Gemeinde"}),
    18,
    ("quartal", "gemeinde", *CIVIC, "ehrenamtstopf_budget"),
    _volunteers,
)
DEPARTMENT = Sender(
    f"Fachdienst Migration und Teilhabe {MARK}",
    "Fachdienst",
    Style(),
    5,
    ("quartal", "ags", *OWN, *OWN_DISTRICT),
    _department,
)
SENDERS = (JOBCENTER, EDUCATION, VOLUNTEERS, DEPARTMENT)
STATISTICS = Sender(
    f"Statistikstelle des Landkreises {MARK}",
    "Statistikstelle",
    Style(headers={"einwohner": "Einwohnerzahl"}),
    delay=0,
    columns=("jahr", "ags", "einwohner", *monitoring.YEARLY, *monitoring.DISTRICT_YEARLY),
    rows=lambda sender, quarter: [],
)
"""Sends once a year, so no quarter has rows."""


def _totals() -> File:
    """The Samtgemeinde's totals for its three members, from before it sent one row a house."""
    columns = ("plaetze", "gesperrt", "belegt", "zugaenge", "abgaenge")
    style = SKIZZENTAL.style
    rows = [
        _row(style, quarter, ASSOCIATION, {name: figures.total(MEMBERS, quarter, name) for name in columns})
        for quarter in TOTALS
    ]
    return File(
        name=f"Beispieldaten_{SKIZZENTAL.short}_Unterbringung_{suppliers.span(TOTALS)}.csv",
        content=style.table(("quartal", "gemeinde", *columns), rows),
        supplier=SKIZZENTAL.name,
        arrived=date(2026, 1, 12),
    )


def _quotas() -> list[File]:
    """What each Gemeinde (or the Samtgemeinde) is to take in per quota period: three past ones, then the present."""
    periods = tuple(monitoring.QUOTAS)
    return [_quota(periods[:-1], date(2026, 1, 5)), _quota(periods[-1:], date(2026, 4, 21))]


def _quota(periods: Sequence[str], arrived: date) -> File:
    rows = [
        {"zeitraum": period, "ags": area, "aufnahme_soll": str(monitoring.quota(area, period))}
        for period in periods
        for area in monitoring.SUPPLYING
    ]
    title = f"Aufnahmesoll_{Period.of(periods[0]).first:%Y-%m}_bis_{Period.of(periods[-1]).last:%Y-%m}"
    return _file(DEPARTMENT, title, ("zeitraum", "ags", "aufnahme_soll"), rows, arrived)


def _yearly() -> list[File]:
    """What is known once a year; the inhabitants of 2024 come with the municipal directory."""
    older = [_year_row(place.area, 2023, _people(place, 2023)) for place in MUNICIPALITIES]
    older += [_year_row(place.area, 2024, _place_values(place, 2024)) for place in MUNICIPALITIES]
    newer = [_year_row(place.area, 2025, _people(place, 2025) | _place_values(place, 2025)) for place in MUNICIPALITIES]
    return [
        _year(older, 2024, date(2026, 1, 8)),
        _year(newer, 2025, date(2026, 6, 24)),
    ]


def _year(rows: list[Row], year: int, arrived: date) -> File:
    district = [
        _year_row(DISTRICT, year, _district_values(year)),
        _year_row(DISTRICT, year + 1, _early_values(year + 1)),
    ]
    return _file(STATISTICS, f"Jahreszahlen_{year}", STATISTICS.columns, [*rows, *district], arrived)


def _people(place: Municipality, year: int) -> Row:
    return {"einwohner": _dotted(place.inhabitants[year])}


def _place_values(place: Municipality, year: int) -> Row:
    return {name: str(monitoring.yearly(name, place.area, year)) for name in monitoring.YEARLY}


def _district_values(year: int) -> Row:
    known = monitoring.DISTRICT_YEARLY.items()
    return {name: str(values[year]) for name, values in known if name not in monitoring.EARLY}


def _early_values(year: int) -> Row:
    return {name: str(monitoring.DISTRICT_YEARLY[name][year]) for name in monitoring.EARLY}


def _year_row(area: str, year: int, values: Row) -> Row:
    return {"jahr": str(year), "ags": area} | values


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
