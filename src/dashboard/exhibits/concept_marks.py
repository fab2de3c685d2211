"""States of building blocks as marks: each has its own sign, word, colour. What is old loses its fill and says so."""

from dataclasses import dataclass

from dashboard.alliances.kinds import Stage
from dashboard.exhibits.colours import Theme, contrast, palette

SIGNS = {
    Stage.NOT_BEGUN: "○",
    Stage.IN_REVIEW: "◔",
    Stage.DECIDED: "◑",
    Stage.IN_PROGRESS: "◕",
    Stage.DONE: "●",
    Stage.NOT_PLANNED: "✕",
}
"""The fuller, the further; a cross is no step on the way."""
SHORT = {
    Stage.NOT_BEGUN: "offen",
    Stage.IN_REVIEW: "Prüfung",
    Stage.DECIDED: "Beschluss",
    Stage.IN_PROGRESS: "läuft",
    Stage.DONE: "fertig",
    Stage.NOT_PLANNED: "entfällt",
}
"""One word for each, where many places stand side by side."""


@dataclass(frozen=True)
class Mark:
    """Colours of a state in one theme: ``ground`` under the ``ink`` of its words, ``edge`` around it."""

    ground: str
    ink: str
    edge: str


def text(stage: Stage) -> str:
    """Sign and word."""
    return f"{SIGNS[stage]} {stage.label}"


def mark(stage: Stage, theme: Theme) -> Mark:
    """The colours of a state: the darker (in the dark theme: the lighter), the further; grey is no step on the way."""
    colours = palette(theme)
    grounds = {
        Stage.NOT_BEGUN: colours.page,
        Stage.IN_REVIEW: colours.missing,
        Stage.DECIDED: colours.sequence[0],
        Stage.IN_PROGRESS: colours.sequence[2],
        Stage.DONE: colours.sequence[4],
        Stage.NOT_PLANNED: colours.withheld,
    }
    ground = grounds[stage]
    ink = max((palette("light").text, palette("light").page), key=lambda one: contrast(one, ground))
    return Mark(ground, ink, colours.border)
