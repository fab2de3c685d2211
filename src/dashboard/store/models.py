"""Tables that belong to no field: audit, data versions, settings made in the browser, searchable texts, drafts,
snapshots."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store.base import Base, Moment

LONGEST_TITLE = 300
"""Characters of a title in the search."""


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


class SearchText(Base):
    """A text that can be found, as ``search`` keeps it; the index over ``folded`` is the database's own."""

    __tablename__ = "search_text"

    position: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    """The moment in microseconds, made unique: the order of the hits."""
    kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(80))
    circle: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_folded: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    """``folding.searchable`` of title and text."""

    __table_args__ = (UniqueConstraint("kind", "object_id"),)


class Draft(Base):
    """What a person has typed into a field and not saved yet."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int]
    who: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(80))
    field: Mapped[str] = mapped_column(String(80))
    base_version: Mapped[int | None]
    """Version of the object when the writing began; None for one that does not exist yet."""
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("account", "kind", "object_id", "field"), Index(None, "kind", "object_id"))


class Snapshot(Base):
    """Something frozen as it was: JSON text whose meaning only its writer knows. Never changed, never deleted."""

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    format: Mapped[int]
    """Version of the content's shape."""
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    circle: Mapped[str] = mapped_column(String(20))
    """The circle whose view was frozen."""
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)
