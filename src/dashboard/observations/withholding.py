"""How a value is taken out of a frame that a narrower circle gets."""

import numpy as np
import pandas as pd

from dashboard.observations.aggregation import WITHHELD


def withhold(frame: pd.DataFrame, rows: "pd.Series[bool]") -> pd.DataFrame:
    """The frame with value and sign of ``rows`` replaced: no number is left in it."""
    result = frame.copy()
    result.loc[rows, "value"] = np.nan
    result.loc[rows, "sign"] = WITHHELD
    return result
