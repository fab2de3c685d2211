"""The accounts of the fictional county: functions, not persons, one for every role and circle worth trying."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from dashboard.access import Rights, commands
from dashboard.access.models import Account, OneTimeLink
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork


@dataclass(frozen=True)
class Person:
    """An account that the demo's sign-in page offers as a button."""

    name: str
    title: str
    rights: Rights


PEOPLE = (
    Person("landrat", "Landrat", Rights(Role.VIEWER, Circle.INTERNAL)),
    Person("koordinierungsstelle", "Koordinierungsstelle", Rights(Role.EDITOR, Circle.INTERNAL)),
    Person("verwaltung-it", "Verwaltung IT", Rights(Role.ADMIN, Circle.INTERNAL)),
    Person("schutz", "Fachstelle Gewaltschutz", Rights(Role.EDITOR, Circle.INTERNAL, sees_protected=True)),
    Person("stab", "Mitglied Koordinierungsstab", Rights(Role.VIEWER, Circle.COORDINATION)),
    Person("oeffentlichkeit", "Öffentlichkeit", Rights(Role.VIEWER, Circle.PUBLIC)),
)


def admit(work: UnitOfWork) -> None:
    """Create all accounts. They have no passwords; one signs in by a button, on this machine only."""
    for person in PEOPLE:
        commands.create(work, person.name, person.title, person.rights)
    work.session.execute(delete(OneTimeLink))


def actor(store: Store, name: str) -> Actor:
    """The actor behind one of these accounts."""
    with store.reading() as session:
        account = session.scalars(select(Account).where(Account.name == name)).one()
        return Actor(
            account.display_name,
            Role(account.role),
            Circle(account.circle),
            account=account.id,
            sees_protected=account.sees_protected,
        )
