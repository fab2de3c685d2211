"""Checking an uploaded file once, however often the page runs."""

import hashlib
import json

import streamlit as st

from dashboard.intake import reading
from dashboard.intake.decisions import Decisions
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period, parse
from dashboard.store import Actor, Circle, Role
from dashboard.ui import reads
from dashboard.ui.visit import Here, store

FILES = 16
"""Checked files kept in memory; each is kept for the page runs in which a person looks at it."""


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
    return _propose(reads.url(), here.version("figures"), digest, name, key, here.actor, data, decisions)


def period_of(text: str) -> Period:
    """A period as people write it; raises PeriodInvalid."""
    return parse(text)


@st.cache_resource(max_entries=FILES, show_spinner="Die Datei wird geprüft …")
def _propose(
    url: str, version: int, digest: str, name: str, key: str, _actor: Actor, _data: bytes, _wishes: Decisions
) -> Proposal:
    with store().reading() as session:
        return reading.propose(
            session,
            _actor,
            _data,
            name,
            catalogue=reads.catalogue(),
            period=_wishes.period,
            supplier=_wishes.supplier,
            answers=_wishes.answers,
            complete=_wishes.complete,
        )
