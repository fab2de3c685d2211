"""Organisations, functions, practice examples and hurdles are found from the commit on; mailboxes never."""

from collections.abc import Callable
from datetime import date

from dashboard.catalogue import Catalogue
from dashboard.network import commands, guarded, hurdles, practice
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.guarded import HURDLE, PRACTICE
from dashboard.network.hurdles import HurdleForm
from dashboard.network.indexing import everything
from dashboard.network.kinds import HurdleState, Kind
from dashboard.network.practice import PracticeForm
from dashboard.store import Actor, Circle, Role, Store, search

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)


def do(store: Store, command: Callable[..., object], *words: object, **more: object) -> int:
    with store.unit_of_work(ERIKA) as work:
        return command(work, *words, **more)  # type: ignore[return-value]


def found(store: Store, query: str, circle: Circle = Circle.INTERNAL) -> list[tuple[str, str]]:
    """Kind and title of what is found, by kind."""
    with store.reading() as session:
        return sorted((hit.kind, hit.title) for hit in search.find(session, circle, query).hits)


def agrees(store: Store) -> None:
    """The index holds what the tables say."""
    with store.reading() as session:
        assert set(search.kept(session)) == {one for one in everything(session) if one.in_use}


def test_every_write_leaves_the_index_as_the_tables_say(county: Store, catalogue: Catalogue) -> None:
    club = do(county, commands.add_organisation, catalogue, OrganisationForm("Verein", Kind.CLUB))
    do(county, commands.change_organisation, catalogue, club, OrganisationForm("Heimatverein", Kind.CLUB), seen=1)
    role = do(county, commands.add_function, FunctionForm(club, "Vorstand"))
    do(county, commands.change_function, role, FunctionForm(club, "Vorsitz"), seen=1)
    agrees(county)
    shown = do(county, practice.add_practice, catalogue, PracticeForm("Paten", "Lotsen begleiten"))
    do(
        county,
        practice.change_practice,
        catalogue,
        shown,
        PracticeForm("Patenschaft", "Lotsen", learned="Zeit"),
        seen=1,
    )
    hurdle = do(county, hurdles.add_hurdle, catalogue, HurdleForm("Wartezeit", "Kein Termin", rule="§ 5 AsylbLG"))
    told = HurdleForm("Wartezeit", "Kein Termin", state=HurdleState.SOLVED, outcome="Neue Stelle")
    do(county, hurdles.change_hurdle, catalogue, hurdle, told, seen=1)
    agrees(county)
    assert found(county, "neue stelle") == [("hurdle", "Wartezeit")]
    do(county, commands.archive_function, role, "Beendet")
    agrees(county)
    do(county, commands.restore_function, role)
    do(county, commands.archive_organisation, club, "Aufgelöst")
    do(county, guarded.archive, PRACTICE, shown, "Veraltet")
    do(county, guarded.archive, HURDLE, hurdle, "Erledigt")
    agrees(county)
    assert [found(county, word) for word in ("verein", "vorsitz", "paten", "wartezeit")] == [[]] * 4
    do(county, commands.restore_organisation, club)
    do(county, guarded.restore, PRACTICE, shown)
    do(county, guarded.restore, HURDLE, hurdle)
    agrees(county)
    assert found(county, "heimat") == [("function", "Vorsitz"), ("organisation", "Heimatverein")]


def test_a_mailbox_is_never_found_and_organisations_not_in_public(county: Store, catalogue: Catalogue) -> None:
    helpers = do(county, commands.add_organisation, catalogue, OrganisationForm("Helferkreis", Kind.VOLUNTEERS))
    form = FunctionForm(helpers, "Fahrdienst", "privatpost@aue.example", consent_on=date(2026, 1, 14))
    do(county, commands.add_function, form)
    assert found(county, "privatpost") == []
    assert found(county, "aue.example") == []
    assert found(county, "fahrdienst", Circle.COORDINATION) == [("function", "Fahrdienst")]
    assert found(county, "helferkreis", Circle.PUBLIC) == []


def test_practice_and_hurdles_are_found_in_their_circle(county: Store, catalogue: Catalogue) -> None:
    do(county, practice.add_practice, catalogue, PracticeForm("Sprachpaten", "Straßenfest", circle=Circle.PUBLIC))
    do(county, hurdles.add_hurdle, catalogue, HurdleForm("Sperre", "Straßenbahn fehlt", circle=Circle.INTERNAL))
    assert found(county, "strasse", Circle.PUBLIC) == [("practice", "Sprachpaten")]
    assert found(county, "strasse") == [("hurdle", "Sperre"), ("practice", "Sprachpaten")]
