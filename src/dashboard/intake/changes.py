"""What taking a file over would change: new, changed, unchanged and missing keys, against what is current now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from dashboard.intake.content import Content, key_of
from dashboard.observations.models import IN_FORCE, TOTAL, Breakdown, Observation, Upload
from dashboard.observations.queries import current_rows
from dashboard.store.bulk import ids_by_key

Ids = npt.NDArray[np.int64]
KEY = ["indicator", "area", "period", "breakdown"]
NEW, CHANGED, UNCHANGED, MISSING, GONE = "new", "changed", "unchanged", "missing", "gone"
STATES = {NEW: "neu", CHANGED: "geändert", UNCHANGED: "unverändert", MISSING: "fehlt", GONE: "entfällt"}
"""German words for the states of a key."""
TABLE_COLUMNS = [
    *("state", "subject", "indicator", "area", "period", "breakdown"),
    *("old", "old_sign", "value", "sign", "line"),
]
UNKNOWN = -1
"""Stands for the id of a breakdown that the store does not have yet."""


@dataclass(frozen=True)
class Changes:
    """Counts of keys, and the table of them.

    ``missing`` counts what the same supplier had sent before and this file does not have, including facilities that
    end with it (state ``gone`` in the table).
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    table: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=TABLE_COLUMNS), repr=False)
    """``TABLE_COLUMNS``; ``subject`` is the facility's name, empty for other values; ``breakdown`` canonical text."""

    @classmethod
    def of(cls, table: pd.DataFrame) -> "Changes":
        """From the table of all keys."""
        counts = table["state"].value_counts()
        missing = int(counts.get(MISSING, 0)) + int(counts.get(GONE, 0))
        new, changed, unchanged = (int(counts.get(state, 0)) for state in (NEW, CHANGED, UNCHANGED))
        return cls(new, changed, unchanged, missing, table)

    def __add__(self, other: "Changes") -> "Changes":
        tables = [table for table in (self.table, other.table) if len(table)]
        table = pd.concat(tables, ignore_index=True) if tables else self.table
        return Changes(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.missing + other.missing,
            table,
        )

    def counts(self) -> dict[str, int]:
        """The four numbers by name."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged, "missing": self.missing}


def known_breakdowns(session: Session, content: Content) -> Ids:
    """The store's id per position in ``content.members``; ``UNKNOWN`` for new ones."""
    table = Breakdown.__table__
    assert isinstance(table, Table)
    keys = [key_of(members) for members in content.members]
    known = ids_by_key(session, table, "key", [key for key in keys if key])
    return np.array([known.get(key, UNKNOWN) if key else TOTAL for key in keys], dtype=np.int64)


def before(session: Session, content: Content) -> pd.DataFrame:
    """The current rows of the indicators and periods in a file, among them keys that have ended."""
    values = content.values
    return current_rows(session, values["indicator"].unique().tolist(), values["period"].unique().tolist())


def compare_values(content: Content, ids: Ids, current: pd.DataFrame, missing: pd.DataFrame) -> Changes:
    """The file's values against the ``current`` ones; ``missing`` as ``missing_values`` gives them."""
    values = content.values
    if values.empty:
        return Changes()
    keys = [key_of(members) for members in content.members]
    here = values.assign(breakdown=ids[values["breakdown"].to_numpy(dtype=np.int64)], position=values["breakdown"])
    if current.empty:
        joined = here.assign(old=np.nan, old_sign="", known=False)
    else:
        there = current[[*KEY, "value", "sign"]].rename(columns={"value": "old", "sign": "old_sign"})
        there = there[there["old"].notna() | there["old_sign"].ne("")].assign(known=True)
        joined = here.merge(there, how="left", on=KEY)
        joined["known"] = joined["known"].eq(True)
        joined["old_sign"] = joined["old_sign"].fillna("")
    same = joined["value"].eq(joined["old"]) | (joined["value"].isna() & joined["old"].isna())
    same &= joined["sign"].eq(joined["old_sign"])
    joined["state"] = np.select([~joined["known"], same], [NEW, UNCHANGED], CHANGED)
    joined["breakdown"] = pd.array(
        np.array(keys, dtype=object)[joined["position"].to_numpy(dtype=np.int64)], dtype="str"
    )
    table = joined.assign(subject="")[TABLE_COLUMNS]
    if len(missing):
        table = pd.concat([table, missing[TABLE_COLUMNS]], ignore_index=True)
    return Changes.of(table)


def missing_values(
    session: Session, content: Content, ids: Ids, current: pd.DataFrame, layout: str, supplier: str
) -> pd.DataFrame:
    """Current values of the same supplier's last file of this layout for these periods that this file lacks.

    ``current``: what ``before`` gives. Returns ``TABLE_COLUMNS`` and ``breakdown_id``.
    """
    columns = [*TABLE_COLUMNS, "breakdown_id"]
    last = _last_uploads(session, content.periods, layout, supplier)
    if not last:
        return pd.DataFrame(columns=columns)
    own = current[current["upload"].eq(current["period"].map(last))]
    here = content.values[KEY].assign(breakdown=ids[content.values["breakdown"].to_numpy(dtype=np.int64)])
    found = own.merge(here, how="left", on=KEY, indicator=True)
    found = found[found["_merge"] == "left_only"].drop(columns="_merge")
    lacking = pd.concat([found, _of_other_indicators(session, content, last)], ignore_index=True)
    lacking = lacking[lacking["value"].notna() | lacking["sign"].ne("")]
    lacking = lacking.rename(columns={"value": "old", "sign": "old_sign", "breakdown": "breakdown_id"})
    lacking["breakdown_id"] = lacking["breakdown_id"].astype("int64")
    texts = _texts(session, lacking["breakdown_id"].unique().tolist())
    named = pd.array([texts[number] for number in lacking["breakdown_id"]], dtype="str")
    return lacking.assign(state=MISSING, subject="", value=np.nan, sign="", line=0, breakdown=named)[columns]


def _of_other_indicators(session: Session, content: Content, last: Mapping[str, int]) -> pd.DataFrame:
    """Current rows of these uploads for indicators that the file does not have at all."""
    statement = select(Observation.indicator, Observation.period).where(
        Observation.current,
        Observation.upload.in_(set(last.values())),
        Observation.indicator.not_in(content.values["indicator"].unique().tolist()),
    )
    pairs = [tuple(row) for row in session.execute(statement.distinct())]
    rows = current_rows(session, sorted({pair[0] for pair in pairs}), sorted({pair[1] for pair in pairs}))
    return rows[rows["upload"].eq(rows["period"].map(last))]


def _texts(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Canonical texts of breakdowns by their ids."""
    rows = session.execute(select(Breakdown.id, Breakdown.key).where(Breakdown.id.in_(numbers)))
    return {row[0]: row[1] for row in rows}


def _last_uploads(session: Session, periods: Sequence[str], layout: str, supplier: str) -> dict[str, int]:
    """Per period the supplier's newest upload in force."""
    statement = (
        select(Observation.period, func.max(Upload.id))
        .join(Upload, Upload.id == Observation.upload)
        .where(
            Upload.supplier == supplier,
            Upload.layout == layout,
            Upload.state == IN_FORCE,
            Observation.period.in_(periods),
        )
        .group_by(Observation.period)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
