"""Putting a new account into the store: shared by the administration and by the first admin's link."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dashboard.access.models import Account
from dashboard.access.names import NameUnusable, checked, checked_display, fold
from dashboard.store import Circle, Role, UnitOfWork
from dashboard.store import base as clock


def insert(
    work: UnitOfWork,
    name: str,
    display_name: str,
    role: Role,
    circle: Circle,
    *,
    sees_protected: bool = False,
    password_hash: str | None = None,
) -> Account:
    """Add an account; raises NameUnusable for a name that breaks the rules or is taken."""
    name = checked(name)
    moment = clock.now()
    account = Account(
        name=name,
        name_folded=fold(name),
        display_name=checked_display(display_name),
        role=role.value,
        circle=circle.value,
        sees_protected=sees_protected,
        password_hash=password_hash,
        password_changed_at=moment if password_hash else None,
        created_at=moment,
    )
    taken = NameUnusable(f"Den Anmeldenamen „{name}“ hat schon ein anderes Konto.")
    if work.session.scalar(select(Account.id).where(Account.name_folded == account.name_folded)) is not None:
        raise taken
    try:
        return work.add(account)
    except IntegrityError as error:  # two admins, one name, the same moment
        raise taken from error
