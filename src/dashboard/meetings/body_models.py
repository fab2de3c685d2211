"""Tables of the bodies that meet: their names over time and who belongs to them."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base
from dashboard.store.kept import Kept


class Body(Kept, Base):
    """The Koordinierungsstab, a working group, a round table, an organ …"""

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    """The name it bears now; former ones are in ``body_name``."""
    kind: Mapped[str] = mapped_column(String(30))
    purpose: Mapped[str] = mapped_column(Text)
    area: Mapped[str | None] = mapped_column(String(9))
    """The place it is for; None: the district."""
    alliance: Mapped[int | None] = mapped_column(ForeignKey("alliance.id"), index=True)
    """The alliance whose meetings these are."""
    chair: Mapped[int | None] = mapped_column(ForeignKey("function.id"), index=True)
    """Vorsitz."""
    office: Mapped[int | None] = mapped_column(ForeignKey("function.id"), index=True)
    """Geschäftsführung."""
    rhythm: Mapped[str] = mapped_column(String(200))
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    """The last day; None: until further notice."""
    circle: Mapped[str] = mapped_column(String(20), default="coordination")
    """The widest circle that sees what this body does not do in public."""


class BodyName(Base):
    """A name the body bore before."""

    __tablename__ = "body_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    until: Mapped[date] = mapped_column(Date)
    """The last day of this name."""


class BodyMember(Kept, Base):
    """One organisation's seat in a body; persons are not named."""

    __tablename__ = "body_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    organisation: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    function: Mapped[int | None] = mapped_column(ForeignKey("function.id"), index=True)
    role: Mapped[str] = mapped_column(String(200))
    term: Mapped[str] = mapped_column(String(200))
    """Wahlperiode."""
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    """The last day; None: until further notice."""
