"""What a facilities file would change: figure by figure, and which facilities end with it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.identity import identify
from dashboard.accommodation.models import Report
from dashboard.accommodation.reports import DETAILS, current_occupancies
from dashboard.intake.changes import CHANGED, GONE, MISSING, NEW, TABLE_COLUMNS, UNCHANGED, Changes
from dashboard.intake.content import stated
from dashboard.observations.models import IN_FORCE, Upload

PROTECTED_NAME = "Geschützte Unterkunft"
"""Stands for the name of a protected house wherever a person may read who is not of the named group."""
KEY = ["facility", "area", "period"]
COMPARED = [name for name in DETAILS if name not in ("rows", "signs")]


@dataclass(frozen=True)
class Held:
    """A file's facilities held against what is current."""

    here: pd.DataFrame
    """``FACILITY_COLUMNS`` and facility: the id in the store, or ``NEW``."""
    there: pd.DataFrame
    """The current occupancies of the same periods, of all places."""

    @property
    def gone(self) -> pd.DataFrame:
        """Facilities of the file's places and periods that end with it, with the names people may read."""
        inside = self.there.merge(self.here[["area", "period"]].drop_duplicates(), on=["area", "period"])
        gone = _without(inside, self.here)
        return gone.assign(name=_shown(gone)).reset_index(drop=True)


def hold(session: Session, facilities: pd.DataFrame) -> Held:
    """Hold the facilities of a file (``FACILITY_COLUMNS``) against the current reports of their periods."""
    there = current_occupancies(session, facilities["period"].unique().tolist())
    return Held(facilities.assign(facility=identify(session, facilities)), there.assign(key="", line=0))


def compare_facilities(session: Session, held: Held, supplier: str) -> Changes:
    """What the file changes, figure by figure; ``missing`` are places of the same supplier's last file, too."""
    here, there = held.here, held.there
    named = here[["area", "period"]].drop_duplicates()
    elsewhere = there.merge(named, how="left", on=["area", "period"], indicator=True)
    elsewhere = elsewhere[elsewhere["_merge"] == "left_only"]
    last = _last_reports(session, named["period"].unique().tolist(), supplier)
    own = [last.get(p) == u for p, u in zip(elsewhere["period"], elsewhere["upload"], strict=True)]
    elsewhere = elsewhere[np.array(own, dtype=bool)]
    tables = [_figures(here, there), _ended(held.gone, GONE), _ended(elsewhere, MISSING)]
    filled = [table for table in tables if len(table)]
    return Changes.of(pd.concat(filled, ignore_index=True)) if filled else Changes()


def changed_details(held: Held) -> int:
    """How many facilities keep their figures' keys but have another name, kind, operator, position and so on."""
    joined = held.here.merge(held.there, on=KEY, suffixes=("", "_old"))
    differ = np.zeros(len(joined), dtype=bool)
    for name in COMPARED:
        new, old = joined[name], joined[f"{name}_old"]
        differ |= ~(new.eq(old) | (new.isna() & old.isna())).fillna(False).to_numpy(dtype=bool)
    return int(differ.sum())


def missing_places(session: Session, facilities: pd.DataFrame, supplier: str) -> list[tuple[str, str]]:
    """Places and periods of the same supplier's last file for these periods that this file does not name."""
    periods = facilities["period"].unique().tolist()
    last = _last_reports(session, periods, supplier)
    named = set(zip(facilities["area"], facilities["period"], strict=True))
    statement = select(Report.area, Report.period, Report.upload).where(Report.current, Report.period.in_(periods))
    return [
        (area, period)
        for area, period, upload in session.execute(statement).tuples()
        if last.get(period) == upload and (area, period) not in named
    ]


def _figures(here: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    new, old = stated(here), stated(there)
    key = [*KEY, "indicator"]
    old = old[[*key, "value", "sign"]].rename(columns={"value": "old", "sign": "old_sign"}).assign(known=True)
    joined = new.merge(old, how="left", on=key)
    joined["known"] = joined["known"].eq(True)
    joined["old_sign"] = joined["old_sign"].fillna("")
    same = joined["value"].eq(joined["old"]) | (joined["value"].isna() & joined["old"].isna())
    same &= joined["sign"].eq(joined["old_sign"])
    joined["state"] = np.select([~joined["known"], same], [NEW, UNCHANGED], CHANGED)
    return joined.assign(breakdown="", subject=_shown(joined))[TABLE_COLUMNS]


def _ended(there: pd.DataFrame, state: str) -> pd.DataFrame:
    old = stated(there).rename(columns={"value": "old", "sign": "old_sign"})
    old = old.assign(state=state, subject=_shown(old))
    return old.assign(breakdown="", value=np.nan, sign="", line=0)[TABLE_COLUMNS]


def _without(there: pd.DataFrame, here: pd.DataFrame) -> pd.DataFrame:
    found = there.merge(here[KEY], how="left", on=KEY, indicator=True)
    return found[found["_merge"] == "left_only"].drop(columns="_merge")


def _shown(rows: pd.DataFrame) -> "pd.Series[str]":
    return rows["name"].astype("str").mask(rows["protected"].eq(True), PROTECTED_NAME)


def _last_reports(session: Session, periods: list[str], supplier: str) -> dict[str, int]:
    """Per period the supplier's newest facilities file in force."""
    statement = (
        select(Report.period, func.max(Upload.id))
        .join(Upload, Upload.id == Report.upload)
        .where(Upload.supplier == supplier, Upload.state == IN_FORCE, Report.period.in_(periods))
        .group_by(Report.period)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
