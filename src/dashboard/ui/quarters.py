"""Which quarter the office is working on: also one that has no figures yet."""

from datetime import date

import streamlit as st

from dashboard.formats import local_day
from dashboard.periods import Frequency, Period
from dashboard.store import now
from dashboard.ui import reads
from dashboard.ui.visit import Here

WORKED_ON = "arbeitsquartal"
FURTHEST = 8
"""Quarters without figures that are offered at most."""


def today() -> date:
    """The day it is in Berlin."""
    return local_day(now())


def worked_on(here: Here) -> Period:
    """Choose a quarter to collect tables for: those with figures, and the ones after them up to the present one."""
    codes = _choices(reads.quarters(here), today())
    if st.session_state.get(WORKED_ON) not in (None, *codes):
        del st.session_state[WORKED_ON]
    st.selectbox(
        "Quartal, für das gesammelt wird",
        codes,
        index=codes.index(_usual(here, codes)),
        format_func=lambda code: Period.of(code).label,
        key=WORKED_ON,
        bind="query-params",
        filter_mode=None,
        width=300,
    )
    return Period.of(str(st.session_state[WORKED_ON]))


def _choices(known: list[str], day: date) -> list[str]:
    """Codes, newest first."""
    present = Period.containing(day, Frequency.QUARTER)
    if not known:
        return [present.code, present.previous().code]
    found = [Period.of(known[0])]
    while found[-1] < present and len(found) <= FURTHEST:
        found.append(found[-1].next())
    return [period.code for period in reversed(found)] + known[1:]


def _usual(here: Here, codes: list[str]) -> str:
    """The quarter that ended last: its tables are coming in. Example data stay where they are."""
    ended = Period.containing(today(), Frequency.QUARTER).previous().code
    if ended in codes and not reads.is_fictional(here):
        return ended
    newest = reads.quarters(here)
    return newest[0] if newest else codes[-1]
