"""Where the newest quarter says nothing of a place, an earlier one does under its own date."""

from dataclasses import replace
from datetime import date

from dashboard.periods import Period
from dashboard.planning.earlier import filled, lacking, looking_back
from dashboard.planning.outlook_views import Band, Forecast, Ground, MonthAhead, Outlook

ONE = Band(1, 1, 1)
SILENT = "Für Bach fehlt die Belegung."


def outlook(area: str, as_of: date, ground: Ground = Ground.BALANCE) -> Outlook:
    month = MonthAhead(Period.of("2026-10"), ONE, ONE, ONE)
    known = ground is not Ground.NOTHING
    return Outlook(
        area, area, ground, "Die Bilanz." if known else SILENT, as_of, 2, month if known else None,
        (month,) if known else (), (None, None, None), "", ("Notiz",) if known else (),
    )  # fmt: skip


def forecast(as_of: date, *, silent: str = "") -> Forecast:
    grounds = {area: Ground.NOTHING if area in silent.split() else Ground.BALANCE for area in ("L", "A", "B")}
    district, *places = (outlook(area, as_of, ground) for area, ground in grounds.items())
    return Forecast(district, tuple(places), None, (), ())


def test_only_what_is_lacking_is_taken_from_the_newest_of_the_earlier_quarters() -> None:
    newest = forecast(date(2026, 9, 30), silent="L B")
    found = filled(newest, [forecast(date(2026, 6, 30), silent="B"), forecast(date(2026, 3, 31))])
    assert {one.area: one.as_of for one in found.outlooks()} == {
        "L": date(2026, 6, 30), "A": date(2026, 9, 30), "B": date(2026, 3, 31),
    }  # fmt: skip
    assert found.of("B").notes == (SILENT, "Notiz")
    assert (lacking(newest), lacking(found)) == (True, False)


def test_what_nobody_knows_stays_unknown_with_the_newest_reason() -> None:
    newest = forecast(date(2026, 9, 30), silent="B")
    newest = replace(newest, places=(newest.places[0], replace(newest.places[1], why="Neu.")))
    found = filled(newest, [forecast(date(2026, 6, 30), silent="B")])
    assert (found.of("B").ground, found.of("B").why) == (Ground.NOTHING, "Neu.")
    assert filled(newest, []) == newest


def test_two_quarters_are_looked_back_to_and_only_where_something_is_lacking() -> None:
    asked: list[str] = []

    def of(period: Period, silent: str) -> Forecast:
        asked.append(period.code)
        return forecast(period.last, silent=silent)

    full = looking_back(lambda period: of(period, ""), Period.of("2026-Q1"))
    assert (full.district.as_of, asked) == (date(2026, 3, 31), ["2026-Q1"])
    asked.clear()
    found = looking_back(lambda period: of(period, "L A B" if period.code > "2025-Q3" else ""), Period.of("2026-Q1"))
    assert (found.district.as_of, asked) == (date(2025, 9, 30), ["2026-Q1", "2025-Q4", "2025-Q3"])
    asked.clear()
    never = looking_back(lambda period: of(period, "B"), Period.of("2026-Q1"))
    assert (never.of("B").ground, len(asked)) == (Ground.NOTHING, 3)
