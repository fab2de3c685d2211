"""The forecast of places: how many will be housed, how many places can be used, and how long they last."""

from dashboard.planning import assumption_words
from dashboard.planning.inputs import Inputs, read
from dashboard.planning.outlook import outlooks
from dashboard.planning.outlook_views import Assumptions, Forecast, Ground

__all__ = ["forecast", "read"]


def forecast(inputs: Inputs, assumptions: Assumptions | None = None) -> Forecast:
    """Twelve months of the district and each place. Pure: the same inputs and assumptions give the same forecast."""
    assumed = assumptions or Assumptions()
    district, *places = outlooks(inputs, assumed)
    sure = any(one.ground is Ground.ERRORS for one in (district, *places))
    return Forecast(
        district,
        tuple(places),
        inputs.backtest if sure else None,
        assumption_words.sentences(inputs, assumed),
        inputs.findings,
    )
