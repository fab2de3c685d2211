"""What builders of a folder's exhibits read: one session, one circle, one quarter, one day; each thing read once."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation import series
from dashboard.accommodation.houses import Houses
from dashboard.accommodation.queries import facilities, latest
from dashboard.accommodation.value import Value
from dashboard.accommodation.values import figures_of
from dashboard.alliances.standing import Followed, follow
from dashboard.catalogue import Catalogue
from dashboard.exhibits.monitoring_rates import INHABITANTS, Inhabitants, inhabitants_of
from dashboard.exhibits.monitoring_series import Observed, observed
from dashboard.geography import queries as geography
from dashboard.periods import Frequency, Period
from dashboard.planning import queries as planning
from dashboard.planning.ahead import ahead
from dashboard.planning.outlook_views import Forecast
from dashboard.planning.quota import quota
from dashboard.planning.quota_views import Quota
from dashboard.store import Actor, Circle, Role

NO_BOUNDARIES = "keine Grenzen eingetragen"


class Source:
    """Everything as ``circle`` has it, whoever asks: protected houses and one's own bodies are nobody's here.

    To be made anew for every session and never kept beyond it, like ``Houses``.
    """

    def __init__(self, session: Session, circle: Circle, catalogue: Catalogue, period: Period, today: date) -> None:
        """``period``: the quarter up to whose end exhibits reach; ``today``: what is due or late is seen from it."""
        self.session, self.circle, self.catalogue = session, circle, catalogue
        self.period, self.today = period, today
        self.reader = Actor("Mappe", Role.VIEWER, circle)
        self._frames: dict[tuple[str, Frequency | None], pd.DataFrame] = {}
        self._opened: dict[tuple[str, bool, Frequency | None], Observed] = {}

    @cached_property
    def district(self) -> geography.District:
        """The own district; raises NotFound before it is set up."""
        return geography.district(self.session)

    @cached_property
    def places(self) -> pd.DataFrame:
        """The district's places in official order."""
        return geography.places(self.session, self.district.area)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of the places by area."""
        return dict(zip(self.places["area"], self.places["name"], strict=True))

    @cached_property
    def drawn(self) -> geography.Drawn:
        """Outlines of the places below the district."""
        own = self.district.area
        below = [area for area in self.places["area"] if area != own] or [own]
        return geography.features(self.session, below)

    @property
    def boundary_source(self) -> str:
        """Whose outlines they are."""
        return " · ".join(self.drawn.sources) or NO_BOUNDARIES

    @cached_property
    def houses(self) -> Houses:
        """What all indicators of accommodation share."""
        return Houses(self.session, self.circle, self.places, self.district.area)

    @property
    def history(self) -> pd.DataFrame:
        """Accommodation per place and quarter."""
        return self.houses.history

    @cached_property
    def facilities(self) -> pd.DataFrame | None:
        """Single facilities as last known at the quarter; None outside the internal circle."""
        if self.circle is not Circle.INTERNAL:
            return None
        return latest(facilities(self.session, self.reader, areas=self.places["area"].tolist()), self.period)

    @cached_property
    def quota(self) -> Quota | None:
        """The quota of today's period, else of the newest one that began; None where this circle has none."""
        known = planning.periods(self.session, self.circle)
        begun = [one for one in known if one.first <= self.today] or known[:1]
        if not begun:
            return None
        return quota(
            self.session, self.circle, self.places, self.district.area, self.catalogue, begun[-1], self.today
        )  # fmt: skip

    @cached_property
    def forecast(self) -> Forecast:
        """The outlook from the quarter on, with nothing turned."""
        _, found = ahead(
            self.session, self.circle, self.places, self.district.area, self.catalogue, self.today, self.period,
            houses=self.houses,
        )  # fmt: skip
        return found

    @cached_property
    def goals(self) -> tuple[Followed, ...]:
        """The goals this circle sees and where they stand."""

        def figures(code: str) -> list[Value]:
            return figures_of(
                self.session, self.circle, self.catalogue, code, self.places, self.district.area, houses=self.houses
            )

        return follow(self.session, self.reader, self.catalogue, figures, self.today)

    def frame(self, code: str, over: Frequency | None = None) -> pd.DataFrame:
        """All values of an indicator. Not to be changed."""
        if (code, over) not in self._frames:
            self._frames[code, over] = series.series(
                self.session, self.circle, self.catalogue, code, self.places, self.district.area, over=over,
                houses=self.houses,
            )  # fmt: skip
        return self._frames[code, over]

    def opened(self, code: str, *, per_thousand: bool = False, over: Frequency | None = None) -> Observed:
        """An indicator, opened once for all its exhibits."""
        key = (code, per_thousand, over)
        if key not in self._opened:
            self._opened[key] = observed(
                self.frame(code, over), self.catalogue.indicators[code], self.catalogue.breaks_of(code),
                inhabitants=self._inhabitants(code) if per_thousand else None, frequency=over,
                order=self.places["area"].tolist(),
            )  # fmt: skip
        return self._opened[key]

    def opened_of(
        self, code: str, area: str, *, per_thousand: bool = False, over: Frequency | None = None
    ) -> Observed:  # fmt: skip
        """An indicator of one place alone, which then is what its exhibits are about."""
        frame = self.frame(code, over)
        return observed(
            frame[frame["area"].eq(area)], self.catalogue.indicators[code], self.catalogue.breaks_of(code),
            inhabitants=self._inhabitants(code) if per_thousand else None, frequency=over,
        )  # fmt: skip

    def opened_all(self) -> dict[str, Observed]:
        """All indicators that are turned on."""
        return {one.code: self.opened(one.code) for one in self.catalogue.enabled()}

    def trap(self, code: str) -> tuple[str, ...]:
        """What is easily misread about an indicator; empty where there is nothing."""
        text = self.catalogue.indicators[code].trap
        return (text,) if text else ()

    def _inhabitants(self, code: str) -> Inhabitants:
        return inhabitants_of(self.catalogue, code, self.frame(INHABITANTS))
