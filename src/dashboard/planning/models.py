"""Tables of planning: quota periods and what was decided for them, intake, planned facilities, scenarios.

What a ministry or a council decides is never overwritten: terms, district quotas and official values of a place are
added, and the newest decision holds.
"""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base
from dashboard.store.base import Moment
from dashboard.store.kept import Kept


class QuotaPeriod(Kept, Base):
    """A period of distribution. Its last day and its persons are in ``QuotaTerm``, because both are decided anew."""

    __tablename__ = "quota_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date] = mapped_column(Date, unique=True)
    """First day, the first of a month."""
    previous: Mapped[int | None] = mapped_column(ForeignKey("quota_period.id"), unique=True)
    """The period whose rest is carried over into this one."""
    carried_over: Mapped[int | None]
    """Persons carried over for the district as they were set; None: what the period before left."""
    carrying: Mapped[str] = mapped_column(String(20))
    counting: Mapped[str] = mapped_column(String(20))
    basis: Mapped[str] = mapped_column(String(20))
    """Period code of the inhabitants it is shared out by (``2022``: 31.12.2022)."""
    note: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    """Since when the other circles see it; None: inside the office only."""
    published_by: Mapped[str | None] = mapped_column(String(200))


class QuotaTerm(Base):
    """A decision on a period: until when, and how many persons the district takes in. The newest one holds."""

    __tablename__ = "quota_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_period: Mapped[int] = mapped_column(ForeignKey("quota_period.id"), index=True)
    last: Mapped[date] = mapped_column(Date)
    """Last day, the last of a month."""
    persons: Mapped[int]
    """As set for the district, without what was carried over."""
    decided_by: Mapped[str] = mapped_column(String(200))
    """Who decided: a ministry, an office, an organ; no name of a person."""
    decided_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(200))


class QuotaRule(Kept, Base):
    """A place that is exempt or has a fixed share in a period."""

    __tablename__ = "quota_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_period: Mapped[int] = mapped_column(ForeignKey("quota_period.id"), index=True)
    area: Mapped[str] = mapped_column(String(9))
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[float | None] = mapped_column(Float)
    """Persons, or per cent of what is shared out; None for an exemption."""
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date] = mapped_column(Date)


class QuotaCredit(Kept, Base):
    """Persons credited to a place, or to the district as a whole, under a local rule."""

    __tablename__ = "quota_credit"

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_period: Mapped[int] = mapped_column(ForeignKey("quota_period.id"), index=True)
    area: Mapped[str | None] = mapped_column(String(9))
    """None: the district alone, no place's share falls by it."""
    kind: Mapped[str] = mapped_column(String(20))
    persons: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date] = mapped_column(Date)


class QuotaOfficial(Base):
    """The official value of a place in a period, what was carried over included. The newest one holds."""

    __tablename__ = "quota_official"

    id: Mapped[int] = mapped_column(primary_key=True)
    quota_period: Mapped[int] = mapped_column(ForeignKey("quota_period.id"), index=True)
    area: Mapped[str] = mapped_column(String(9))
    persons: Mapped[int | None]
    """None: taken back; the computed value holds again."""
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(200))


class Intake(Kept, Base):
    """People a place took in within a week or a month, as the office counts them for itself."""

    __tablename__ = "quota_intake"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(9))
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    persons: Mapped[int]
    """Below zero where an earlier count is put right."""
    note: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("area", "first", "last"),)


class PlannedFacility(Kept, Base):
    """Places that are to come: where, how many, when and how likely."""

    __tablename__ = "planned_facility"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(9))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    """Kind of accommodation as in the facilities table."""
    places: Mapped[int]
    opens: Mapped[date | None] = mapped_column(Date)
    """None: not known; such a facility is named and not counted."""
    probability: Mapped[int]
    """Per cent."""
    stage: Mapped[str] = mapped_column(String(20))
    protected: Mapped[bool] = mapped_column(Boolean, default=False)
    note: Mapped[str] = mapped_column(Text)
    circle: Mapped[str] = mapped_column(String(20), default="internal")


class Scenario(Kept, Base):
    """Assumptions of a forecast under a name."""

    __tablename__ = "scenario"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_folded: Mapped[str] = mapped_column(String(500), unique=True)
    assumptions: Mapped[str] = mapped_column(Text)
    """JSON of ``assumptions.Assumptions``."""
    note: Mapped[str] = mapped_column(Text)
