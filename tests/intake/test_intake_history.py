"""The history: what an upload superseded, its file, and who said what of a figure when."""

import pytest
from intake_office import EDEMISSEN, VECHELDE, Office, table
from sqlalchemy import update

from dashboard.accommodation.provenance import facility_history, where_reported
from dashboard.errors import NotAllowed, NotFound
from dashboard.intake import redo, take_back
from dashboard.intake.kept_files import kept_file, why_not
from dashboard.intake.release import release, withdraw
from dashboard.intake.superseded import old_and_new, superseded
from dashboard.observations.models import Upload
from dashboard.observations.provenance import indicators_with_history, value_history, where_stated
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role

Q3 = Period.of("2026-Q3")
WIDE = "quartal;gemeinde;ehrenamtliche"
HOUSES = "quartal;gemeinde;unterkunft;art;plaetze;belegt;geschuetzt"
EDITOR = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)
NARROWER = [Actor("L", Role.VIEWER, Circle.INTERNAL), Actor("K", Role.ADMIN, Circle.COORDINATION)]


def run(office: Office, command, *what):
    with office.store.unit_of_work(office.actor) as work:
        return command(work, *what)


def lost(office: Office, upload: int) -> list[tuple[int, int, int]]:
    """What older uploads lost to this one: (upload, values, places with facilities)."""
    with office.store.reading() as session:
        return [(row.upload, row.values, row.reports) for row in superseded(session, EDITOR, upload)]


def changes(office: Office, upload: int, actor: Actor = EDITOR) -> list[tuple[str, str, str, float, float]]:
    with office.store.reading() as session:
        frame = old_and_new(session, actor, upload).fillna(-1)
    columns = (frame[name] for name in ("state", "subject", "area", "old", "value"))
    return list(zip(*columns, strict=True))


def said(office: Office, area: str = VECHELDE) -> list[tuple[int, float, bool, int | None, int | None]]:
    """Statements of a figure: (upload, value, whether it holds, release, release before)."""
    with office.store.reading() as session:
        frame = value_history(session, EDITOR, "ehrenamtliche", area, "2026-Q3").fillna(-1)
    columns = (frame[name] for name in ("upload", "value", "current", "release", "earlier"))
    return list(zip(*columns, strict=True))


# --- what an upload superseded


def test_an_upload_tells_how_many_values_of_which_older_one_it_superseded(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", "2026-Q3;Edemissen;20", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;11", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;11", "2026-Q3;Edemissen;21", "2026-Q3;Ilsede;5", head=WIDE))
    assert (lost(office, 1), lost(office, 2), lost(office, 3)) == ([], [(1, 1, 0)], [(2, 1, 0), (1, 1, 0)])
    assert changes(office, 3) == [("changed", "", EDEMISSEN, 20, 21)]


def test_what_was_taken_back_before_an_upload_came_was_not_superseded_by_it(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;11", head=WIDE))
    run(office, take_back, 2)
    office.submit(table("2026-Q3;Vechelde;12", head=WIDE))
    run(office, redo, 2)
    run(office, take_back, 1)
    assert (lost(office, 3), changes(office, 3)) == ([(1, 1, 0)], [("changed", "", VECHELDE, 10, 12)])


def test_a_value_that_a_complete_file_ended_was_superseded_by_nothing(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", "2026-Q3;Edemissen;20", head=WIDE), supplier="A")
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE), supplier="A", complete=True)
    assert (lost(office, 2), changes(office, 2)) == ([(1, 2, 0)], [("gone", "", EDEMISSEN, 20, -1)])


def test_facilities_are_superseded_place_by_place(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5", "2026-Q3;Vechelde;Heim;GU;4;4", "2026-Q3;Edemissen;X;GU;1;1"))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;6"))
    assert lost(office, 2) == [(1, 0, 1)]
    assert changes(office, 2) == [
        ("changed", "Haus", VECHELDE, 5, 6), ("gone", "Heim", VECHELDE, 4, -1), ("gone", "Heim", VECHELDE, 4, -1),
    ]  # fmt: skip


def test_an_upload_that_never_was_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="Nummer 9"):
        lost(office, 9)


# --- its file


def test_editors_get_the_very_bytes_that_were_sent(office: Office) -> None:
    data = table("2026-Q3;Vechelde;10", head=WIDE).encode()
    office.submit(data, "märz.csv")
    with office.store.reading() as session:
        file = kept_file(session, EDITOR, 1)
        assert (file.name, file.data, file.complete, why_not(session, EDITOR, 1)) == ("märz.csv", data, True, "")


def test_of_a_file_with_single_flats_the_redacted_copy_is_handed_out_and_says_so(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Hauptstr. 3;Wohnung;4;3"))
    with office.store.reading() as session:
        file = kept_file(session, EDITOR, 1)
    assert (b"Hauptstr" in file.data, file.complete) == (False, False)


@pytest.mark.parametrize("read", [kept_file, why_not, superseded, old_and_new])
@pytest.mark.parametrize("actor", NARROWER, ids=["viewer", "coordination"])
def test_files_and_what_they_superseded_are_for_editors_of_the_internal_circle(
    office: Office, read, actor: Actor
) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    with office.store.reading() as session, pytest.raises(NotAllowed):
        read(session, actor, 1)


def test_a_file_with_protected_houses_is_for_the_named_group_only(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Zuflucht;GU;10;5;ja", head=HOUSES))
    with office.store.reading() as session:
        assert "Zuflucht" in kept_file(session, office.actor, 1).data.decode()
        with pytest.raises(NotAllowed, match="geschützte Unterkünfte"):
            kept_file(session, EDITOR, 1)
        assert "dafür benannten Gruppe" in why_not(session, EDITOR, 1)


def test_a_house_that_became_protected_later_closes_the_older_file_too(office: Office) -> None:
    office.submit(table("2026-Q2;Vechelde;Zuflucht;GU;10;5;nein", head=HOUSES))
    office.submit(table("2026-Q3;Vechelde;Zuflucht;GU;10;6;ja", head=HOUSES))
    with office.store.reading() as session, pytest.raises(NotAllowed):
        kept_file(session, EDITOR, 1)


def test_a_file_whose_bytes_are_gone_says_so(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    with office.store.quiet() as session:
        session.execute(update(Upload).values(content=None))
    with office.store.reading() as session, pytest.raises(NotFound, match="Ihre Werte sind erhalten"):
        kept_file(session, EDITOR, 1)


# --- who said what, when


def test_the_history_of_a_figure_names_every_statement_and_the_release_that_let_it_out(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE), "erste.csv", supplier="Gemeinde Vechelde")
    run(office, release, office.catalogue, Q3)
    office.submit(table("2026-Q3;Vechelde;11", head=WIDE))
    assert said(office) == [(2, 11, True, -1, -1), (1, 10, False, 1, -1)]
    run(office, release, office.catalogue, Q3)
    assert said(office) == [(2, 11, True, 2, -1), (1, 10, False, -1, 1)]
    run(office, withdraw, office.catalogue, Q3)
    with office.store.reading() as session:
        newest = value_history(session, EDITOR, "ehrenamtliche", VECHELDE, "2026-Q3").iloc[0]
        oldest = value_history(session, EDITOR, "ehrenamtliche", VECHELDE, "2026-Q3").iloc[1]
    assert (newest["release"], newest["earlier"], newest["earlier_by"]) == (None, 2, "Befehlszeile")
    assert newest["earlier_withdrawn_at"] is not None
    assert (oldest["supplier"], oldest["file_name"], oldest["state"]) == ("Gemeinde Vechelde", "erste.csv", "in_force")


def test_a_statement_of_an_upload_that_was_taken_back_stays_in_the_history(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;11", head=WIDE))
    run(office, take_back, 2)
    assert said(office) == [(2, 11, False, -1, -1), (1, 10, True, -1, -1)]


def test_the_history_of_a_facility_figure_is_told_house_by_house(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5;nein", "2026-Q3;Vechelde;Zuflucht;GU;9;7;ja", head=HOUSES))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;6;nein", "2026-Q3;Vechelde;Zuflucht;GU;9;8;ja", head=HOUSES))
    with office.store.reading() as session:
        group = facility_history(session, office.actor, "belegt", VECHELDE, "2026-Q3")
        editor = facility_history(session, EDITOR, "belegt", VECHELDE, "2026-Q3")
        with pytest.raises(ValueError, match="einwohner"):
            facility_history(session, EDITOR, "einwohner", VECHELDE, "2026-Q3")
    told = list(zip(group["subject"], group["upload"], group["value"], group["current"], strict=True))
    assert told == [("Haus", 2, 6, True), ("Haus", 1, 5, False), ("Zuflucht", 2, 8, True), ("Zuflucht", 1, 7, False)]
    assert set(editor["subject"]) == {"Haus"}


def test_figures_places_and_periods_to_choose_from_are_those_that_were_ever_stated(office: Office) -> None:
    office.submit(table("2026-Q2;Vechelde;10", "2026-Q3;Edemissen;20", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5"))
    with office.store.reading() as session:
        assert indicators_with_history(session, EDITOR) == ["ehrenamtliche"]
        assert where_stated(session, EDITOR, "ehrenamtliche") == [(EDEMISSEN, "2026-Q3"), (VECHELDE, "2026-Q2")]
        assert where_reported(session, EDITOR) == [(VECHELDE, "2026-Q3")]


def test_the_history_is_for_the_internal_circle(office: Office) -> None:
    with office.store.reading() as session:
        for read, what in ((value_history, "ehrenamtliche"), (facility_history, "belegt")):
            with pytest.raises(NotAllowed):
                read(session, NARROWER[1], what, VECHELDE, "2026-Q3")
