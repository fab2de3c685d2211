"""The quota of a period: what the district and each place must take in, have taken in, and still owe."""

from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.planning.quota_views import PeriodView, Quota
from dashboard.store import Circle


def quota(
    session: Session,
    circle: Circle,
    places: pd.DataFrame,
    district: str,
    catalogue: Catalogue,
    view: PeriodView,
    today: date,
) -> Quota:
    """The quota of ``view`` (from ``queries``) as this circle may have it on ``today``.

    ``places``: frame of the district's places in official order. Never raises for what does not add up: ``findings``
    say so, and what cannot be known is None.
    """
    raise NotImplementedError
