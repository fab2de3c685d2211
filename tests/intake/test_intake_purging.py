"""Purging an upload, and removing the bytes of files that are no longer kept."""

import json
from datetime import UTC, date, datetime

import pytest
from intake_office import VECHELDE, Office, table
from sqlalchemy import func, select, text, update

from dashboard.accommodation.models import Facility, Occupancy, Report
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.intake import redo, take_back
from dashboard.intake.kept_files import kept_file
from dashboard.intake.models import Answer
from dashboard.intake.purging import ReasonMissing, purge
from dashboard.intake.release import release
from dashboard.intake.retention import RetentionInvalid, due, keep_for, remove_due, retention
from dashboard.observations.models import Breakdown, Observation, Upload
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

Q3 = Period.of("2026-Q3")
WIDE = "quartal;gemeinde;ehrenamtliche"
EDITOR = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)


def run(office: Office, command, *what, actor: Actor | None = None):
    with office.store.unit_of_work(actor or office.actor) as work:
        return command(work, *what)


def counted(office: Office, *tables) -> list[int]:
    with office.store.reading() as session:
        return [session.scalar(select(func.count()).select_from(model)) for model in tables]


def upload(office: Office, number: int) -> Upload:
    with office.store.reading() as session:
        row = session.get_one(Upload, number)
        _ = row.content
        session.expunge(row)
        return row


# --- purging


def test_a_purged_uploads_bytes_and_values_go_and_the_older_upload_holds_again(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;11", "2026-Q3;Edemissen;20", head=WIDE), "Liste_Ali_Muster.csv")
    sha256 = upload(office, 2).sha256
    assert run(office, purge, office.catalogue, 2, " Namen in der Datei ").startswith("Upload 2 ist endgültig gelöscht")
    assert office.stated("ehrenamtliche") == {(VECHELDE, "2026-Q3", ""): 10}
    gone = upload(office, 2)
    assert (gone.state, gone.content, gone.file_name, gone.mapping) == ("purged", None, "(gelöschte Datei)", "{}")
    assert (gone.sha256, gone.removed_by, gone.removed_why) == (sha256, "Befehlszeile", "Namen in der Datei")
    assert counted(office, Observation) == [1]


def test_released_values_of_a_purged_upload_go_from_the_other_circles_too(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;11", "2026-Q3;Edemissen;20", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5"))
    run(office, release, office.catalogue, Q3)
    assert "2 freigegebene Angaben sind" in run(office, purge, office.catalogue, 2, "x")
    assert office.stated("ehrenamtliche", Circle.PUBLIC) == {}
    assert "1 freigegebene Angabe ist" in run(office, purge, office.catalogue, 3, "x")
    run(office, release, office.catalogue, Q3)
    assert office.stated("ehrenamtliche", Circle.PUBLIC) == {(VECHELDE, "2026-Q3", ""): 10}


def test_facilities_of_a_purged_upload_go_with_their_names_and_the_older_report_holds_again(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5"))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;6", "2026-Q3;Edemissen;Bei Ali Muster;GU;4;4"))
    run(office, purge, office.catalogue, 2, "Name")
    assert office.houses() == {(VECHELDE, "Haus"): (10, 5)}
    assert counted(office, Report, Occupancy, Facility) == [1, 1, 1]


def test_answers_that_were_remembered_from_a_purged_file_are_forgotten(office: Office) -> None:
    rows = table("2026-Q3;Vechelde;Haus;Container;10;5")
    office.submit(rows, supplier="A", answers={"kind:Container": "Gemeinschaftsunterkunft"})
    other = table("2026-Q3;Edemissen;Heim;Container;10;5")
    office.submit(other, supplier="B", answers={"kind:Container": "Notunterkunft"})
    run(office, purge, office.catalogue, 1, "x")
    with office.store.reading() as session:
        assert list(session.execute(select(Answer.supplier, Answer.answer))) == [("B", "Notunterkunft")]


def test_breakdowns_that_only_a_purged_file_named_go_with_it(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    with office.store.quiet() as session:
        session.add(Breakdown(id=7, key="name=Ali", members='{"name": "Ali"}'))
        session.flush()
        session.execute(update(Observation).values(breakdown=7))
    run(office, purge, office.catalogue, 1, "x")
    assert counted(office, Breakdown, Observation) == [1, 0]


def test_the_audit_keeps_hash_reason_and_person_and_none_of_the_content(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;4711", head=WIDE), "Ali_Muster.csv")
    run(office, purge, office.catalogue, 1, "Namen")
    with office.store.reading() as session:
        entries = list(session.scalars(select(Audit).where(Audit.object == "upload:1").order_by(Audit.id)))
        actions = [entry.action for entry in entries]
        facts = [json.loads(entry.after or "{}") for entry in entries]
    assert actions == ["upload.taken_over", "upload.purged"]
    assert (facts[0]["file"], "4711" in str(facts).replace(upload(office, 1).sha256, "")) == (
        "(gelöschte Datei)",
        False,
    )
    assert facts[1] == {"state": "purged", "sha256": upload(office, 1).sha256, "values": 1, "reason": "Namen"}


def test_what_was_purged_is_not_readable_in_the_sqlite_file(office: Office) -> None:
    if office.store.engine.dialect.name != "sqlite":
        pytest.skip("the free pages of PostgreSQL are the server's")
    office.submit(table("2026-Q3;Vechelde;Zwiebelturmstift;GU;10;5"), "zwiebelturmliste.csv")
    run(office, purge, office.catalogue, 1, "x")
    with office.store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(office.store.engine.url.database, "rb") as file:
        assert b"wiebelturm" not in file.read()


def test_a_purged_upload_can_neither_be_taken_back_nor_restored_nor_purged_again(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    run(office, purge, office.catalogue, 1, "x")
    for command in (take_back, redo):
        with pytest.raises(Conflict, match="endgültig gelöscht"):
            run(office, command, 1)
    with pytest.raises(Conflict, match="bereits endgültig gelöscht"):
        run(office, purge, office.catalogue, 1, "x")
    with office.store.reading() as session, pytest.raises(NotFound, match="endgültig gelöscht"):
        kept_file(session, office.actor, 1)
    assert office.submit(table("2026-Q3;Vechelde;10", head=WIDE)).committed


def test_an_upload_that_was_taken_back_can_be_purged(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    run(office, take_back, 1)
    run(office, purge, office.catalogue, 1, "x")
    assert (office.stated("ehrenamtliche"), counted(office, Observation)) == ({}, [0])


def test_purging_needs_a_reason_and_an_administrator(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    with pytest.raises(ReasonMissing):
        run(office, purge, office.catalogue, 1, "  ")
    with pytest.raises(NotAllowed):
        run(office, purge, office.catalogue, 1, "x", actor=EDITOR)
    with pytest.raises(NotFound):
        run(office, purge, office.catalogue, 9, "x")
    assert office.stated("ehrenamtliche") == {(VECHELDE, "2026-Q3", ""): 10}


# --- retention


def test_files_are_kept_without_limit_until_somebody_decides(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    with office.store.reading() as session:
        assert (retention(session), due(session, office.actor, date(2999, 1, 1))) == ({}, ())
    assert run(office, remove_due, date(2999, 1, 1)) == ""


def test_bytes_go_on_the_day_their_time_is_over_and_values_stay(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", head=WIDE))
    office.submit(table("2026-Q3;Edemissen;Haus;GU;10;5"))
    with office.store.quiet() as session:
        session.execute(update(Upload).values(at=datetime(2024, 2, 29, 12, tzinfo=UTC)))
    run(office, keep_for, {"wide": 3})
    with office.store.reading() as session:
        assert due(session, office.actor, date(2027, 2, 28)) == ()
        assert [one.text for one in due(session, office.actor, date(2027, 3, 1))] == ["1 Datei (Kennzahlen je Ort)"]
    assert run(office, remove_due, date(2027, 3, 1)).startswith("1 Datei ist nach Ablauf")
    assert (upload(office, 1).content, upload(office, 1).state) == (None, "in_force")
    assert upload(office, 1).removed_why == "Aufbewahrungsfrist von 3 Jahren abgelaufen"
    assert upload(office, 2).content is not None
    assert office.stated("ehrenamtliche") == {(VECHELDE, "2026-Q3", ""): 10}
    assert run(office, remove_due, date(2027, 3, 1)) == ""


def test_a_retention_is_changed_layout_by_layout_and_lifted_again(office: Office) -> None:
    run(office, keep_for, {"wide": 3, "facilities": 10})
    run(office, keep_for, {"wide": None})
    with office.store.reading() as session:
        assert retention(session) == {"facilities": 10}


def test_a_retention_that_makes_no_sense_is_refused(office: Office) -> None:
    with pytest.raises(RetentionInvalid, match="mindestens ein Jahr"):
        run(office, keep_for, {"wide": 0})
    with pytest.raises(RetentionInvalid, match="„quatsch“"):
        run(office, keep_for, {"quatsch": 3})
    for command, what in ((keep_for, {"wide": 3}), (remove_due, None)):
        with pytest.raises(NotAllowed):
            run(office, command, what, actor=EDITOR)
