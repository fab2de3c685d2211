"""Quota and outlook are a ready set: each circle has what it may see, and what there is not is said."""

from datetime import date

import pytest
from council_room import Room

from dashboard.council import builders, ready
from dashboard.council.answers import NoExhibit
from dashboard.council.content import ready_content
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.exhibits import table
from dashboard.exhibits.charts import Bars, Lines
from dashboard.periods import Period
from dashboard.planning.commands import add_period, publish_period
from dashboard.planning.forms import PeriodForm
from dashboard.store import Circle

Q3, TODAY = Period("2026-Q3"), date(2026, 11, 26)
DECIDED = {"decided_by": "Innenministerium", "decided_on": date(2026, 9, 1), "reason": "Prognose"}


@pytest.fixture
def housed(room: Room) -> Room:
    for code, aue in (("2026-Q1", 30), ("2026-Q2", 34), ("2026-Q3", 38)):
        room.report(
            ("plaetze", room.AUE, code, 40), ("belegt", room.AUE, code, aue), ("nutzbar_frei", room.AUE, code, 2),
            ("plaetze", room.BACH, code, 60), ("belegt", room.BACH, code, 50), ("nutzbar_frei", room.BACH, code, 8),
        )  # fmt: skip
    for area, people in ((room.AUE, 3_000), (room.BACH, 1_000)):
        room.report(("einwohner", area, "2024", people))
    return room


def made(session, room: Room, name: str, circle: Circle = Circle.INTERNAL, *, until: Period = Q3, **more):
    source = Source(session, circle, room.catalogue, until, TODAY)
    return builders.BUILDERS[name].make(source, Reference(name, **more))


def test_without_a_period_or_figures_each_page_says_so(room: Room) -> None:
    for name, said in (
        ("quota", "Ein Verteilzeitraum ist hier nicht eingetragen oder nicht veröffentlicht."),
        ("quota-map", "Ein Verteilzeitraum"),
        ("planning-money", "Kosten und Erstattungen sind hier bisher nicht gemeldet."),
        ("outlook", "Musterland"),
        ("outlook-places", "Musterland"),
    ):
        with pytest.raises(NoExhibit, match=said):
            room.look(made, room, name)


def test_the_ready_set_shows_quota_map_outlook_and_places_and_other_circles_wait_for_publication(housed: Room) -> None:
    form = PeriodForm(date(2026, 10, 1), date(2027, 3, 31), 40, carried_over=0, basis=Period("2024"), **DECIDED)
    key = housed.do(add_period, form)
    content = housed.look(ready_content, housed.catalogue, ready.PLANNING, Q3, Circle.INTERNAL)
    assert ready.ready_set(ready.PLANNING).title == "Soll und Ausblick"
    assert [page.answer for page in content.pages if page.answer] == []
    charts = [page.exhibit.chart for page in content.pages if page.exhibit is not None]
    assert [type(chart).__name__ for chart in charts] == ["Bars", "PlaceMap", "Lines", "NoneType"]
    shown = housed.look(made, housed, "quota")
    assert isinstance(shown.chart, Bars)
    assert table(shown)["Soll berechnet"].tolist() == ["30", "10", "40"]
    assert housed.look(made, housed, "accommodation-map", metric="noch_aufzunehmen").key == (
        housed.look(made, housed, "quota-map").key
    )
    assert isinstance(housed.look(made, housed, "outlook", area=housed.AUE).chart, Lines)
    housed.report(("plaetze", housed.AUE, "2026-Q4", 40), ("belegt", housed.AUE, "2026-Q4", 39))
    later = housed.look(made, housed, "outlook", area=housed.BACH, until=Period("2026-Q4"))
    assert later.as_of == "30.09.2026"  # the newest quarter it has
    with pytest.raises(NoExhibit, match="keinen eigenen Ausblick"):
        housed.look(made, housed, "outlook", area="99001999")
    with pytest.raises(NoExhibit, match="nicht veröffentlicht"):
        housed.look(made, housed, "quota", Circle.PUBLIC)
    housed.do(publish_period, key)
    assert table(housed.look(made, housed, "quota", Circle.PUBLIC))["Soll berechnet"].tolist() == ["30", "10", "40"]
