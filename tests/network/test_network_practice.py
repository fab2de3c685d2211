"""Practice examples and hurdles: kept with both texts, seen by their circle, and in public without mailboxes."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.catalogue import Catalogue
from dashboard.errors import NotAllowed, NotFound, UserError
from dashboard.network import commands, guarded, hurdles, practice
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.guarded import HURDLE, PRACTICE
from dashboard.network.hurdles import HurdleForm, HurdleInvalid
from dashboard.network.kinds import HurdleState, Kind
from dashboard.network.practice import Ask, PracticeForm, PracticeInvalid
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork
from dashboard.store.kept import EditConflict, ReasonMissing, TextInvalid

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL)
STAFF = Actor("K", Role.VIEWER, Circle.COORDINATION)
PUBLIC = Actor("P", Role.ADMIN, Circle.PUBLIC)


@pytest.fixture
def asked(county: Store, catalogue: Catalogue) -> tuple[int, int, int]:
    """A Jobcenter, a function of it, and the volunteers' function of a club."""
    with county.unit_of_work(ERIKA) as work:
        office = commands.add_organisation(work, catalogue, OrganisationForm("Jobcenter", Kind.AUTHORITY))
        club = commands.add_organisation(work, catalogue, OrganisationForm("Hand in Hand", Kind.VOLUNTEERS))
        function = commands.add_function(work, FunctionForm(office, "Fachkraft", "fachkraft@jobcenter.example"))
        patron = commands.add_function(work, FunctionForm(club, "Patin", "patin@x.example", True, date(2026, 3, 2)))
    return office, function, patron


def written(store: Store, command: Callable[[UnitOfWork], int]) -> int:
    with store.unit_of_work(ERIKA) as work:
        return command(work)


def example(store: Store, catalogue: Catalogue, form: PracticeForm) -> int:
    return written(store, lambda work: practice.add_practice(work, catalogue, form))


def seen_by(store: Store, actor: Actor, *, archived: bool = False) -> list[practice.PracticeEntry]:
    with store.reading() as session:
        return list(practice.practices(session, actor, archived=archived))


def obstacle(store: Store, catalogue: Catalogue, form: HurdleForm) -> int:
    return written(store, lambda work: hurdles.add_hurdle(work, catalogue, form))


def test_an_example_is_read_with_the_names_of_place_organisation_and_whom_to_ask(
    county: Store, catalogue: Catalogue, asked: tuple[int, int, int]
) -> None:
    office, function, _ = asked
    before = county.versions()
    example(county, catalogue, PracticeForm("  Praktikum  plus", "Text", "labour", "99001001", office, "Gut",
        "7 von 12, 2026", "praktika", "Viel", "Zeit", function))  # fmt: skip
    (entry,) = seen_by(county, STAFF)
    assert (entry.form.title, entry.place, entry.organisation) == ("Praktikum plus", "Aue", "Jobcenter")
    assert entry.ask == Ask("Fachkraft", "Jobcenter", "fachkraft@jobcenter.example")
    assert (entry.life.version, entry.life.changed_by) == (1, "Erika")
    assert county.versions() == before | {"network": before["network"] + 1}


def test_the_public_reads_only_public_examples_and_never_a_mailbox_a_volunteer_or_who_wrote_it(
    county: Store, catalogue: Catalogue, asked: tuple[int, int, int]
) -> None:
    office, function, patron = asked
    for circle in Circle:
        example(county, catalogue, PracticeForm(f"Beispiel {circle}", "Text", organisation=office, function=function,
            circle=circle))  # fmt: skip
    example(county, catalogue, PracticeForm("Beispiel Patin", "Text", function=patron, circle=Circle.PUBLIC))
    found = seen_by(county, PUBLIC)
    assert [(one.form.title, one.organisation, one.ask) for one in found] == [
        ("Beispiel Patin", "", None), ("Beispiel public", "Jobcenter", Ask("Fachkraft", "Jobcenter", ""))
    ]  # fmt: skip
    assert {(one.form.organisation, one.form.function, one.life.changed_by) for one in found} == {(None, None, "")}
    assert "@" not in repr(found)
    assert len(seen_by(county, STAFF)) == 3
    assert len(seen_by(county, ERIKA)) == 4


def test_an_example_of_another_circle_is_not_found(county: Store, catalogue: Catalogue) -> None:
    key = example(county, catalogue, PracticeForm("Intern", "Text", circle=Circle.INTERNAL))
    with county.reading() as session:
        assert practice.practice(session, ERIKA, key).form.title == "Intern"
        with pytest.raises(NotFound, match="oder nicht für diesen Kreis"):
            practice.practice(session, STAFF, key)


def test_a_mailbox_ends_with_its_organisation_while_the_names_stay(
    county: Store, catalogue: Catalogue, asked: tuple[int, int, int]
) -> None:
    office, function, _ = asked
    key = example(county, catalogue, PracticeForm("A", "Text", organisation=office, function=function))
    with county.unit_of_work(ERIKA) as work:
        commands.archive_organisation(work, office, "Aufgelöst")
    (entry,) = seen_by(county, ERIKA)
    assert (entry.organisation, entry.ask) == ("Jobcenter", Ask("Fachkraft", "Jobcenter", ""))
    with county.unit_of_work(ERIKA) as work:
        form = PracticeForm("A", "Neuer Text", organisation=office, function=function)
        assert practice.change_practice(work, catalogue, key, form, seen=1) == "„A“ ist gespeichert."
    with pytest.raises(NotFound, match="archiviert"):
        example(county, catalogue, PracticeForm("B", "Text", organisation=office))


@pytest.mark.parametrize(
    ("form", "error", "sentence"),
    [
        (PracticeForm("", "Text"), TextInvalid, "Bitte „Titel“ angeben"),
        (PracticeForm("A", " "), TextInvalid, "Bitte „Was wurde gemacht“ angeben"),
        (PracticeForm("A", "x" * 100_001), TextInvalid, "hat 100.001 Zeichen, möglich sind 100.000"),
        (PracticeForm("A", "T", figure="x" * 201), TextInvalid, "„Ergebnis als Zahl“ hat 201 Zeichen"),
        (PracticeForm("A", "T", field="unsinn"), PracticeInvalid, "Handlungsfeld „unsinn“ gibt es nicht"),
        (PracticeForm("A", "T", area="03157006"), PracticeInvalid, "kein Ort des Landkreises"),
        (PracticeForm("A", "T", indicator="unsinn"), PracticeInvalid, "Kennzahl „unsinn“ gibt es nicht"),
        (PracticeForm("A", "T", function=99), NotFound, r"Die Funktion Nr\. 99 gibt es nicht"),
    ],
)
def test_an_example_that_makes_no_sense_is_refused(
    county: Store, catalogue: Catalogue, form: PracticeForm, error: type[UserError], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        example(county, catalogue, form)
    assert seen_by(county, ERIKA) == []


def test_a_text_of_100000_characters_with_html_is_kept_as_typed(county: Store, catalogue: Catalogue) -> None:
    text = ("<script>alert(1)</script> **fett** " * 3_000)[:100_000].strip()
    example(county, catalogue, PracticeForm("A", text))
    assert seen_by(county, STAFF)[0].form.text == text


def test_whoever_saves_an_example_second_gets_both_texts(county: Store, catalogue: Catalogue) -> None:
    key = example(county, catalogue, PracticeForm("A", "Text"))
    with county.unit_of_work(OTTO) as work:
        practice.change_practice(work, catalogue, key, PracticeForm("A", "Ottos Text", area="99001002"), seen=1)
    with pytest.raises(EditConflict) as caught, county.unit_of_work(ERIKA) as work:
        practice.change_practice(work, catalogue, key, PracticeForm("A", "Erikas Text", "labour"), seen=1)
    field = catalogue.fields["labour"].title
    assert caught.value.theirs == {"Was wurde gemacht": "Ottos Text", "Handlungsfeld": "–", "Ort": "Bach"}
    assert caught.value.mine == {"Was wurde gemacht": "Erikas Text", "Handlungsfeld": field, "Ort": "–"}
    assert seen_by(county, ERIKA)[0].form.text == "Ottos Text"


@pytest.mark.parametrize("thing", [PRACTICE, HURDLE])
def test_what_is_archived_needs_a_reason_and_comes_back(
    county: Store, catalogue: Catalogue, thing: guarded.Thing
) -> None:
    add = {PRACTICE: lambda: example(county, catalogue, PracticeForm("A", "T")),
           HURDLE: lambda: obstacle(county, catalogue, HurdleForm("A", "T"))}  # fmt: skip
    key = add[thing]()
    with pytest.raises(ReasonMissing, match="„A“ wird archiviert"), county.unit_of_work(ERIKA) as work:
        guarded.archive(work, thing, key, " ")
    with county.unit_of_work(ERIKA) as work:
        assert guarded.archive(work, thing, key, "Doppelt") == f"{thing.word} „A“ ist archiviert."

    def counts(actor: Actor, *, archived: bool) -> int:
        with county.reading() as session:
            read = {PRACTICE: practice.practices, HURDLE: hurdles.hurdles}[thing]
            return len(read(session, actor, archived=archived))

    assert [counts(ERIKA, archived=False), counts(ERIKA, archived=True), counts(STAFF, archived=True)] == [0, 1, 0]
    with county.unit_of_work(ERIKA) as work:
        assert guarded.restore(work, thing, key) == f"{thing.word} „A“ ist wieder da."
    with county.unit_of_work(ERIKA) as work:
        assert guarded.restore(work, thing, key) == "Es hat sich nichts geändert."
    assert counts(STAFF, archived=False) == 1


def test_hurdles_stand_by_state_and_in_it_the_oldest_first(county: Store, catalogue: Catalogue) -> None:
    for title, state, since in (
        ("D", HurdleState.SOLVED, date(2024, 1, 1)),
        ("C", HurdleState.RAISED, date(2024, 1, 1)),
        ("Undatiert", HurdleState.OPEN, None),
        ("B", HurdleState.OPEN, date(2026, 2, 1)),
        ("A", HurdleState.OPEN, date(2025, 2, 1)),
    ):
        obstacle(county, catalogue, HurdleForm(title, "Text", since=since, state=state, outcome="Erledigt"))
    with county.reading() as session:
        assert [one.form.title for one in hurdles.hurdles(session, STAFF)] == ["A", "B", "Undatiert", "C", "D"]


def test_hurdles_are_seen_by_their_circle_and_in_public_without_a_name(county: Store, catalogue: Catalogue) -> None:
    for circle in Circle:
        obstacle(county, catalogue, HurdleForm(f"Hürde {circle}", "Text", area="99001001", circle=circle))
    with county.reading() as session:
        (entry,) = hurdles.hurdles(session, PUBLIC)
        assert (entry.form.title, entry.place, entry.life.changed_by) == ("Hürde public", "Aue", "")
        assert len(hurdles.hurdles(session, STAFF)) == 2


@pytest.mark.parametrize(
    ("form", "error", "sentence"),
    [
        (HurdleForm("", "T"), TextInvalid, "Bitte „Hürde“ angeben"),
        (HurdleForm("A", ""), TextInvalid, "Bitte „Was hindert“ angeben"),
        (HurdleForm("A", "T", since=date(2999, 1, 1)), HurdleInvalid, r"Der 01\.01\.2999 liegt in der Zukunft"),
        (HurdleForm("A", "T", state=HurdleState.SOLVED), HurdleInvalid, "Zu „gelöst“ gehört, was daraus wurde"),
        (HurdleForm("A", "T", state=HurdleState.UNSOLVABLE), HurdleInvalid, "Zu „nicht lösbar“ gehört"),
        (HurdleForm("A", "T", field="x"), HurdleInvalid, "Handlungsfeld „x“ gibt es nicht"),
    ],
)
def test_a_hurdle_that_makes_no_sense_is_refused(
    county: Store, catalogue: Catalogue, form: HurdleForm, error: type[UserError], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        obstacle(county, catalogue, form)


def test_whoever_saves_a_hurdle_second_gets_both_texts_in_german(county: Store, catalogue: Catalogue) -> None:
    key = obstacle(county, catalogue, HurdleForm("A", "Text", since=date(2026, 1, 2)))
    with county.unit_of_work(OTTO) as work:
        hurdles.change_hurdle(work, catalogue, key, HurdleForm("A", "Text", state=HurdleState.RAISED), seen=1)
    with pytest.raises(EditConflict) as caught, county.unit_of_work(ERIKA) as work:
        form = HurdleForm("A", "Text", since=date(2026, 1, 2), state=HurdleState.IN_CLARIFICATION)
        hurdles.change_hurdle(work, catalogue, key, form, seen=1)
    assert caught.value.theirs == {"Seit": "–", "Stand": "eingebracht"}
    assert caught.value.mine == {"Seit": "02.01.2026", "Stand": "in Klärung"}


@pytest.mark.parametrize("actor", [STAFF, Actor("V", Role.VIEWER, Circle.INTERNAL), PUBLIC])
def test_only_editors_of_the_office_write_examples_and_hurdles(
    county: Store, catalogue: Catalogue, actor: Actor
) -> None:
    with pytest.raises(NotAllowed), county.unit_of_work(actor) as work:
        practice.add_practice(work, catalogue, PracticeForm("A", "T"))
    with pytest.raises(NotAllowed), county.unit_of_work(actor) as work:
        hurdles.add_hurdle(work, catalogue, HurdleForm("A", "T"))
    with pytest.raises(NotAllowed), county.unit_of_work(actor) as work:
        guarded.restore(work, HURDLE, 1)
