"""The long tables of the Arbeitsgelegenheiten: one row per place and kind of carrier, and one for the place."""

from dashboard.demo import monitoring, suppliers
from dashboard.demo.files import File
from dashboard.demo.places import ASSOCIATION, ASSOCIATION_NAME, NAMES
from dashboard.demo.shelters import QUARTERS
from dashboard.demo.spelling import Style
from dashboard.demo.suppliers import MARK

SENDER = f"Fachdienst Soziales {MARK}"
DELAY = 11
COLUMNS = ("quartal", "gemeinde", "kennzahl", "traeger", "wert")
STYLE = Style(
    period="slash",
    headers={"quartal": "Quartal", "gemeinde": "Gemeinde", "kennzahl": "Kennzahl", "traeger": "Träger", "wert": "Wert"},
)
TITLE, TOTAL = "Arbeitsgelegenheiten § 5 AsylbLG", "Insgesamt"


def tables() -> list[File]:
    """All tables in the order of their arrival."""
    return [_table(quarters) for quarters in suppliers.batches()]


def _table(quarters: tuple[int, ...]) -> File:
    rows = [row for quarter in quarters for area in monitoring.SUPPLYING for row in _rows(area, quarter)]
    return File(
        name=f"Beispieldaten_Soziales_Arbeitsgelegenheiten_{suppliers.span(quarters)}.csv",
        content=STYLE.table(COLUMNS, rows),
        supplier=SENDER,
        arrived=suppliers.arrival(quarters, DELAY),
    )


def _rows(area: str, quarter: int) -> list[dict[str, str]]:
    parts = monitoring.by_carrier(area, quarter)
    names = {**NAMES, ASSOCIATION: f"Samtgemeinde {ASSOCIATION_NAME}"}
    start = {"quartal": STYLE.quarter(QUARTERS[quarter]), "gemeinde": names[area], "kennzahl": TITLE}
    counted = {**parts, TOTAL: sum(parts.values())}
    return [{**start, "traeger": carrier, "wert": str(number)} for carrier, number in counted.items()]
