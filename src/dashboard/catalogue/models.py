"""The catalogue's table: what a county decided in the browser, version by version."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base, Moment


class CatalogueEntry(Base):
    """One version of an entry: written once, never changed. The one with the highest ``version`` is in force."""

    __tablename__ = "catalogue_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    """TOML as in a file, without the line of the code; empty: as the files have it."""
    archived: Mapped[bool]
    """Retired; of a decision: withdrawn."""
    why: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("kind", "code", "version"),)
