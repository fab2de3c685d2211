"""Tables of access: accounts, sessions, one-time links, sign-in attempts, the signing key."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base, Moment


class Account(Base):
    """A person's account. Disabling is reversible; a removed account leaves only its name in the audit."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_folded: Mapped[str] = mapped_column(String(60), unique=True)
    """``names.fold(name)``: what a person types is compared with this."""
    display_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    circle: Mapped[str] = mapped_column(String(20))
    """The widest circle; a person may narrow it, never widen it."""
    sees_protected: Mapped[bool]
    """Member of the named group that sees protected houses."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_changed_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)


class AccountSession(Base):
    """One browser that is signed in. The id names it on the server, the cookie's token is kept as a hash only."""

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_seen_at: Mapped[datetime] = mapped_column(Moment)
    idle_minutes: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    end_reason: Mapped[str | None] = mapped_column(String(20))


class OneTimeLink(Base):
    """A link that sets a password once. Without an account it makes the first admin."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class LoginAttempt(Base):
    """One checked sign-in attempt, kept for 90 days; the name may be one that nobody has."""

    __tablename__ = "login_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(40))
    """Mark of a browser in which this name has signed in before; empty for any other browser."""
    at: Mapped[datetime] = mapped_column(Moment)
    succeeded: Mapped[bool]

    __table_args__ = (Index(None, "name", "at"), Index(None, "address", "at"), Index(None, "at"))


class SigningKey(Base):
    """The one secret that signs form tokens and device marks, shared by all processes of a database."""

    __tablename__ = "signing_key"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(LargeBinary)
