"""What the houses of a read cost, and that they serve that read only."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from accommodation.test_accommodation_history import CATALOGUE, NORD, PLACES, Q2, Q3, SUED, house, release_all, report
from dashboard.accommodation.confidentiality import refresh_places
from dashboard.accommodation.houses import Houses
from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.values import figures_of
from dashboard.store import Actor, Circle, Store

DISTRICT = "99001"
CODES = (*FIGURES, "auslastung", "belegt_je_1000")


@pytest.fixture
def sums() -> Iterator[Counter[str]]:
    """How often the facilities were added up, per place and per kind, since the test began."""
    found: Counter[str] = Counter()

    def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "FROM accommodation_report LEFT OUTER JOIN occupancy" in statement.replace("\n", ""):
            found["kinds" if "occupancy.kind" in statement else "places"] += 1

    event.listen(Engine, "before_cursor_execute", count)
    yield found
    event.remove(Engine, "before_cursor_execute", count)


@pytest.fixture
def county(store: Store) -> Store:
    report(store, NORD, Q2, [house(10, 9), house(10, 8), house(10, 7)])
    report(store, NORD, Q3, [house(10, 9), house(10, 8), house(12, 2, protected=True)])
    report(store, SUED, Q3, [house(30, 20), house(5, 1, kind="NU")])
    release_all(store)
    return store


def test_all_indicators_of_a_read_add_the_facilities_up_once(county: Store, sums: Counter[str]) -> None:
    with county.reading() as session:
        houses = Houses(session, Circle.INTERNAL, PLACES, DISTRICT)
        for code in CODES:
            assert figures_of(session, Circle.INTERNAL, CATALOGUE, code, PLACES, DISTRICT, houses=houses) or (
                code not in ("belegt", "plaetze", "auslastung")
            )
    assert sums == {"places": 1, "kinds": 1}


def test_a_read_without_accommodation_adds_no_facilities_up(county: Store, sums: Counter[str]) -> None:
    with county.reading() as session:
        houses = Houses(session, Circle.PUBLIC, PLACES, DISTRICT)
        figures_of(session, Circle.PUBLIC, CATALOGUE, "einwohner", PLACES, DISTRICT, houses=houses)
    assert sums == {}


def test_a_release_adds_the_facilities_up_once(county: Store, sums: Counter[str]) -> None:
    with county.unit_of_work(Actor.local()) as work:
        assert refresh_places(work, CATALOGUE, PLACES, DISTRICT) > 0
        work.record("figures", "disclosure.made", "suppression")
    assert sums == {"places": 1, "kinds": 1}


@pytest.mark.parametrize("circle", list(Circle))
def test_values_are_the_same_as_of_each_indicator_alone(county: Store, circle: Circle) -> None:
    with county.reading() as session:
        houses = Houses(session, circle, PLACES, DISTRICT)
        together = [figures_of(session, circle, CATALOGUE, c, PLACES, DISTRICT, houses=houses) for c in CODES]
        assert together == [figures_of(session, circle, CATALOGUE, c, PLACES, DISTRICT) for c in CODES]
    assert any(value.value is not None for values in together for value in values)


def test_houses_of_another_circle_or_session_are_refused(county: Store) -> None:
    with county.reading() as session, county.reading() as other:
        inside = Houses(session, Circle.INTERNAL, PLACES, DISTRICT)
        with pytest.raises(ValueError, match="another circle"):
            figures_of(session, Circle.PUBLIC, CATALOGUE, "belegt", PLACES, DISTRICT, houses=inside)
        with pytest.raises(ValueError, match="another circle"):
            figures_of(other, Circle.INTERNAL, CATALOGUE, "belegt", PLACES, DISTRICT, houses=inside)
