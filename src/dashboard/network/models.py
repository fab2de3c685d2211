"""Tables of the network: organisations and their functions. No private persons."""

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base
from dashboard.store.kept import Kept


class Organisation(Kept, Base):
    """An authority, association, club, company …"""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_folded: Mapped[str] = mapped_column(String(500), unique=True)
    """What names are compared by; archived ones keep theirs, so that they are brought back and not made twice."""
    kind: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(80), default="")
    """Code of a field of the catalogue; empty: all."""
    area: Mapped[str | None] = mapped_column(String(9))
    """The place it works in; None: the whole district and beyond."""


class Function(Kept, Base):
    """A role or a shared mailbox at an organisation."""

    __tablename__ = "function"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    mailbox: Mapped[str] = mapped_column(String(200), default="")
    volunteer: Mapped[bool] = mapped_column(Boolean, default=False)
    consent_on: Mapped[date | None] = mapped_column(Date)
    """The day a volunteer agreed that the mailbox is kept."""
