"""Tables that belong to no field: audit, data versions, settings made in the browser."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store.base import Base, Moment


class Audit(Base):
    """Who did what, when: one row per recorded action. Never changed, never holds secrets."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(80))
    object: Mapped[str] = mapped_column(String(200))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index(None, "at"), Index(None, "object"))


class DataVersion(Base):
    """One number per subject, raised by every write of that subject: the key of all caches."""

    __tablename__ = "data_version"

    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int]


class Setting(Base):
    """A decision made in the browser or by ``init``: JSON text under a key."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
