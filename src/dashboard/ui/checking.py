"""Checking an uploaded file once, however often the page runs."""

import hashlib
import json

import streamlit as st

from dashboard.intake import reading
from dashboard.intake.decisions import Decisions
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period, parse
from dashboard.store import Circle, Role
from dashboard.ui import reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

FILES = 16
"""Checked files kept in memory; each is kept for the page runs in which a person looks at it."""


CHECKED: Kept[Proposal] = Kept(FILES)


def propose(here: Here, data: bytes, name: str, decisions: Decisions) -> Proposal:
    """The proposal for a file; raises FileUnusable. For editors of the internal circle only."""
    here.actor.require(Role.EDITOR)
    here.actor.require_circle(Circle.INTERNAL)
    key = json.dumps(
        [
            decisions.period.code if decisions.period else None,
            decisions.supplier,
            sorted(decisions.answers.items()),
            decisions.complete,
        ]
    )
    digest = hashlib.sha256(data).hexdigest()
    entry = (reads.url(), here.version("figures"), digest, name, key)
    return CHECKED.get(entry, lambda: _propose(here, data, name, decisions))


def period_of(text: str) -> Period:
    """A period as people write it; raises PeriodInvalid."""
    return parse(text)


def _propose(here: Here, data: bytes, name: str, wishes: Decisions) -> Proposal:
    with st.spinner("Die Datei wird geprüft …"), store().reading() as session:
        return reading.propose(
            session,
            here.actor,
            data,
            name,
            catalogue=reads.catalogue(),
            period=wishes.period,
            supplier=wishes.supplier,
            answers=wishes.answers,
            complete=wishes.complete,
        )
