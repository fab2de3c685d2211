"""Tables of intake: remembered answers, checks before a release, what is expected from whom, a quarter's days."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base, Moment


class Answer(Base):
    """The answer to a question that a supplier's file left open: a place, a kind, a column, a convention."""

    __tablename__ = "intake_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(String(200))
    answer: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("supplier", "question"),)


class PeriodCheck(Base):
    """A person has looked through one table of one period: it is „geprüft“ as long as the same uploads hold in it."""

    __tablename__ = "period_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(String(20), index=True)
    table: Mapped[str] = mapped_column(String(40))
    """``facilities`` or the code of a field."""
    uploads: Mapped[str] = mapped_column(Text)
    """JSON list: the uploads that had current values in it. They alone decide which values are current."""
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str | None] = mapped_column(String(200))


class Delivery(Base):
    """What is expected from a supplier: one table, from a period on, until it ends or is no longer expected.

    Whether it came is never kept here: it is worked out from the uploads in force.
    """

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier: Mapped[str] = mapped_column(String(200))
    table: Mapped[str] = mapped_column(String(40))
    """``facilities``, or the code of the field whose figures are expected."""
    area: Mapped[str | None] = mapped_column(String(9))
    """The place the table is about: then it counts whoever sends it. None: whatever comes from the supplier."""
    first_period: Mapped[str] = mapped_column(String(20))
    """Code of the first period expected; its length says how often the table comes (quarter, half-year, year)."""
    last_period: Mapped[str | None] = mapped_column(String(20))
    """Code of the last one; None: until further notice."""
    grace: Mapped[int] = mapped_column(default=0)
    """Days this supplier has beyond the general deadline."""
    contact: Mapped[str] = mapped_column(String(200), default="")
    """Mail address of a function or shared mailbox; no private person's."""
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    archived_by: Mapped[str | None] = mapped_column(String(200))
    archived_why: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index(None, "supplier"),)


class CalendarDate(Base):
    """One day of a quarter's calendar that a person decided: the sitting, or a step set by hand instead of counted."""

    __tablename__ = "calendar_date"

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    """A ``calendar.Kind``."""
    day: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    archived_by: Mapped[str | None] = mapped_column(String(200))
    archived_why: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index(
            "uq_calendar_date_period_kind",
            "period",
            "kind",
            unique=True,
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
    )
