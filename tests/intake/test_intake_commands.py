"""Taking over, taking back, taking that back: all or nothing, nothing doubled, nothing lost."""

import hashlib
import json
import threading
import zlib
from dataclasses import replace

import pytest
from intake_office import EDEMISSEN, PEINE, STADT_PEINE, VECHELDE, Office, codes, only, table
from sqlalchemy import select

from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.intake import FileHasErrors, redo, report, take_back, take_over
from dashboard.observations.models import PURGED, Upload
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

WIDE = "quartal;gemeinde;ehrenamtliche"
FIRST = table("2026-Q3;Vechelde;10", "2026-Q3;Edemissen;20", head=WIDE)
SECOND = table("2026-Q3;Vechelde;11", head=WIDE)
HOUSES = table("2026-Q3;Vechelde;Haus am Bach;GU;120;98", "2026-Q3;Peine;Alte Schule;NU;40;12")


def back(office: Office, number: int) -> str:
    with office.store.unit_of_work(office.actor) as work:
        return take_back(work, number)


def again(office: Office, number: int) -> str:
    with office.store.unit_of_work(office.actor) as work:
        return redo(work, number)


def volunteers(office: Office) -> dict[str, float]:
    return {area: value for (area, _, _), value in office.stated("ehrenamtliche").items()}


def test_the_preview_tells_new_changed_unchanged_and_missing(office: Office) -> None:
    office.submit(FIRST, supplier="Landkreis")
    changed = table("2026-Q3;Vechelde;11", "2026-Q3;Peine;5", head=WIDE)
    proposal = office.check(changed, supplier="Landkreis")
    assert proposal.changes.counts() == {"new": 1, "changed": 1, "unchanged": 0, "missing": 1}
    rows = proposal.changes.table.set_index("area")[["state", "old", "value"]].astype(object)
    assert rows.loc[VECHELDE].tolist() == ["changed", 10, 11]
    assert rows.loc[EDEMISSEN, "state"] == "missing"
    assert rows.loc[STADT_PEINE, "state"] == "new"
    # Another supplier's file says nothing about what this one has sent.
    assert office.check(changed, supplier="Jobcenter").changes.missing == 0


def test_what_is_missing_stays_unless_the_file_is_said_to_be_complete(office: Office) -> None:
    office.submit(FIRST, supplier="Landkreis")
    office.submit(SECOND, supplier="Landkreis")
    assert volunteers(office) == {VECHELDE: 11, EDEMISSEN: 20}
    other = table("2026-Q3;Vechelde;12", head=WIDE)
    receipt = office.submit(other, supplier="Landkreis", complete=True)
    # The supplier's last file before had Vechelde only, so nothing of it is missing.
    assert (receipt.changes.missing, volunteers(office)) == (0, {VECHELDE: 12, EDEMISSEN: 20})


def test_a_complete_file_ends_what_it_lacks_and_taking_it_back_brings_it_back(office: Office) -> None:
    office.submit(FIRST, supplier="Landkreis")
    receipt = office.submit(SECOND, supplier="Landkreis", complete=True)
    assert volunteers(office) == {VECHELDE: 11}
    assert office.check(FIRST, supplier="Landkreis").changes.counts() == {
        "new": 1, "changed": 1, "unchanged": 0, "missing": 0,
    }  # fmt: skip
    back(office, receipt.upload)
    assert volunteers(office) == {VECHELDE: 10, EDEMISSEN: 20}
    again(office, receipt.upload)
    assert volunteers(office) == {VECHELDE: 11}


def test_a_complete_facilities_file_ends_the_places_it_lacks(office: Office) -> None:
    office.submit(HOUSES, supplier="Landkreis")
    text = table("2026-Q3;Vechelde;Haus am Bach;GU;120;99")
    kept = office.submit(text, supplier="Landkreis")
    assert (kept.changes.missing, set(office.houses())) == (
        2, {(VECHELDE, "Haus am Bach"), (STADT_PEINE, "Alte Schule")},
    )  # fmt: skip
    back(office, kept.upload)
    receipt = office.submit(text, supplier="Landkreis", complete=True)
    assert set(office.houses()) == {(VECHELDE, "Haus am Bach")}
    back(office, receipt.upload)
    assert set(office.houses()) == {(VECHELDE, "Haus am Bach"), (STADT_PEINE, "Alte Schule")}


@pytest.mark.parametrize("text", [FIRST, HOUSES], ids=["wide", "facilities"])
def test_the_same_file_imported_twice_doubles_nothing_and_is_told(office: Office, text: str) -> None:
    first = office.submit(text)
    versions, stated, houses = office.store.versions(), volunteers(office), office.houses()
    proposal = office.check(text)
    assert codes(proposal) == []
    assert "Upload 1" in only(proposal, "file-known").message
    receipt = office.submit(text)
    assert (receipt.committed, receipt.upload) == (False, first.upload)
    assert (office.store.versions(), volunteers(office), office.houses()) == (versions, stated, houses)
    printed = report.as_json(proposal, receipt)
    assert (printed["committed"], printed["upload"]) == (False, 1)


def test_a_file_that_was_taken_back_or_is_read_otherwise_is_accepted_again(office: Office) -> None:
    first = office.submit(FIRST)
    back(office, first.upload)
    assert office.submit(FIRST).committed
    assert office.submit(FIRST, complete=True).committed
    assert volunteers(office) == {VECHELDE: 10, EDEMISSEN: 20}


def test_a_known_file_whose_values_have_been_replaced_says_so(office: Office) -> None:
    office.submit(SECOND)
    office.submit(FIRST)
    assert "Neuere Dateien haben ihre Werte inzwischen ersetzt" in only(office.check(SECOND), "file-known").message


def test_uploads_are_taken_back_in_any_order(office: Office) -> None:
    numbers = [office.submit(table(f"2026-Q3;Vechelde;{n}", head=WIDE)).upload for n in (10, 11, 12)]
    for number, expected in ((numbers[1], 12), (numbers[2], 10)):
        back(office, number)
        assert volunteers(office) == {VECHELDE: expected}
    again(office, numbers[1])
    assert volunteers(office) == {VECHELDE: 11}
    back(office, numbers[0])
    back(office, numbers[1])
    assert volunteers(office) == {}
    again(office, numbers[0])
    again(office, numbers[2])
    assert volunteers(office) == {VECHELDE: 12}


def test_taking_back_a_facilities_file_brings_the_former_houses_back(office: Office) -> None:
    office.submit(HOUSES)
    second = office.submit(table("2026-Q3;Vechelde;Neubau;GU;50;1"))
    assert set(office.houses()) == {(VECHELDE, "Neubau"), (STADT_PEINE, "Alte Schule")}
    back(office, second.upload)
    assert office.houses() == {(VECHELDE, "Haus am Bach"): (120, 98), (STADT_PEINE, "Alte Schule"): (40, 12)}


def test_what_cannot_be_taken_back_is_refused_with_the_reason(office: Office) -> None:
    number = office.submit(FIRST).upload
    with pytest.raises(NotFound, match="Nummer 99"):
        back(office, 99)
    with pytest.raises(Conflict, match="ist nicht zurückgenommen"):
        again(office, number)
    back(office, number)
    with pytest.raises(Conflict, match="ist nicht in Kraft"):
        back(office, number)
    with office.store.unit_of_work(office.actor) as work:
        work.session.get_one(Upload, number).state = PURGED
        work.record("figures", "upload.purged", f"upload:{number}")
    with pytest.raises(Conflict, match="endgültig gelöscht"):
        again(office, number)


def test_the_file_its_hash_and_who_sent_it_are_kept(office: Office) -> None:
    number = office.submit(FIRST, supplier="Gemeinde Vechelde").upload
    with office.store.reading() as session:
        upload = session.get_one(Upload, number)
        assert upload.content is not None
        assert zlib.decompress(upload.content) == FIRST.encode()
        assert upload.sha256 == hashlib.sha256(FIRST.encode()).hexdigest()
        assert (upload.size, upload.who, upload.supplier, upload.layout, upload.period) == (
            len(FIRST.encode()), "Befehlszeile", "Gemeinde Vechelde", "wide", "2026-Q3",
        )  # fmt: skip
        assert json.loads(upload.counts) == {"rows_read": 2, "new": 2, "changed": 0, "unchanged": 0, "missing": 0}
        assert json.loads(upload.mapping)["columns"] == {
            "quartal": "quartal", "gemeinde": "gemeinde", "ehrenamtliche": "ehrenamtliche",
        }  # fmt: skip


def test_every_action_is_in_the_audit_and_raises_the_data_version(office: Office) -> None:
    before = office.store.versions()["figures"]
    number = office.submit(FIRST).upload
    back(office, number)
    again(office, number)
    with office.store.reading() as session:
        rows = session.execute(select(Audit.action, Audit.object).where(Audit.object == f"upload:{number}")).all()
    assert [row.action for row in rows] == ["upload.taken_over", "upload.taken_back", "upload.restored"]
    assert office.store.versions()["figures"] == before + 3


@pytest.mark.parametrize(
    "actor",
    [Actor("Lesend", Role.VIEWER, Circle.INTERNAL), Actor("Außen", Role.ADMIN, Circle.COORDINATION)],
    ids=["viewer", "outside"],
)
def test_only_editors_of_the_internal_circle_take_files_in(office: Office, actor: Actor) -> None:
    proposal = office.check(FIRST)
    number = office.submit(SECOND).upload
    with pytest.raises(NotAllowed):
        replace(office, actor=actor).check(FIRST)
    for act in (
        lambda work: take_over(work, proposal, FIRST.encode()),
        lambda work: take_back(work, number),
        lambda work: redo(work, number),
    ):
        with pytest.raises(NotAllowed), office.store.unit_of_work(actor) as work:
            act(work)
    assert volunteers(office) == {VECHELDE: 11}


def test_other_bytes_than_the_checked_ones_are_refused(office: Office) -> None:
    proposal = office.check(FIRST)
    with pytest.raises(Conflict, match="nicht mehr die Datei"), office.store.unit_of_work(office.actor) as work:
        take_over(work, proposal, SECOND.encode())


def test_a_preview_that_has_grown_old_counts_again_when_it_is_taken_over(office: Office) -> None:
    proposal = office.check(FIRST)
    office.submit(SECOND)
    with office.store.unit_of_work(office.actor) as work:
        receipt = take_over(work, proposal, FIRST.encode())
    assert proposal.changes.counts() == {"new": 2, "changed": 0, "unchanged": 0, "missing": 0}
    assert receipt.changes.counts() == {"new": 1, "changed": 1, "unchanged": 0, "missing": 0}
    assert volunteers(office) == {VECHELDE: 10, EDEMISSEN: 20}


def test_people_who_take_over_at_the_same_moment_follow_one_another(office: Office) -> None:
    files = [table(*(f"2026-Q3;{place};{n}" for place in ("Vechelde", "Edemissen")), head=WIDE) for n in range(6)]
    proposals = [office.check(text) for text in files]
    together = threading.Barrier(len(files))
    receipts: dict[int, int] = {}

    def work_on(position: int) -> None:
        together.wait()
        with office.store.unit_of_work(office.actor) as work:
            receipts[take_over(work, proposals[position], files[position].encode()).upload] = position

    threads = [threading.Thread(target=work_on, args=(position,)) for position in range(len(files))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(receipts) == [1, 2, 3, 4, 5, 6]
    last = receipts[max(receipts)]
    assert volunteers(office) == {VECHELDE: last, EDEMISSEN: last}


def test_a_value_beside_the_district_total_is_not_confused_with_it(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10", "2026-Q3;Landkreis Peine;10", head=WIDE))
    assert volunteers(office) == {VECHELDE: 10, PEINE: 10}


def test_the_printed_object_has_the_keys_of_the_contract(office: Office) -> None:
    proposal = office.check(table("2026-Q3;Vechelde;viele", head=WIDE))
    printed = report.as_json(proposal)
    assert list(printed) == [
        "file", "sha256", "encoding", "delimiter", "layout", "profile", "rows_read", "observations", "new", "changed",
        "unchanged", "missing", "findings", "committed", "upload",
    ]  # fmt: skip
    assert printed["findings"] == [
        {
            "row": 2, "column": "ehrenamtliche", "value": "viele", "severity": "error", "code": "number-invalid",
            "message": "„viele“ ist keine Zahl. Bitte berichtigen, zum Beispiel 1.234 oder 12,5.",
        }
    ]  # fmt: skip
    assert (printed["committed"], printed["upload"]) == (False, None)
    with pytest.raises(FileHasErrors):
        proposal.raise_on_errors()
