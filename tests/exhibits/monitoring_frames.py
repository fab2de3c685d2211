"""Small frames for the tests of the monitoring: one indicator's values as the queries deliver them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from exhibit_frames import NAN, PEINE

from dashboard import catalogue
from dashboard.catalogue import Catalogue
from dashboard.exhibits import Exhibit, table
from dashboard.exhibits.monitoring_rates import Inhabitants, allowed_mismatch
from dashboard.exhibits.monitoring_series import Observed, observed
from dashboard.periods import Period

COLUMNS = (
    *("area", "name", "level", "kind", "parent", "period", "period_end", "breakdown", "members"),
    *("value", "sign", "missing", "derived", "note", "source"),
)
STATE = {"area": "03", "name": "Niedersachsen", "level": "state", "kind": "Land", "parent": None}
QUARTERS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
Q2, Q3 = Period("2026-Q2"), Period("2026-Q3")


@lru_cache(maxsize=1)
def real() -> Catalogue:
    """The catalogue that comes with the program."""
    return catalogue.load(Path(__file__).parents[2] / "data" / "catalogue")


def row(place: Mapping[str, Any], code: str, value: float | str, **more: Any) -> dict[str, Any]:
    """One value; a text is a sign without one. ``members`` make it a value of a breakdown."""
    members = more.get("members", {})
    return {
        **{name: place[name] or "" for name in ("area", "name", "level", "kind", "parent")},
        "period": code,
        "period_end": Period.of(code).last,
        "breakdown": "|".join(f"{name}={member}" for name, member in sorted(members.items())),
        "members": members,
        "value": NAN if isinstance(value, str) else float(value),
        "sign": value if isinstance(value, str) else "",
        "missing": (),
        "derived": False,
        "note": "",
        "source": "",
        **more,
    }


def series(place: Mapping[str, Any], values: Iterable[float | str], codes: Iterable[str] = QUARTERS) -> list[dict]:
    """Values of a place, one period after the other."""
    return [row(place, code, value) for code, value in zip(codes, values, strict=False)]


def frame(*rows: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def seen(*rows: Mapping[str, Any], code: str = "belegt", **more: Any) -> Observed:
    """An indicator of the real catalogue with these values."""
    return observed(frame(*rows), real().indicators[code], real().breaks_of(code), **more)


def inhabitants(*rows: Mapping[str, Any], code: str = "belegt", **more: Any) -> Inhabitants:
    """Inhabitants with what the catalogue allows for an indicator."""
    people = real().indicators["einwohner"]
    return Inhabitants(
        frame(*rows),
        people,
        real().breaks_of("einwohner"),
        **{"date_mismatch": allowed_mismatch(real(), code), **more},
    )


def peine(*values: float | str) -> list[dict]:
    """The district's values, the last one in the 3rd quarter of 2026."""
    return series(PEINE, values, QUARTERS[len(QUARTERS) - len(values) :])


def opened(**rows: Any) -> dict[str, Observed]:
    """Indicators by code, each with its rows; a tuple of values are the district's newest ones."""
    return {
        code: seen(*(peine(*found) if isinstance(found, tuple) else found), code=code) for code, found in rows.items()
    }


def decided() -> Catalogue:
    """The catalogue as it is once decisions have turned on all restricted indicators."""
    on = {code: one.model_copy(update={"enabled": True}) for code, one in real().indicators.items()}
    return replace(real(), indicators=on)


def column(exhibit: Exhibit, name: str) -> list[str]:
    """What people read in a column of the table."""
    return table(exhibit)[name].tolist()
