"""Large files are checked and taken over by a process of their own, with the same result and nothing by halves."""

import pytest
from intake_office import VECHELDE, Office

from dashboard.errors import UserError
from dashboard.intake import background
from dashboard.intake.background import Check, TakeOver
from dashboard.intake.decisions import Decisions
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Role

WIDE = b"quartal;gemeinde;ehrenamtliche\n2026-Q3;Vechelde;10\n"


def url_of(office: Office) -> str:
    return office.store.engine.url.render_as_string(hide_password=False)


def volunteers(office: Office) -> dict[str, float]:
    return {area: value for (area, _, _), value in office.stated("ehrenamtliche").items()}


def checking(office: Office, data: bytes, actor: Actor | None = None) -> background.Background:
    job = Check(url_of(office), get_settings().catalogue_dir, actor or office.actor, "tabelle.csv", Decisions())
    return background.check(job, data)


def test_a_file_is_checked_and_taken_over_elsewhere_as_it_would_be_here(office: Office) -> None:
    work = checking(office, WIDE)
    proposal = work.result()
    assert (work.done, proposal.layout, proposal.changes.new, proposal.errors) == (True, "wide", 1, [])
    receipt = background.take_over(TakeOver(url_of(office), office.actor, proposal), WIDE).result()
    assert (receipt.committed, receipt.changes.new) == (True, 1)
    assert volunteers(office) == {VECHELDE: 10}


def test_what_is_refused_there_is_refused_here_in_the_same_words(desk: Office) -> None:
    with pytest.raises(UserError, match="ist leer"):
        checking(desk, b"").result()
    viewer = Actor("Leserin", Role.VIEWER, Circle.INTERNAL)
    with pytest.raises(UserError, match="Bearbeiten"):
        checking(desk, WIDE, viewer).result()


def test_a_process_that_is_stopped_has_written_nothing_and_says_so(office: Office) -> None:
    proposal = checking(office, WIDE).result()
    work = background.take_over(TakeOver(url_of(office), office.actor, proposal), WIDE)
    work.stop()
    with pytest.raises(UserError, match="es wurde nichts übernommen"):
        work.result()
    assert volunteers(office) == {}
