"""The first protection of persons: outside the internal circle counts of 1 to 4 are withheld.

It stands until disclosure control proper, with secondary suppression over all published margins, takes its place.
"""

import numpy as np
import pandas as pd

from dashboard.observations.aggregation import WITHHELD

THRESHOLD = 5
"""Counts of persons below it, but above zero, are withheld (domain: default 5, never below 3)."""


def small(values: "pd.Series[float]", threshold: int = THRESHOLD) -> "pd.Series[bool]":
    """Which counts are above zero and below the threshold."""
    return (values > 0) & (values < threshold)


def withhold(frame: pd.DataFrame, rows: "pd.Series[bool]") -> pd.DataFrame:
    """The frame with value and sign of ``rows`` replaced: no number is left in it."""
    result = frame.copy()
    result.loc[rows, "value"] = np.nan
    result.loc[rows, "sign"] = WITHHELD
    return result
