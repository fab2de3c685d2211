"""Tables of alliances, goals and measures. Progress is never kept: it is worked out from the figures."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base, Moment
from dashboard.store.kept import Kept


class Guarded(Kept):
    """Edited by people and meant for one circle and the wider ones."""

    circle: Mapped[str] = mapped_column(String(20), default="coordination")


class Alliance(Guarded, Base):
    __tablename__ = "alliance"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text)
    programme: Mapped[str] = mapped_column(String(200))
    lead: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """Federführung."""
    state: Mapped[str] = mapped_column(String(20))
    support: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """Prozessbegleitung."""
    support_from: Mapped[date | None] = mapped_column(Date)
    support_until: Mapped[date | None] = mapped_column(Date)
    next_meeting: Mapped[date | None] = mapped_column(Date)


class Partner(Kept, Base):
    __tablename__ = "alliance_partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    alliance: Mapped[int] = mapped_column(ForeignKey("alliance.id"), index=True)
    organisation: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(200))
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    """The last day; None: until further notice."""


class Recommendation(Guarded, Base):
    """A Handlungsempfehlung that goals serve."""

    __tablename__ = "recommendation"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))


class Goal(Guarded, Base):
    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    alliance: Mapped[int] = mapped_column(ForeignKey("alliance.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    recommendation: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    indicator: Mapped[str | None] = mapped_column(String(80), index=True)
    baseline_value: Mapped[float | None] = mapped_column(Float)
    baseline_period: Mapped[str | None] = mapped_column(String(20))
    target_value: Mapped[float | None] = mapped_column(Float)
    due_period: Mapped[str | None] = mapped_column(String(20))
    path: Mapped[str] = mapped_column(String(20))
    points: Mapped[str] = mapped_column(Text)
    """JSON list of [period, value], between baseline and target."""
    judgement: Mapped[str] = mapped_column(Text)
    judged_on: Mapped[date | None] = mapped_column(Date)
    judged_state: Mapped[str | None] = mapped_column(String(40))


class GoalArea(Base):
    __tablename__ = "goal_area"

    goal: Mapped[int] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    area: Mapped[str] = mapped_column(String(9), primary_key=True, index=True)


class GoalStep(Kept, Base):
    __tablename__ = "goal_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    goal: Mapped[int] = mapped_column(ForeignKey("goal.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    done_by: Mapped[str | None] = mapped_column(String(200))


class GoalNote(Base):
    """What somebody wrote to a goal: never changed, never deleted."""

    __tablename__ = "goal_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    goal: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    text: Mapped[str] = mapped_column(Text)
    circle: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index(None, "goal", "id"),)


class Measure(Guarded, Base):
    __tablename__ = "measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    alliance: Mapped[int] = mapped_column(ForeignKey("alliance.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    offer: Mapped[str] = mapped_column(String(20))
    organisation: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    begins: Mapped[date | None] = mapped_column(Date)
    ends: Mapped[date | None] = mapped_column(Date)
    budget_planned: Mapped[int | None] = mapped_column(BigInteger)
    """Cents, as all money."""
    budget_spent: Mapped[int | None] = mapped_column(BigInteger)
    funding: Mapped[str] = mapped_column(String(200))
    places: Mapped[int | None]
    participants: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20))
    practice: Mapped[int | None] = mapped_column(ForeignKey("practice.id"), index=True)
    """The practice example it was taken over from."""


class MeasureGoal(Base):
    __tablename__ = "measure_goal"

    measure: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    goal: Mapped[int] = mapped_column(ForeignKey("goal.id"), primary_key=True, index=True)


class MeasureReview(Kept, Base):
    """One review of a measure; a wrong one is archived, a new one stands beside it."""

    __tablename__ = "measure_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    judgement: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(200))
    """Body or function that decided."""
    decided_on: Mapped[date] = mapped_column(Date)
