"""Where a link inside the program leads: what the address of a page says beside quarter and circle, which stay."""

from dashboard.ui import reads
from dashboard.ui.visit import Here

FIELD, FIGURE, PLACES, ALLIANCE = "feld", "zahl", "orte", "buendnis"
"""Names in the address of the monitoring and of the alliances."""


def to_indicator(here: Here, code: str, area: str = "") -> dict[str, str]:
    """An indicator in the monitoring, with a place beside the district."""
    catalogue = reads.catalogue()
    entry = catalogue.indicators[code]
    address = {FIELD: catalogue.fields[entry.field].title, FIGURE: entry.short}
    own = reads.district(here).area
    if area and area != own:
        names = dict(zip(reads.places(here)["area"], reads.places(here)["name"], strict=True))
        address[PLACES] = names.get(area, "")
    return address
