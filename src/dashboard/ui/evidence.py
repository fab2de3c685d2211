"""Reads behind releases and the history of files and figures, kept per data version like those of ``reads``."""

import pandas as pd

from dashboard import access
from dashboard.accommodation import provenance as houses
from dashboard.accommodation.models import FIGURES
from dashboard.errors import NotAllowed
from dashboard.intake import kept_files, retention
from dashboard.intake.concerns import Concern
from dashboard.intake.concerns import concerns as _concerns
from dashboard.intake.pending import pending as _pending
from dashboard.intake.superseded import Superseded
from dashboard.intake.superseded import old_and_new as _old_and_new
from dashboard.intake.superseded import superseded as _superseded
from dashboard.intake.table_states import TableState
from dashboard.intake.table_states import releasable_periods as _periods
from dashboard.intake.table_states import table_states as _states
from dashboard.observations import provenance as values
from dashboard.periods import Period
from dashboard.store import Circle, Role
from dashboard.ui import reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

ENTRIES = 64
CONCERNS: Kept[tuple[Concern, ...]] = Kept(ENTRIES)
PENDING: Kept[pd.DataFrame] = Kept(ENTRIES)
SUPERSEDED: Kept[tuple[Superseded, ...]] = Kept(ENTRIES)


def periods(here: Here) -> list[Period]:
    """Periods that can be released, newest first; for the internal circle."""
    with store().reading() as session:
        return _periods(session, here.actor)


def table_states(here: Here, period: Period) -> tuple[TableState, ...]:
    """How far each table of a period is; for the internal circle."""
    with store().reading() as session:
        return _states(session, here.actor, reads.catalogue(), period)


def concerns(here: Here, period: Period, table: str) -> tuple[Concern, ...]:
    """What is missing or unusual in a table; for the internal circle."""
    here.actor.require_circle(Circle.INTERNAL)

    def read() -> tuple[Concern, ...]:
        with store().reading() as session:
            return _concerns(session, here.actor, reads.catalogue(), period, table)

    return CONCERNS.get((*_key(here), here.version("settings"), period.code, table), read)


def pending(here: Here, period: Period, table: str) -> pd.DataFrame:
    """What a release of a table would change, old and new; for the internal circle. Not to be changed."""
    here.actor.require_circle(Circle.INTERNAL)

    def read() -> pd.DataFrame:
        with store().reading() as session:
            return _pending(session, here.actor, reads.catalogue(), period, table)

    return PENDING.get((*_key(here), reads.catalogue().version, period.code, table), read)


def superseded(here: Here, upload: int) -> tuple[Superseded, ...]:
    """What an upload superseded; for editors of the internal circle."""
    here.actor.require(Role.EDITOR)
    here.actor.require_circle(Circle.INTERNAL)

    def read() -> tuple[Superseded, ...]:
        with store().reading() as session:
            return _superseded(session, here.actor, upload)

    return SUPERSEDED.get((*_key(here), upload), read)


def old_and_new(here: Here, upload: int) -> pd.DataFrame:
    """The values an upload changed; for editors of the internal circle."""
    with store().reading() as session:
        return _old_and_new(session, here.actor, upload)


def why_no_file(here: Here, upload: int) -> str:
    """Why the person here cannot have the file of an upload; empty where they can."""
    with store().reading() as session:
        return kept_files.why_not(session, here.actor, upload)


def file_of(here: Here, upload: int) -> bytes:
    """The bytes of an upload's file at the moment of the click: the session is looked up anew.

    Streamlit asks for them in a thread of its own, where it knows of no person.
    """
    visit = access.present(store(), here.visit.session_id)
    if visit is None:
        raise NotAllowed("Ihre Sitzung ist beendet. Bitte melden Sie sich neu an.")
    with store().reading() as session:
        return kept_files.kept_file(session, visit.actor(here.circle), upload).data


def figures_with_history(here: Here) -> list[str]:
    """Codes of the indicators of which anything was ever stated, in the order of the catalogue."""
    with store().reading() as session:
        known = set(values.indicators_with_history(session, here.actor))
        if houses.where_reported(session, here.actor):
            known |= set(FIGURES)
    return [indicator.code for indicator in reads.catalogue().remembered if indicator.code in known]


def where_stated(here: Here, indicator: str) -> list[tuple[str, str]]:
    """Areas and periods of which an indicator was ever stated, the newest period first."""
    with store().reading() as session:
        found = values.where_stated(session, here.actor, indicator)
        if indicator in FIGURES:
            found += houses.where_reported(session, here.actor)
    return sorted(dict.fromkeys(found), key=lambda pair: Period.of(pair[1]), reverse=True)


def statements(here: Here, indicator: str, area: str, period: Period) -> pd.DataFrame:
    """All that was ever said of a figure: of the houses first, then of the place itself."""
    with store().reading() as session:
        frame = values.value_history(session, here.actor, indicator, area, period.code)
        if indicator not in FIGURES:
            return frame
        single = houses.facility_history(session, here.actor, indicator, area, period.code)
    frames = [part for part in (single, frame) if len(part)]
    return pd.concat(frames, ignore_index=True) if frames else frame


def retention_years(here: Here) -> dict[str, int]:
    """Years that files are kept, per layout; for administrators."""
    here.actor.require(Role.ADMIN)
    here.actor.require_circle(Circle.INTERNAL)
    with store().reading() as session:
        return retention.retention(session)


def files_due(here: Here) -> tuple[retention.Due, ...]:
    """Files whose time is over; for administrators."""
    with store().reading() as session:
        return retention.due(session, here.actor)


def _key(here: Here) -> tuple[str, int, bool]:
    return reads.url(), here.version("figures"), here.actor.sees_protected
