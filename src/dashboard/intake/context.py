"""What every step of reading a file shares: the catalogue, the places, the decisions, and the findings so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from shapely import Geometry
from sqlalchemy.orm import Session

from dashboard.catalogue.catalogue import Catalogue
from dashboard.geography import queries as geography
from dashboard.geography.boundaries import bundled_places
from dashboard.geography.matching import Matcher
from dashboard.geography.queries import District
from dashboard.intake.decisions import Answers, Decisions
from dashboard.intake.findings import Findings
from dashboard.store import get_setting

COMPARISON_SETTING = "comparison_areas"
"""Key of the setting that lists the districts kept for comparison."""
Lines = npt.NDArray[np.int64]


class Territory:
    """The places a file may be about."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.district: District = geography.district(session)
        self.places: pd.DataFrame = geography.places(session, ended=True)
        self.matcher = Matcher(self.places, self.district.area, bundled_places())
        valid = self.places[self.places["valid_until"].isna()]
        self.names: Mapping[str, str] = dict(zip(self.places["area"], self.places["name"], strict=True))
        self.levels: Mapping[str, str] = dict(zip(valid["area"], valid["level"], strict=True))
        self.parents: Mapping[str, str] = dict(zip(valid["area"], valid["parent"], strict=True))

    @cached_property
    def outline(self) -> Geometry | None:
        """The district's shape; None where it has no boundary."""
        return geography.outline(self._session, self.district.area)

    @cached_property
    def compared(self) -> frozenset[str]:
        """Areas outside the district whose values are kept: its state, the federation, chosen districts."""
        chosen = get_setting(self._session, COMPARISON_SETTING, [])
        return frozenset({"DE", self.district.area[:2], *map(str, chosen)})

    def name(self, area: str) -> str:
        """The name people read; the code where the place is not known."""
        return self.names.get(area, area)

    def towns(self) -> list[str]:
        """Names of all places of the district, to tell them from names of persons."""
        inside = self.places[self.places["area"].str.startswith(self.district.area)]
        return [*inside["short_name"], *inside["name"]]


@dataclass
class Context:
    """Shared by all steps of reading one file."""

    session: Session
    catalogue: Catalogue
    territory: Territory
    decisions: Decisions
    answers: Answers
    findings: Findings = field(default_factory=Findings)
    places: dict[str, str] = field(default_factory=dict)
    """Texts that were matched to a place so far, and the place."""
