"""What people enter about resolutions, and which kinds and states a body's resolutions may have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dashboard.alliances.forms import CIRCLE
from dashboard.meetings.kinds import BodyKind, LinkKind, ResolutionKind, ResolutionState
from dashboard.store import Circle
from dashboard.store.kept import Form

_UNDER_WAY = (ResolutionState.OPEN, ResolutionState.IN_PROGRESS, ResolutionState.DONE, ResolutionState.WITHDRAWN)
STATES: Mapping[ResolutionKind, tuple[ResolutionState, ...]] = {
    ResolutionKind.AGREEMENT: _UNDER_WAY,
    ResolutionKind.RECOMMENDATION: _UNDER_WAY,
    ResolutionKind.PROPOSAL: (
        ResolutionState.PROPOSED, ResolutionState.DECIDED, ResolutionState.REJECTED, ResolutionState.WITHDRAWN,
    ),
    ResolutionKind.DECISION: (
        ResolutionState.DECIDED, ResolutionState.REJECTED, ResolutionState.IN_PROGRESS, ResolutionState.DONE,
    ),
}  # fmt: skip
"""The first is where a resolution of the kind begins."""


@dataclass(frozen=True, order=True)
class Link:
    """What a resolution is about; ``object_id`` is a number or an indicator's code."""

    kind: LinkKind
    object_id: str

    def __str__(self) -> str:
        """As the audit has it."""
        return f"{self.kind.value}:{self.object_id}"


@dataclass(frozen=True)
class ResolutionForm(Form):
    """A resolution. ``addressee`` is the organ a proposal goes to, ``answers`` the proposal a Beschluss decides on.

    Without ``state`` it begins as its kind does. The number is given once and stays.
    """

    LABELS: ClassVar[Mapping[str, str]] = {
        "item": "Tagesordnungspunkt", "wording": "Wortlaut", "kind": "Art", "result": "Abstimmungsergebnis",
        "addressee": "Geht an", "answers": "Entscheidet über", "state": "Stand", "outcome": "Was daraus wurde",
        "links": "Verknüpft mit", **CIRCLE,
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"links"})
    MINUTED: ClassVar[frozenset[str]] = frozenset({"wording", "kind", "result", "addressee", "circle"})
    """What stands in the minutes and changes no more when they are approved."""

    item: int
    wording: str
    kind: ResolutionKind = ResolutionKind.AGREEMENT
    result: str = ""
    addressee: int | None = None
    answers: int | None = None
    state: ResolutionState | None = None
    outcome: str = ""
    circle: Circle = Circle.COORDINATION
    links: tuple[Link, ...] = ()


def kinds_of(body: BodyKind) -> tuple[ResolutionKind, ...]:
    """What a body may resolve: only organs decide (§ 66 NKomVG), a Koordinierungsstab agrees, recommends, proposes."""
    if body.is_organ:
        return (ResolutionKind.DECISION, ResolutionKind.RECOMMENDATION)
    return (ResolutionKind.AGREEMENT, ResolutionKind.RECOMMENDATION, ResolutionKind.PROPOSAL)
