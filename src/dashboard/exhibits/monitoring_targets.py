"""Where the rows of an exhibit lead, as plain columns beside its table: a page makes links of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.exhibits.exhibit import Exhibit

MONITORING, ACCOMMODATION = "monitoring", "accommodation"
PREFIX = "target_"
PARTS = ("page", "indicator", "area")


@dataclass(frozen=True)
class Target:
    """A page (by the name of its file) and what is opened there."""

    page: str
    indicator: str = ""
    area: str = ""


def with_targets(rows: pd.DataFrame, found: Sequence[Target]) -> pd.DataFrame:
    """The rows with the columns that ``targets`` reads; one target per row."""
    return rows.assign(**{f"{PREFIX}{part}": [getattr(target, part) for target in found] for part in PARTS})


def targets(exhibit: Exhibit) -> tuple[Target, ...]:
    """The target of each row, in the order of the table; none where the exhibit has no targets."""
    names = [f"{PREFIX}{part}" for part in PARTS]
    if any(name not in exhibit.data for name in names):
        return ()
    return tuple(Target(*parts) for parts in zip(*(exhibit.data[name].tolist() for name in names), strict=True))
