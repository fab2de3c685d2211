"""Tables of intake: what people decided about a supplier's files, so that nobody is asked twice."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
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
