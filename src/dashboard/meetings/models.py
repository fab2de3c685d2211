"""Tables of a meeting: agenda, presence, frozen figures, addenda, and who is writing."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base, Moment
from dashboard.store.kept import Kept


class Meeting(Kept, Base):
    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(200))
    invitation: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(30))
    draft_sent_on: Mapped[date | None] = mapped_column(Date)
    objections_until: Mapped[date | None] = mapped_column(Date)
    circle: Mapped[str] = mapped_column(String(20), default="coordination")
    """The widest circle that knows of the meeting; its items have circles of their own."""
    uid: Mapped[str] = mapped_column(String(200), unique=True)
    """The event's name in calendars."""
    sequence: Mapped[int] = mapped_column(default=0)
    """How often the event was changed."""
    approval: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    """The approved minutes, frozen; None: not approved."""


class AgendaItem(Kept, Base):
    """One item: what it is about, and what the minutes say of it."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    circle: Mapped[str] = mapped_column(String(20))
    """The widest circle that reads it; others see number and „nicht öffentlich“."""
    begins: Mapped[str] = mapped_column(String(5))
    """Planned time of the day („09:30“); empty: none."""
    presenter: Mapped[str] = mapped_column(String(200))
    """Function or organisation that presents."""
    paper: Mapped[str] = mapped_column(String(200))
    """Number of the Vorlage."""
    consultation: Mapped[str] = mapped_column(Text)
    """Beratungsfolge, one body a line."""
    links: Mapped[str] = mapped_column(Text)
    """One address a line."""
    text: Mapped[str] = mapped_column(Text)
    """The minutes of this item."""
    note: Mapped[str] = mapped_column(Text)
    """For the office alone."""
    state: Mapped[str] = mapped_column(String(20))
    carried_from: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    """The postponed item of an earlier meeting."""


class Participation(Kept, Base):
    """Presence of an organisation or guests; persons are counted, never named."""

    __tablename__ = "participation"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    organisation: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    guest: Mapped[str] = mapped_column(String(200))
    """Function of a guest, or a group („Lehrkräfte“), where it is no organisation of the network."""
    field: Mapped[str] = mapped_column(String(80))
    """Code of a field of the catalogue; empty: none."""
    presence: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]
    """Persons; 0 where excused or absent."""


class ItemExhibit(Base):
    """A figure of the dashboard as it was when it was put into the minutes."""

    __tablename__ = "item_exhibit"

    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    snapshot: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    position: Mapped[int]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class Addendum(Base):
    """A correction of approved minutes: the frozen text stays, both are shown. Never changed."""

    __tablename__ = "addendum"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    circle: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)


class Writing(Base):
    """Who is writing the minutes of a meeting now; raises no data version."""

    __tablename__ = "writing"

    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    account: Mapped[int]
    who: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class AgendaTemplate(Kept, Base):
    """Items that meetings of a kind begin with."""

    __tablename__ = "agenda_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    items: Mapped[str] = mapped_column(Text)
    """JSON list of objects: title, circle, minutes, presenter."""


class ArchivedMinutes(Kept, Base):
    """Minutes from before, as they were handed in."""

    __tablename__ = "archived_minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """The file, compressed."""
    circle: Mapped[str] = mapped_column(String(20))

    __table_args__ = (Index(None, "sha256"),)
