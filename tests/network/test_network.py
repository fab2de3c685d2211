"""Organisations and functions: entered once, changed with both texts kept, archived with a reason."""

import threading
from datetime import date

import pytest
from sqlalchemy import select

from dashboard.catalogue import Catalogue
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.network import commands, queries
from dashboard.network.commands import FunctionForm, FunctionInvalid, OrganisationForm, OrganisationInvalid
from dashboard.network.kinds import Kind
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.kept import EditConflict, ReasonMissing, TextInvalid
from dashboard.store.models import Audit

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL)


def add(store: Store, catalogue: Catalogue, name: str, kind: Kind = Kind.CLUB, **more: str) -> int:
    with store.unit_of_work(ERIKA) as work:
        return commands.add_organisation(work, catalogue, OrganisationForm(name, kind, **more))


def add_function(store: Store, form: FunctionForm) -> int:
    with store.unit_of_work(ERIKA) as work:
        return commands.add_function(work, form)


def known(store: Store, *, archived: bool = False) -> list[queries.OrganisationEntry]:
    with store.reading() as session:
        return list(queries.organisations(session, ERIKA, archived=archived))


def test_an_organisation_is_entered_with_field_and_place_and_raises_the_networks_version(
    county: Store, catalogue: Catalogue
) -> None:
    before = county.versions()
    add(county, catalogue, "  Caritas   Musterland ", Kind.WELFARE, field="housing", area="99001001")
    (entry,) = known(county)
    assert (entry.name, entry.kind.label, entry.field, entry.area) == (
        "Caritas Musterland", "Wohlfahrtsverband", "housing", "99001001"
    )  # fmt: skip
    assert (entry.version, entry.changed_by) == (1, "Erika")
    assert county.versions() == before | {"network": before["network"] + 1}


@pytest.mark.parametrize("name", ["müllerhilfe e.v.", "Muellerhilfe E.V.", "MÜLLER-HILFE  e. V.", "Müller hilfe e.V."])
def test_a_second_organisation_of_the_same_name_is_refused_with_the_first_one_named(
    county: Store, catalogue: Catalogue, name: str
) -> None:
    add(county, catalogue, "Müllerhilfe e.V.")
    with pytest.raises(Conflict, match=r"„Müllerhilfe e\.V\.“ \(Verein\) gibt es schon"):
        add(county, catalogue, name, Kind.COMPANY)
    assert len(known(county)) == 1


def test_an_archived_organisation_of_the_name_is_to_be_brought_back(county: Store, catalogue: Catalogue) -> None:
    key = add(county, catalogue, "Hand in Hand")
    with county.unit_of_work(ERIKA) as work:
        commands.archive_organisation(work, key, "Aufgelöst")
    assert known(county) == []
    assert known(county, archived=True)[0].archived_why == "Aufgelöst"
    with pytest.raises(Conflict, match=r"archiviert am .* \(Aufgelöst\)\. Stellen Sie die Organisation wieder her"):
        add(county, catalogue, "HAND IN HAND")
    with county.unit_of_work(ERIKA) as work:
        assert commands.restore_organisation(work, key) == "„Hand in Hand“ ist wieder da."
    assert [(entry.name, entry.version) for entry in known(county)] == [("Hand in Hand", 3)]


def test_of_people_who_enter_the_same_organisation_at_once_one_succeeds(county: Store, catalogue: Catalogue) -> None:
    refused: list[str] = []

    def enter() -> None:
        try:
            add(county, catalogue, "Lernhaus")
        except Conflict as conflict:
            refused.append(str(conflict))

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(known(county)) == 1
    assert refused == ["„Lernhaus“ (Verein) gibt es schon. Bitte diesen Eintrag verwenden."] * 3


def test_renaming_to_a_name_that_is_taken_is_refused(county: Store, catalogue: Catalogue) -> None:
    add(county, catalogue, "Eins")
    key = add(county, catalogue, "Zwei")
    with pytest.raises(Conflict, match="„Eins“"), county.unit_of_work(ERIKA) as work:
        commands.change_organisation(work, catalogue, key, OrganisationForm("EINS", Kind.CLUB), seen=1)
    with county.unit_of_work(ERIKA) as work:
        commands.change_organisation(work, catalogue, key, OrganisationForm("ZWEI", Kind.CLUB), seen=1)


def test_whoever_saves_second_gets_both_texts_and_nothing_is_overwritten(county: Store, catalogue: Catalogue) -> None:
    key = add(county, catalogue, "Lernhaus")
    with county.unit_of_work(OTTO) as work:
        form = OrganisationForm("Lernhaus Aue", Kind.EDUCATION, "education", "99001001")
        assert commands.change_organisation(work, catalogue, key, form, seen=1) == "„Lernhaus Aue“ ist gespeichert."
    with pytest.raises(EditConflict) as caught, county.unit_of_work(ERIKA) as work:
        commands.change_organisation(work, catalogue, key, OrganisationForm("Lernhaus Bach", Kind.CLUB), seen=1)
    assert caught.value.theirs == {
        "Name": "Lernhaus Aue", "Art": "Bildungsträger", "Handlungsfeld": catalogue.fields["education"].title,
        "Ort": "Aue",
    }  # fmt: skip
    assert caught.value.mine == {"Name": "Lernhaus Bach", "Art": "Verein", "Handlungsfeld": "–", "Ort": "–"}
    assert (caught.value.who, caught.value.version) == ("Otto", 2)
    assert "Otto hat die Organisation „Lernhaus Aue“ am" in str(caught.value)
    assert "Dort steht jetzt:\nName: Lernhaus Aue" in str(caught.value)
    assert known(county)[0].name == "Lernhaus Aue"


def test_the_same_text_is_no_change_and_no_conflict(county: Store, catalogue: Catalogue) -> None:
    key, versions = add(county, catalogue, "Lernhaus"), county.versions()
    with county.unit_of_work(OTTO) as work:
        same = commands.change_organisation(work, catalogue, key, OrganisationForm("Lernhaus", Kind.CLUB), seen=0)
    assert same == "Es hat sich nichts geändert."
    assert county.versions() == versions


@pytest.mark.parametrize(
    ("name", "more", "error", "sentence"),
    [
        ("", {}, TextInvalid, "Bitte „Name“ angeben"),
        ("*", {}, OrganisationInvalid, "„\\*“ ist kein Name"),
        ("x" * 201, {}, TextInvalid, "hat 201 Zeichen, möglich sind 200"),
        ("A", {"field": "unsinn"}, OrganisationInvalid, "Handlungsfeld „unsinn“ gibt es nicht"),
        ("A", {"area": "03157006"}, OrganisationInvalid, "„03157006“ ist kein Ort des Landkreises"),
    ],
)
def test_what_makes_no_sense_is_refused(
    county: Store, catalogue: Catalogue, name: str, more: dict[str, str], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        add(county, catalogue, name, **more)


def test_archiving_needs_a_reason_and_what_is_archived_is_not_changed(county: Store, catalogue: Catalogue) -> None:
    key = add(county, catalogue, "Lernhaus")
    with pytest.raises(ReasonMissing, match="„Lernhaus“ wird archiviert"), county.unit_of_work(ERIKA) as work:
        commands.archive_organisation(work, key, "  ")
    with county.unit_of_work(ERIKA) as work:
        commands.archive_organisation(work, key, "Geschlossen")
    with pytest.raises(NotFound, match=r"archiviert \(Geschlossen\)"), county.unit_of_work(ERIKA) as work:
        commands.change_organisation(work, catalogue, key, OrganisationForm("Neu", Kind.CLUB), seen=2)
    with pytest.raises(NotFound, match=r"Nr\. 99 gibt es nicht"), county.unit_of_work(ERIKA) as work:
        commands.archive_organisation(work, 99, "Warum auch immer")


@pytest.mark.parametrize(
    "actor", [Actor("V", Role.VIEWER, Circle.INTERNAL), Actor("E", Role.EDITOR, Circle.COORDINATION)]
)
def test_only_editors_of_the_office_write(county: Store, catalogue: Catalogue, actor: Actor) -> None:
    with pytest.raises(NotAllowed), county.unit_of_work(actor) as work:
        commands.add_organisation(work, catalogue, OrganisationForm("A", Kind.CLUB))


def test_the_public_reads_no_organisations_and_no_functions(county: Store) -> None:
    with county.reading() as session:
        for read in (queries.organisations, queries.functions):
            assert read(session, Actor("K", Role.VIEWER, Circle.COORDINATION)) == ()
            with pytest.raises(NotAllowed):
                read(session, Actor("P", Role.ADMIN, Circle.PUBLIC))


def test_a_volunteers_mailbox_is_kept_only_with_consent_and_never_in_the_audit(
    county: Store, catalogue: Catalogue
) -> None:
    club = add(county, catalogue, "Hand in Hand", Kind.VOLUNTEERS)
    with pytest.raises(FunctionInvalid, match="nur mit Einwilligung"):
        add_function(county, FunctionForm(club, "Patin", "patin@example.org"))
    with pytest.raises(FunctionInvalid, match="liegt in der Zukunft"):
        add_function(county, FunctionForm(club, "Patin", "patin@example.org", True, date(2999, 1, 1)))
    key = add_function(county, FunctionForm(club, "Patin", "patin@example.org", consent_on=date(2026, 3, 2)))
    (function,) = known(county)[0].functions
    assert (function.mailbox, function.volunteer, function.consent_on) == ("patin@example.org", True, date(2026, 3, 2))
    with county.unit_of_work(ERIKA) as work:
        assert "gelöscht" in commands.archive_function(work, key, "Einwilligung zurückgezogen")
    with county.unit_of_work(ERIKA) as work:
        commands.restore_function(work, key)
    with county.reading() as session:
        (restored,) = queries.functions(session, ERIKA)
        assert (restored.mailbox, restored.consent_on) == ("", None)
        kept = session.execute(select(Audit.before, Audit.after)).all()
    assert "patin@example.org" not in str(kept)


def test_a_function_of_an_authority_has_a_shared_mailbox(county: Store, catalogue: Catalogue) -> None:
    office = add(county, catalogue, "Jobcenter", Kind.AUTHORITY)
    with pytest.raises(FunctionInvalid, match="„am schalter“ ist keine E-Mail-Adresse"):
        add_function(county, FunctionForm(office, "Integrationsfachkraft", "am schalter"))
    key = add_function(county, FunctionForm(office, "Integrationsfachkraft", "integration@jobcenter.example"))
    with county.unit_of_work(OTTO) as work:
        commands.change_function(work, key, FunctionForm(office, "Teamleitung"), seen=1)
    with pytest.raises(EditConflict) as caught, county.unit_of_work(ERIKA) as work:
        commands.change_function(work, key, FunctionForm(office, "Leitung", "a@b.example"), seen=1)
    assert caught.value.theirs == {"Funktion": "Teamleitung", "Postfach": "–"}
    assert caught.value.mine == {"Funktion": "Leitung", "Postfach": "a@b.example"}
