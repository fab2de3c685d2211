"""The outlook as documents and folders show it: with nothing turned, and each place from the newest quarter it has."""

from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.houses import Houses
from dashboard.catalogue import Catalogue
from dashboard.periods import Period
from dashboard.planning.earlier import looking_back
from dashboard.planning.forecast import forecast, read
from dashboard.planning.inputs import Inputs
from dashboard.planning.outlook_views import Forecast
from dashboard.store import Circle


def ahead(
    session: Session, circle: Circle, places: pd.DataFrame, district: str, catalogue: Catalogue, today: date,
    period: Period, *, houses: Houses,
) -> tuple[Inputs, Forecast]:  # fmt: skip
    """What is known up to the quarter ``period``, and the outlook from there on; ``places`` in official order."""

    def known(quarter: Period) -> Inputs:
        return read(session, circle, catalogue, places, district, today, quarter, houses=houses)

    inputs = known(period)
    return inputs, looking_back(lambda quarter: forecast(inputs if quarter == period else known(quarter)), period)
