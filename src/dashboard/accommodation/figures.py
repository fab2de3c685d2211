"""The figures of accommodation per place, district and period, as one circle has them.

Where a facilities table exists for a place and period, its sums are the place's figures; elsewhere what a wide table
said. Protected houses are in no place's figure, only in the district's.
"""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.sums import Key, place_signs, place_sums
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import PROTECTED, Territory, sums_over_places
from dashboard.observations.suppressions import patterns
from dashboard.observations.withholding import withhold
from dashboard.periods import Frequency, Period
from dashboard.store import Circle
from dashboard.tables.signs import BESIDE_VALUE, NOTHING, WITHOUT_VALUE, combined

PERSONS = ("belegt", "zugaenge", "abgaenge", "davon_asylblg", "davon_sgb", "davon_selbstzahler")
GOES_WITH = {"nutzbar_frei": "belegt"}
"""Figures of places that fall with a count of persons (the catalogue's ``hidden_with``)."""
REQUIRED = ("plaetze", "belegt")
"""Figures that every row of a facilities file states: a place whose shelters are all protected has 0 of them."""
COLUMNS = ["area", "period", "period_end", "indicator", "value", "sign", "uploads", "facilities", "partial", "known"]


def figures(session: Session, circle: Circle, territory: Territory) -> pd.DataFrame:
    """All figures of all places and of the district, in all quarters, after withholding.

    Columns: area, period, period_end, indicator, value, sign, uploads (tuple of ids), facilities (number, NaN where the
    figure is from a wide table or withheld), partial (only some facilities state it: then there is no value), known
    (the sum over those that do), derived (bool), missing (tuple of areas a district's sum lacks), and for ``plaetze``
    blocked: what is known of the ``gesperrt`` among them.
    """
    return shown(session, circle, unprotected(session, circle, territory))


def shown(session: Session, circle: Circle, frame: pd.DataFrame) -> pd.DataFrame:
    """What ``figures`` makes of the frame that ``unprotected`` has read; the frame stays as it is."""
    frame = frame[frame["area"] != PROTECTED].reset_index(drop=True)
    return frame if circle is Circle.INTERNAL else _withheld(frame, session)


def unprotected(session: Session, circle: Circle, territory: Territory) -> pd.DataFrame:
    """The same before withholding, with the protected houses of the district in rows of the area ``PROTECTED``.

    For the protection itself, and for nothing that is shown.
    """
    places = _of_places(session, circle, territory)
    places = places.assign(blocked=_blocked(places))
    district = _of_district(places, territory)
    stated = places[places["area"] == territory.district]
    places = places[places["area"] != territory.district]
    if _one_place(territory):
        return _complete(district)
    # A district's own line stands, as with every other figure, but not against houses that were counted.
    firm = district[district["counted"]]
    own = stated[~_keys(stated).isin(_keys(firm))]
    sums = district[~_keys(district).isin(_keys(own))]
    return _complete(pd.concat([places, sums, own], ignore_index=True))


def _keys(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["period"] + "|" + frame["indicator"]


def _one_place(territory: Territory) -> bool:
    """A kreisfreie Stadt is place and district in one: its figure is the total, protected houses included."""
    return territory.municipalities == (territory.district,)


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    frame["derived"] = frame["derived"].eq(True) if "derived" in frame else frame["facilities"].notna()
    frame.loc[frame["facilities"].notna(), "derived"] = True
    if "missing" not in frame:
        frame["missing"] = [()] * len(frame)
    frame["missing"] = [value if isinstance(value, tuple) else () for value in frame["missing"]]
    return frame.reset_index(drop=True)


def _of_places(session: Session, circle: Circle, territory: Territory) -> pd.DataFrame:
    sums = place_sums(session, circle)
    inside = {*territory.municipalities, *territory.association_of.values(), territory.district}
    sums = sums[sums["area"].isin(inside)]
    open_, protected = sums[~sums["protected"]], sums[sums["protected"]]
    only_protected = protected.merge(open_[["area", "period"]], how="left", indicator=True, on=["area", "period"])
    only_protected = only_protected[only_protected["_merge"] == "left_only"].drop(columns="_merge")
    signs = place_signs(session, circle)
    parts = [
        _long(open_, signs),
        _long(_emptied(only_protected), {}),
        _long(_one_sum_of(protected), signs),
        _stated(session, circle, inside, set(zip(sums["area"], sums["period"], strict=True))),
    ]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)


def _emptied(sums: pd.DataFrame) -> pd.DataFrame:
    """The open part of places all of whose shelters are protected: no facility, so nothing in them."""
    empty = sums.copy()
    empty[["facilities", "parts"]] = 0
    for name in FIGURES:
        empty[name] = 0.0 if name in REQUIRED else np.nan
        empty[f"{name}_stated"] = 0
    return empty


def _one_sum_of(protected: pd.DataFrame) -> pd.DataFrame:
    """Protected houses of the whole district as one line that belongs to no place."""
    if protected.empty:
        return protected
    keys = ["period", "period_end"]
    numbers = ["facilities", "parts", *FIGURES, *(f"{name}_stated" for name in FIGURES)]
    grouped = protected.groupby(keys, as_index=False)[numbers].sum(min_count=1)
    ids: dict[str, set[int]] = {}
    for period, upload in zip(protected["period"], protected["upload"], strict=True):
        ids.setdefault(period, set()).add(int(upload))
    grouped["upload"] = pd.Series([tuple(sorted(ids[period])) for period in grouped["period"]], dtype=object)
    return grouped.assign(area=PROTECTED)


def _long(sums: pd.DataFrame, signs: Mapping[Key, Counter[str]]) -> pd.DataFrame:
    blocks = []
    for name in FIGURES:
        stated, parts = sums[f"{name}_stated"], sums["parts"]
        whole = stated == parts
        rows = zip(sums["area"], sums["period"], whole, parts, strict=True)
        found = [(signs.get((area, period, name)), all_, count) for area, period, all_, count in rows]
        blocks.append(
            pd.DataFrame(
                {
                    "area": sums["area"],
                    "period": sums["period"],
                    "period_end": sums["period_end"],
                    "indicator": name,
                    "value": sums[name].where(whole, np.nan),
                    "sign": [_sign(counts, all_, count) if counts else "" for counts, all_, count in found],
                    "uploads": [ids if isinstance(ids, tuple) else (int(ids),) for ids in sums["upload"]],
                    "facilities": sums["facilities"].astype(float),
                    "partial": ~whole & (stated > 0),
                    "known": sums[name],
                }
            )
        )
    return pd.concat(blocks, ignore_index=True)


def _sign(counts: Counter[str], whole: bool, facilities: int) -> str:
    """The sign of a sum: beside a value those of its parts, in the place of one those that stand for the missing."""
    if not whole:
        return combined(*(sign for sign in counts if sign in WITHOUT_VALUE))
    nothing = [NOTHING] if counts[NOTHING] == facilities else []
    return combined(*nothing, *(sign for sign in counts if sign in BESIDE_VALUE))


def _blocked(places: pd.DataFrame) -> "pd.Series[float]":
    """For each row of ``plaetze`` what is known of the blocked ones among them."""
    rows = places[places["indicator"] == "gesperrt"]
    known = dict(zip(zip(rows["area"], rows["period"], strict=True), rows["known"], strict=True))
    keys = zip(places["area"], places["period"], places["indicator"], strict=True)
    found = [known.get((area, period), np.nan) if name == "plaetze" else np.nan for area, period, name in keys]
    return pd.Series(found, index=places.index, dtype=float)


def _stated(session: Session, circle: Circle, areas: set[str], reported: set[tuple[str, str]]) -> pd.DataFrame:
    frame = observations.values(session, circle, indicators=FIGURES, areas=sorted(areas), totals_only=True)
    keys = zip(frame["area"], frame["period"], strict=True)
    # A facilities table wins over another number for the same place and period.
    keep = [key not in reported and Period.of(key[1]).frequency is Frequency.QUARTER for key in keys]
    frame = frame[np.array(keep, dtype=bool)]
    uploads = pd.Series([(int(number),) for number in frame["upload"]], index=frame.index, dtype=object)
    return frame.assign(uploads=uploads, facilities=np.nan, partial=False, known=frame["value"])[COLUMNS]


def _of_district(places: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    rows = []
    inside = places if _one_place(territory) else places[places["area"] != territory.district]
    for name, group in inside.groupby("indicator"):
        lookup = {(a, p): u for a, p, u in zip(group["area"], group["period"], group["uploads"], strict=True)}
        blocked = dict(zip(zip(group["area"], group["period"], strict=True), group["blocked"], strict=True))
        houses = set(zip(group["area"], group["period"], group["facilities"].notna(), strict=True))
        ends = dict(zip(group["period"], group["period_end"], strict=True))
        counted = group[group["facilities"].notna() & (group["area"] != PROTECTED)]
        apart = set(zip(counted["area"], counted["period"], strict=True))
        sums = sums_over_places(group, territory, apart)
        for period, value, sign, missing, areas in zip(*(sums[column] for column in sums.columns), strict=True):
            uploads = {upload for area in areas for upload in lookup[(area, period)]}
            rows.append(
                {
                    "area": territory.district,
                    "period": period,
                    "period_end": ends[period],
                    "indicator": name,
                    "value": value,
                    "sign": sign,
                    "uploads": tuple(sorted(uploads)),
                    "facilities": np.nan,
                    "partial": False,
                    "known": value,
                    "derived": True,
                    "missing": missing,
                    "blocked": float(np.nansum([blocked[(area, period)] for area in areas])),
                    "counted": any((area, period, True) in houses for area in areas),
                }
            )
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "derived", "missing", "blocked", "counted"])
    return frame.astype({"counted": bool})


def _withheld(frame: pd.DataFrame, session: Session) -> pd.DataFrame:
    """The frame without the counts of persons that the patterns of its quarters hide, and without what goes with them.

    A quarter without a pattern hides them all.
    """
    known = patterns(session, PERSONS)
    columns = (frame[name] for name in ("indicator", "area", "period"))
    rows = [
        (judge := GOES_WITH.get(code, code)) in PERSONS
        and ((pattern := known.get((judge, period))) is None or pattern.hides(area, ""))
        for code, area, period in zip(*columns, strict=True)
    ]
    hidden = pd.Series(rows, index=frame.index, dtype=bool)
    hidden &= frame["value"].notna() | frame["partial"].eq(True)
    frame = withhold(frame, hidden)
    frame.loc[hidden, "partial"] = False
    frame.loc[hidden, ["known", "facilities"]] = np.nan
    return frame
