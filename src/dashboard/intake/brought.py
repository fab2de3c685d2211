"""What uploads in force have brought, table by table: the only evidence that a delivery came."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import Report
from dashboard.catalogue.catalogue import Catalogue
from dashboard.geography.places import GERMANY
from dashboard.geography.queries import own_district
from dashboard.observations.models import IN_FORCE, Observation, Upload
from dashboard.periods import Period

FACILITIES = "facilities"
"""The table of single facilities; every other table is called after its field."""
Key = tuple[str, str]


@dataclass(frozen=True)
class Brought:
    """One table of one period in one upload."""

    upload: int
    at: datetime
    supplier: str
    table: str
    period: str
    keys: frozenset[Key]
    """Indicator ("" for facilities) and area of all it states."""

    @property
    def areas(self) -> frozenset[str]:
        """The places it is about."""
        return frozenset(area for _, area in self.keys)


def table_titles(catalogue: Catalogue) -> dict[str, str]:
    """All tables that can be expected: code -> German title, in the order on screen."""
    return {FACILITIES: "Unterkünfte", **{field.code: field.title for field in catalogue.fields.values()}}


def brought(session: Session, catalogue: Catalogue, periods: Sequence[Period]) -> tuple[Brought, ...]:
    """What uploads in force state for these periods and the own district, the oldest upload first.

    Also what newer uploads have replaced since: it came all the same. Values of other areas, kept for comparison, are
    nobody's delivery.
    """
    if not periods:
        return ()
    found: dict[tuple[int, str, str], set[Key]] = defaultdict(set)
    for upload, period, area in session.execute(_reports(periods)):
        found[upload, FACILITIES, period].add(("", area))
    fields = {code: indicator.field for code, indicator in catalogue.indicators.items()}
    district = own_district(session) or GERMANY
    for upload, period, indicator, area in session.execute(_values(periods, list(fields))):
        if district == GERMANY or area.startswith(district):
            found[upload, fields[indicator], period].add((indicator, area))
    about = _uploads(session, sorted({upload for upload, _, _ in found}))
    rows = [
        Brought(upload, about[upload][0], about[upload][1], table, period, frozenset(keys))
        for (upload, table, period), keys in found.items()
    ]
    order = list(table_titles(catalogue))
    return tuple(sorted(rows, key=lambda row: (row.upload, row.period, order.index(row.table))))


def _reports(periods: Sequence[Period]) -> Select[int, str, str]:
    return (
        select(Report.upload, Report.period, Report.area)
        .join(Upload, Upload.id == Report.upload)
        .where(Upload.state == IN_FORCE, Report.period.in_([period.code for period in periods]))
        .distinct()
    )


def _values(periods: Sequence[Period], indicators: Sequence[str]) -> Select[int, str, str, str]:
    # A row without value and sign says that a key has ended; it is no delivery.
    stated = or_(Observation.value.is_not(None), Observation.sign != "")
    return (
        select(Observation.upload, Observation.period, Observation.indicator, Observation.area)
        .join(Upload, Upload.id == Observation.upload)
        .where(
            Upload.state == IN_FORCE,
            stated,
            Observation.indicator.in_(indicators),
            Observation.period.in_([period.code for period in periods]),
            Observation.period_end.in_({period.last for period in periods}),
        )
        .distinct()
    )


def _uploads(session: Session, numbers: Sequence[int]) -> dict[int, tuple[datetime, str]]:
    columns = (Upload.id, Upload.at, Upload.supplier)
    return {row.id: (row.at, row.supplier) for row in session.execute(select(*columns).where(Upload.id.in_(numbers)))}
