"""Writes of intake: taking files over, taking that back, and that again. Each is all or nothing."""

import hashlib
import json
import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.accommodation.commands import recompute_current_reports, supersede_reports
from dashboard.errors import Conflict, NotFound
from dashboard.formats import number
from dashboard.geography.commands import register_directory
from dashboard.intake import changes as compare
from dashboard.intake.changes import Changes
from dashboard.intake.changes_facilities import compare_facilities, hold, missing_places
from dashboard.intake.content import key_of
from dashboard.intake.decisions import remember
from dashboard.intake.proposal import Proposal
from dashboard.observations.commands import breakdown_ids, lock_figures, recompute_current, supersede
from dashboard.observations.models import IN_FORCE, PURGED, TAKEN_BACK, Upload
from dashboard.observations.queries import upload_in_force
from dashboard.store import Circle, Role, UnitOfWork, now


@dataclass(frozen=True)
class Receipt:
    """What became of a file."""

    upload: int
    committed: bool
    """False: exactly this file is in force already, and nothing was written."""
    changes: Changes
    sentence: str


def take_over(work: UnitOfWork, proposal: Proposal, data: bytes) -> Receipt:
    """Write a checked proposal with its file: all of it or nothing.

    What it changes is worked out again inside the transaction, so that a preview that has grown old does no harm.
    Raises FileHasErrors, NotAllowed, and Conflict where ``data`` is not the file that was checked.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    proposal.raise_on_errors()
    if hashlib.sha256(data).hexdigest() != proposal.sha256:
        raise Conflict(f"„{proposal.file_name}“ ist nicht mehr die Datei, die geprüft wurde. Bitte noch einmal prüfen.")
    lock_figures(work.session)
    known = upload_in_force(work.session, proposal.sha256, proposal.mapping)
    if known is not None:
        sentence = f"Diese Datei ist bereits übernommen (Upload {known.id}); es wurde nichts geändert."
        return Receipt(known.id, False, Changes(), sentence)
    upload = work.add(_upload(work, proposal, data))
    if proposal.content.directory is not None:
        register_directory(work, proposal.content.directory)
    changes = _write_values(work, upload, proposal) + _write_facilities(work, upload, proposal)
    upload.counts = json.dumps({"rows_read": proposal.content.rows_read, **changes.counts()})
    remember(work, upload.supplier, proposal.answers)
    facts = {"file": upload.file_name, "sha256": upload.sha256, "layout": upload.layout, "period": upload.period}
    work.record("figures", "upload.taken_over", f"upload:{upload.id}", after={**facts, **changes.counts()})
    return Receipt(upload.id, True, changes, _receipt(upload, changes))


def take_back(work: UnitOfWork, upload_id: int) -> str:
    """Take an upload back: for each of its keys the newest remaining upload holds again. Returns a German sentence.

    What was released stays released until the next release.
    """
    upload = _upload_of(work, upload_id, IN_FORCE, "ist nicht in Kraft und kann nicht zurückgenommen werden")
    _set_state(work, upload, TAKEN_BACK, "upload.taken_back")
    return (
        f"Upload {upload.id} („{upload.file_name}“) ist zurückgenommen; es gelten wieder die Werte davor. "
        "Bereits freigegebene Werte bleiben für andere Kreise sichtbar, bis der Zeitraum neu freigegeben wird."
    )


def redo(work: UnitOfWork, upload_id: int) -> str:
    """Take the taking back of an upload back. Returns a German sentence."""
    upload = _upload_of(work, upload_id, TAKEN_BACK, "ist nicht zurückgenommen")
    _set_state(work, upload, IN_FORCE, "upload.restored")
    return f"Upload {upload.id} („{upload.file_name}“) gilt wieder; neuere Uploads gehen ihm vor."


def _upload(work: UnitOfWork, proposal: Proposal, data: bytes) -> Upload:
    assert proposal.layout is not None, "a file without a layout has errors"
    return Upload(
        file_name=proposal.file_name,
        sha256=proposal.sha256,
        size=proposal.size,
        content=zlib.compress(data if proposal.kept is None else proposal.kept, 6),
        layout=proposal.layout,
        profile=proposal.profile,
        supplier=proposal.supplier,
        period=proposal.period,
        who=work.actor.name,
        account=work.actor.account,
        at=now(),
        state=IN_FORCE,
        mapping=proposal.mapping,
        note=proposal.content.note,
    )


def _write_values(work: UnitOfWork, upload: Upload, proposal: Proposal) -> Changes:
    content, session = proposal.content, work.session
    if content.values.empty:
        return Changes()
    known = compare.known_breakdowns(session, content)
    current = compare.before(session, content)
    missing = compare.missing_values(session, content, known, current, upload.layout, upload.supplier)
    changes = compare.compare_values(content, known, current, missing)
    keys = [key_of(members) for members in content.members]
    made = breakdown_ids(work, {key: members for key, members in zip(keys, content.members, strict=True) if key})
    ids = np.array([made.get(key, 0) for key in keys], dtype=np.int64)
    values = content.values.assign(breakdown=ids[content.values["breakdown"].to_numpy(dtype=np.int64)])
    columns = [*compare.KEY, "value", "sign"]
    if proposal.decisions.complete and len(missing):
        ended = missing.assign(breakdown=missing["breakdown_id"], value=np.nan, sign="")
        supersede(work, upload, pd.concat([values[columns], ended[columns]], ignore_index=True))
    else:
        supersede(work, upload, values[columns], current)
    return changes


def _write_facilities(work: UnitOfWork, upload: Upload, proposal: Proposal) -> Changes:
    facilities = proposal.content.facilities
    if facilities is None or facilities.empty:
        return Changes()
    changes = compare_facilities(work.session, hold(work.session, facilities), upload.supplier)
    ended = missing_places(work.session, facilities, upload.supplier) if proposal.decisions.complete else []
    supersede_reports(work, upload, facilities, ended)
    return changes


def _upload_of(work: UnitOfWork, upload_id: int, state: str, otherwise: str) -> Upload:
    work.require(Role.EDITOR, Circle.INTERNAL)
    lock_figures(work.session)
    upload = work.session.get(Upload, upload_id)
    if upload is None:
        raise NotFound(f"Einen Upload mit der Nummer {upload_id} gibt es nicht.")
    if upload.state == PURGED:
        raise Conflict(f"Upload {upload_id} ist endgültig gelöscht.")
    if upload.state != state:
        raise Conflict(f"Upload {upload_id} („{upload.file_name}“) {otherwise}.")
    return upload


def _set_state(work: UnitOfWork, upload: Upload, state: str, action: str) -> None:
    before, upload.state = upload.state, state
    work.session.flush()
    recompute_current(work.session, upload.id)
    recompute_current_reports(work.session, upload.id)
    work.record("figures", action, f"upload:{upload.id}", before, state)


def _receipt(upload: Upload, changes: Changes) -> str:
    counts = {
        "neu": changes.new,
        "geändert": changes.changed,
        "unverändert": changes.unchanged,
        "fehlend": changes.missing,
    }
    listed = ", ".join(f"{word} {number(count)}" for word, count in counts.items())
    return f"„{upload.file_name}“ ist übernommen (Upload {upload.id}). Werte: {listed}."
