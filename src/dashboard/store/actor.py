"""Who acts: name, role and circle. Every read and every command is asked with an actor or a circle."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from dashboard.errors import NotAllowed


class Role(StrEnum):
    """What a person may do; each role includes the ones before it."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what ``other`` may do."""
        order = list(Role)
        return order.index(self) >= order.index(other)

    @property
    def label(self) -> str:
        """German name of the role."""
        return {"viewer": "Lesen", "editor": "Bearbeiten", "admin": "Verwalten"}[self.value]


class Circle(StrEnum):
    """Who may see what, from the widest to the narrowest."""

    INTERNAL = "internal"
    COORDINATION = "coordination"
    PUBLIC = "public"

    def may_see(self, other: "Circle") -> bool:
        """Whether a person whose circle this is may see what is meant for ``other``."""
        order = list(Circle)
        return order.index(self) <= order.index(other)

    def narrowed_to(self, wish: "Circle | None") -> "Circle":
        """The circle in force when a person wishes another one: narrower is granted, wider is not."""
        return wish if wish is not None and self.may_see(wish) else self

    @property
    def choices(self) -> "tuple[Circle, ...]":
        """The circles a person of this circle can choose, the own one first."""
        return tuple(circle for circle in Circle if self.may_see(circle))

    @property
    def label(self) -> str:
        """German name of the circle."""
        return {
            "internal": "Kreisverwaltung (intern)",
            "coordination": "Koordinierungsstab",
            "public": "Öffentlichkeit",
        }[self.value]


@dataclass(frozen=True)
class Actor:
    """The person (or the command line) behind an action."""

    name: str
    role: Role
    circle: Circle
    account: int | None = None
    sees_protected: bool = False
    own: Circle | None = field(default=None, compare=False, repr=False)
    """The person's own circle, where ``circle`` is narrower for the moment."""

    @classmethod
    def local(cls, name: str = "Befehlszeile") -> "Actor":
        """The operator of this machine, who may read the database file anyway."""
        return cls(name, Role.ADMIN, Circle.INTERNAL, sees_protected=True)

    @property
    def of_the_office(self) -> bool:
        """Whether this person works in the internal circle, also while seeing as a narrower one does."""
        return (self.own or self.circle) is Circle.INTERNAL

    def narrowed(self, wish: Circle | None) -> "Actor":
        """The same person seen in a narrower circle (to rehearse); protected houses stay internal."""
        circle = self.circle.narrowed_to(wish)
        protected = self.sees_protected and circle is Circle.INTERNAL
        return replace(self, circle=circle, sees_protected=protected, own=self.own or self.circle)

    def require(self, role: Role) -> None:
        """Raise NotAllowed unless this person's role includes ``role``."""
        if not self.role.includes(role):
            raise NotAllowed(
                f"Dafür braucht das Konto „{self.name}“ das Recht „{role.label}“; es hat das Recht „{self.role.label}“."
            )

    def require_circle(self, circle: Circle) -> None:
        """Raise NotAllowed unless this person's circle may see what is meant for ``circle``."""
        if not self.circle.may_see(circle):
            raise NotAllowed(
                f"Das ist dem Kreis „{circle.label}“ vorbehalten; "
                f"„{self.name}“ arbeitet im Kreis „{self.circle.label}“."
            )
