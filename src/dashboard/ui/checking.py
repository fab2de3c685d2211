"""Checking an uploaded file once, however often the page runs."""

import hashlib
from dataclasses import fields

import streamlit as st

from dashboard.intake import background, glance, reading
from dashboard.intake.decisions import Decisions
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period, parse
from dashboard.settings import get_settings
from dashboard.store import Circle, Role
from dashboard.ui import reads
from dashboard.ui.kept import Kept
from dashboard.ui.progress import show_until_done
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

FILES = 16
"""Checked files kept in memory; each is kept for the page runs in which a person looks at it."""


CHECKED: Kept[Proposal] = Kept(FILES)


def propose(here: Here, data: bytes, name: str, decisions: Decisions) -> Proposal:
    """The proposal for a file; raises FileUnusable. For editors of the internal circle only."""
    here.actor.require(Role.EDITOR)
    here.actor.require_circle(Circle.INTERNAL)
    key = repr([(field.name, getattr(decisions, field.name)) for field in fields(decisions)])
    digest = hashlib.sha256(data).hexdigest()
    entry = (reads.url(), here.version("figures"), reads.catalogue().version, digest, name, key)
    return CHECKED.get(entry, lambda: _propose(here, data, name, decisions))


def period_of(text: str) -> Period:
    """A period as people write it; raises PeriodInvalid."""
    return parse(text)


def _propose(here: Here, data: bytes, name: str, wishes: Decisions) -> Proposal:
    if len(data) >= background.LARGE:
        return _elsewhere(here, data, name, wishes)
    given = {field.name: getattr(wishes, field.name) for field in fields(wishes)}
    with st.spinner("Die Datei wird geprüft …"), store().reading() as session:
        return reading.propose(session, here.actor, data, name, catalogue=reads.catalogue(), **given)


def _elsewhere(here: Here, data: bytes, name: str, wishes: Decisions) -> Proposal:
    """Check a large file in a process of its own, after a first look at its beginning."""
    look = glance.first_look(data, name, reads.catalogue())
    if look.why:
        st.markdown(escaped(look.why))
    job = background.Check(reads.url(), get_settings().catalogue_dir, here.actor, name, wishes)
    work = background.check(job, data)
    try:
        show_until_done(work)
    finally:
        if not work.done:
            work.stop()  # the person has gone elsewhere; a check leaves nothing behind
    return work.result()
