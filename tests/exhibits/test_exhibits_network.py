"""The volunteers' fund and the Arbeitsgelegenheiten per place: one sentence, one table, and nothing withheld drawn."""

import pytest
from exhibit_frames import PEINE
from monitoring_frames import Q3, column, row, seen

from dashboard.exhibits import carriers, volunteer_fund
from dashboard.exhibits.carriers import DIMENSION
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.volunteer_fund import BUDGET, PAID, REQUESTS, SHARE

TOWN = {"area": "03157006", "name": "Peine", "level": "municipality", "kind": "Stadt", "parent": "03157"}
VILLAGE = {"area": "03157007", "name": "Vechelde", "level": "municipality", "kind": "Gemeinde", "parent": "03157"}


def fund(**values: tuple[float | str, float | str, float | str]) -> Exhibit:
    """Values of district, town and village by indicator, all of the 3rd quarter of 2026."""
    opened = {}
    for code in (BUDGET, PAID, SHARE, REQUESTS):
        found = zip((PEINE, TOWN, VILLAGE), values.get(code, ()), strict=False)
        opened[code] = seen(*(row(place, "2026-Q3", value) for place, value in found), code=code)
    return volunteer_fund.places(opened, Q3)


def test_the_fund_says_what_was_paid_of_which_budget_and_where_nothing_is_left() -> None:
    exhibit = fund(
        ehrenamtstopf_budget=(4000, 3000, 1000), ehrenamtstopf_ausgezahlt=(3500, 3000, 500),
        ehrenamtstopf_anteil=(87.5, 100, 50), ehrenamtstopf_antraege=(20, 15, 5),
    )  # fmt: skip
    assert exhibit.sentence == (
        "Im 3. Quartal 2026 wurden im Landkreis Peine 3.500,00 Euro ausgezahlt von 4.000,00 Euro (88\u202f%); "
        "eingegangen sind 20 Anträge; ganz abgerufen ist der Topf in Peine."
    )
    assert column(exhibit, "Ort") == ["Peine", "Vechelde", "Landkreis Peine"]
    assert column(exhibit, "Abgerufen (%)") == ["100", "50", "88"]
    assert column(exhibit, "Eingegangen (Anträge)") == ["15", "5", "20"]
    assert isinstance(exhibit.chart, Bars)
    assert exhibit.chart.without == ("Landkreis Peine",)


def test_a_fund_nobody_has_reported_says_so() -> None:
    assert fund().sentence == "Zum Topf für Ehrenamtliche liegt noch keine Angabe vor."


def work(cells: dict[str, tuple[float | str, float | str]]) -> Exhibit:
    """Values of town and village by carrier; „“ is the whole."""
    rows = [
        row(place, "2026-Q3", value, members={DIMENSION: name} if name else {})
        for name, values in cells.items()
        for place, value in zip((TOWN, VILLAGE), values, strict=True)
    ]
    return carriers.places(seen(*rows, code="arbeitsgelegenheiten"), Q3, ("Kommune", "Wohlfahrtsverband"))


def test_carriers_are_stacked_in_the_order_of_the_vocabulary() -> None:
    exhibit = work({"": (20, 10), "Andere": (1, 0), "Wohlfahrtsverband": (7, 4), "Kommune": (12, 6)})
    assert [one.label for one in exhibit.columns] == ["Ort", "Kommune", "Wohlfahrtsverband", "Andere", "Insgesamt"]
    assert column(exhibit, "Kommune (Personen)") == ["12", "6"]
    assert isinstance(exhibit.chart, Bars)
    assert (exhibit.chart.stacked, exhibit.chart.y) == (True, ("c0", "c1", "c2"))


@pytest.mark.parametrize("cells", [{"": (20, 10)}, {"": (20, 10), "Kommune": (12, "•"), "Wohlfahrtsverband": (8, "•")}])
def test_where_a_part_is_withheld_only_the_wholes_are_drawn(cells: dict[str, tuple[float | str, float | str]]) -> None:
    exhibit = work(cells)
    assert isinstance(exhibit.chart, Bars)
    assert (exhibit.chart.stacked, exhibit.chart.y) == (False, ("total",))
    assert column(exhibit, "Insgesamt (Personen)") == ["20", "10"]
