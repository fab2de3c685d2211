"""Where organisations sit, and who took a practice example over: by circle, and never becoming known by it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.alliances import adoptions, commands, measures, queries, seats
from dashboard.alliances.adoptions import Adoption
from dashboard.alliances.forms import AllianceForm, MeasureForm, PartnerForm
from dashboard.alliances.seats import Seat
from dashboard.catalogue import Catalogue
from dashboard.errors import NotAllowed, NotFound
from dashboard.network import commands as network
from dashboard.network import practice
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.network.practice import PracticeForm
from dashboard.store import Actor, Circle, Role, Store

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
STAFF = Actor("K", Role.VIEWER, Circle.COORDINATION)
PUBLIC = Actor("P", Role.VIEWER, Circle.PUBLIC)


def do(store: Store, command: Callable[..., Any], *args: Any) -> Any:
    with store.unit_of_work(ERIKA) as work:
        return command(work, *args)


def example(store: Store, catalogue: Catalogue, circle: Circle = Circle.COORDINATION) -> int:
    key: int = do(store, practice.add_practice, catalogue, PracticeForm("Praktikum plus", "Text", circle=circle))
    return key


def test_an_organisation_sits_where_it_leads_supports_and_takes_part(county: Store, catalogue: Catalogue) -> None:
    lead = do(county, network.add_organisation, catalogue, OrganisationForm("Stabsstelle", Kind.AUTHORITY))
    club = do(county, network.add_organisation, catalogue, OrganisationForm("Verein", Kind.CLUB))
    inner = do(county, commands.add_alliance, AllianceForm("Arbeit", lead=lead, support=club, circle=Circle.INTERNAL))
    open_ = do(county, commands.add_alliance, AllianceForm("Bildung"))
    do(county, commands.add_partner, PartnerForm(open_, club, "Kurse", date(2026, 1, 1), date(2026, 6, 30)))
    do(county, commands.add_partner, PartnerForm(inner, lead))
    with county.reading() as session:
        assert seats.seats(session, ERIKA) == (
            Seat(lead, "Bündnis", "Arbeit", "Federführung"),
            Seat(club, "Bündnis", "Arbeit", "Prozessbegleitung"),
            Seat(lead, "Bündnis", "Arbeit", "Partner"),
            Seat(club, "Bündnis", "Bildung", "Kurse", date(2026, 1, 1), date(2026, 6, 30)),
        )
        assert [seat.where for seat in seats.seats(session, STAFF)] == ["Bildung"]


@pytest.mark.parametrize(
    ("of_example", "of_alliance", "of_measure"),
    [
        (Circle.PUBLIC, Circle.COORDINATION, Circle.COORDINATION),
        (Circle.INTERNAL, Circle.PUBLIC, Circle.INTERNAL),
        (Circle.PUBLIC, Circle.PUBLIC, Circle.PUBLIC),
    ],
)
def test_an_adopted_example_is_a_planned_measure_for_the_narrower_circle_of_the_two(
    county: Store, catalogue: Catalogue, of_example: Circle, of_alliance: Circle, of_measure: Circle
) -> None:
    key = example(county, catalogue, of_example)
    alliance = do(county, commands.add_alliance, AllianceForm("Arbeit", circle=of_alliance))
    do(county, adoptions.adopt, key, alliance)
    with county.reading() as session:
        (entry,) = queries.measures(session, ERIKA)
        assert (entry.form.text, entry.practice, entry.form.practice) == ("Praktikum plus", "Praktikum plus", key)
        assert (entry.form.state.label, entry.form.circle) == ("geplant", of_measure)
        assert adoptions.adoptions(session, ERIKA) == {
            key: (Adoption("Maßnahme", "Praktikum plus", "Arbeit", "geplant"),)
        }
        seen = of_measure is Circle.PUBLIC
        assert (key in adoptions.adoptions(session, PUBLIC)) is seen


def test_a_measure_does_not_name_an_example_of_a_wider_circle(county: Store, catalogue: Catalogue) -> None:
    key = example(county, catalogue, Circle.INTERNAL)
    alliance = do(county, commands.add_alliance, AllianceForm("Arbeit"))
    do(county, measures.add_measure, MeasureForm(alliance, "Kurs", practice=key))
    with county.reading() as session:
        (entry,) = queries.measures(session, STAFF)
        assert (entry.practice, entry.form.practice) == ("", None)
        assert adoptions.adoptions(session, STAFF) == {}
        assert queries.measures(session, ERIKA)[0].practice == "Praktikum plus"


def test_what_is_not_there_is_not_adopted_and_only_editors_adopt(county: Store, catalogue: Catalogue) -> None:
    key = example(county, catalogue)
    with pytest.raises(NotFound, match=r"Das Bündnis Nr\. 9 gibt es nicht"):
        do(county, adoptions.adopt, key, 9)
    alliance = do(county, commands.add_alliance, AllianceForm("Arbeit"))
    with pytest.raises(NotFound, match=r"Das Praxisbeispiel Nr\. 9 gibt es nicht"):
        do(county, adoptions.adopt, 9, alliance)
    with pytest.raises(NotAllowed), county.unit_of_work(STAFF) as work:
        adoptions.adopt(work, key, alliance)
