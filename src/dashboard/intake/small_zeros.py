"""A plain 0 that means „less than half of the unit“: only where a profile says so, and then it carries its sign."""

import numpy as np
import pandas as pd

from dashboard.catalogue.profiles import Profile
from dashboard.tables import signs


def marked(values: pd.DataFrame, profile: Profile | None) -> pd.DataFrame:
    """The values (``VALUE_COLUMNS``) of a table with the sign ``0`` at each 0 that is no „-“, as the profile says."""
    if profile is None or not profile.zero_is_small or values.empty:
        return values
    small = values["value"].eq(0) & ~values["sign"].str.contains(signs.NOTHING, regex=False)
    texts = {text: signs.combined(signs.SMALL, text) for text in values.loc[small, "sign"].unique()}
    sign = np.where(small, values["sign"].map(lambda text: texts.get(text, text)), values["sign"])
    return values.assign(sign=pd.array(sign, dtype="str"))
