"""Quotas and outlooks by hand, for tests of what is made of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.periods import Period
from dashboard.planning.kinds import Carrying, Counting
from dashboard.planning.outlook_views import Band, Forecast, Ground, MonthAhead, Outlook
from dashboard.planning.quota_views import Decided, PeriodView, Quota, QuotaRow, TermView
from dashboard.store.kept import Life

DECIDED = Decided("Innenministerium", date(2026, 9, 1), "Prognose")
AUE, BACH, CALM = "99001001", "99001002", "99001003"
NAMES = {"99001": "Landkreis Musterland", AUE: "Aue", BACH: "Bach", CALM: "Calm"}


def period(first=date(2026, 10, 1), last=date(2027, 3, 31), persons=60, **more) -> PeriodView:
    facts = {
        "id": 1, "first": first, "terms": (TermView(last, persons, DECIDED),), "previous": None, "carried_set": None,
        "carrying": Carrying.SHARED, "counting": Counting.REPORTED, "basis": Period("2024"), "note": "",
        "published": True, "life": Life(1, datetime(2026, 9, 2, tzinfo=UTC), "", None, None, None),
    }  # fmt: skip
    return PeriodView(**{**facts, **more})


def row(area=AUE, computed: int | None = 30, **more) -> QuotaRow:
    facts = {
        "name": NAMES.get(area, area), "inhabitants": 1000, "rule": None, "official": None, "carried_over": None,
        "credited": 0, "actual": 0, "sign": "", "until": date(2026, 10, 31), "why": "",
    }  # fmt: skip
    return QuotaRow(area=area, computed=computed, **{**facts, **more})


def quota(*places: QuotaRow, district: QuotaRow | None = None, findings=(), **more) -> Quota:
    return Quota(period(**more), district or row("99001", 60), places, tuple(findings))


def ahead(code: str, occupied: int, usable: int, wide: int = 0) -> MonthAhead:
    def band(middle: int) -> Band:
        return Band(middle - wide, middle, middle + wide)

    return MonthAhead(Period(code), band(occupied), Band(usable, usable, usable), band(usable - occupied))


MONTHS = [f"2026-{month}" for month in (10, 11, 12)] + [f"2027-{month:02}" for month in range(1, 10)]


def outlook(area=AUE, start=100, usable=110, monthly=2, wide=3, **more) -> Outlook:
    """Fuller by ``monthly`` every month, surer near than far."""
    facts = {
        "name": NAMES.get(area, area), "ground": Ground.ERRORS, "why": "Aus 8 Quartalen und ihren Fehlern.",
        "as_of": date(2026, 9, 30), "quarters": 8, "start": ahead("2026-09", start, usable),
        "months": tuple(
            ahead(code, start + monthly * number, usable, wide * number) for number, code in enumerate(MONTHS, 1)
        ),
        "lasts": (Period("2026-12"), Period("2027-03"), None),
        "sentence": f"Die Plätze in {NAMES.get(area, area)} reichen voraussichtlich bis Februar 2027.",
        "notes": ("Ein Hinweis.",),
    }  # fmt: skip
    return Outlook(area, **{**facts, **more})


def nothing(area=BACH) -> Outlook:
    return replace(
        outlook(area), ground=Ground.NOTHING, why="Für Bach liegt nur 1 Quartal vor.", start=None, months=(),
        as_of=None, quarters=1, lasts=(None, None, None), notes=(),
        sentence="Für Bach lässt sich noch kein Ausblick rechnen.",
    )  # fmt: skip


def forecast(district: Outlook | None = None, *places: Outlook, **more) -> Forecast:
    facts = {"backtest": None, "assumptions": ("Das Kontingent bleibt.",), "findings": ()}
    return Forecast(district or outlook("99001", 300, 330, 5), places, **{**facts, **more})
