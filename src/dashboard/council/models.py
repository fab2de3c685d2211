"""Tables of the council's papers: folders, what is in them, and questions that came up.

No table here holds a figure: an item says where its exhibit comes from; what was shown on the day is in the snapshot.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base, Moment
from dashboard.store.kept import Kept


class Folder(Kept, Base):
    """What is presented at one meeting."""

    __tablename__ = "folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    meeting: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    period: Mapped[str] = mapped_column(String(20))
    """Code of the quarter up to whose end all its exhibits reach."""
    circle: Mapped[str] = mapped_column(String(20), default="public")
    """For whom it is shown; its exhibits are never read for another circle."""
    headline: Mapped[str] = mapped_column(Text)
    """The message of the whole folder."""
    intro: Mapped[str] = mapped_column(Text)
    copied_from: Mapped[int | None] = mapped_column(ForeignKey("folder.id"))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """„2026-07“, given when it is frozen; None: still in the works."""
    frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    frozen_by: Mapped[str | None] = mapped_column(String(200))
    snapshot: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    notes_snapshot: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    """The speaker's notes of that day, which are for the office alone whatever the folder's circle."""


class FolderItem(Kept, Base):
    """One thing in a folder: an exhibit, a text, or the heading of a section."""

    __tablename__ = "folder_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    folder: Mapped[int] = mapped_column(ForeignKey("folder.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    headline: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    """For who speaks; for the office alone."""
    reference: Mapped[str] = mapped_column(Text)
    """Where its exhibit comes from, as JSON; empty: it has none."""


class FolderQuestion(Kept, Base):
    """A question from the floor or the press with its dated answer."""

    __tablename__ = "folder_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    folder: Mapped[int] = mapped_column(ForeignKey("folder.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(String(200))
    """A group, a party or a paper, never a private person."""
    asked_on: Mapped[date] = mapped_column(Date)
    answer: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date | None] = mapped_column(Date)
    items: Mapped[str] = mapped_column(Text)
    """JSON list of the folder's items that the answer rests on."""
    more: Mapped[str] = mapped_column(Text)
    """JSON list of references to further exhibits."""
    snapshot: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    """Those further exhibits as they were when the answer was filed."""
    circle: Mapped[str] = mapped_column(String(20), default="internal")


class PaperAsset(Base):
    """The county's own design for its papers: at most one file a kind, superseded by the next one."""

    __tablename__ = "paper_asset"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    """„master“ (a .pptx or .potx) or „emblem“ (the coat of arms)."""
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """The file as handed in."""
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(200))
