"""The words of alliances, goals and measures: what can be chosen, with its German name."""

from enum import StrEnum


class Labelled(StrEnum):
    """A choice whose German name stands beside it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        """Keep the label with the value."""
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.label = label
        return choice


class AllianceState(Labelled):
    PLANNED = "planned", "geplant"
    ACTIVE = "active", "aktiv"
    PAUSED = "paused", "ruht"
    ENDED = "ended", "beendet"


class GoalKind(Labelled):
    """How it is seen whether a goal is reached."""

    INDICATOR = "indicator", "Kennzahl"
    STEPS = "steps", "Schritte"
    JUDGEMENT = "judgement", "Einschätzung"


class Path(Labelled):
    """What is expected on the way from the baseline to the target."""

    LINEAR = "linear", "gleichmäßig"
    STEPS = "steps", "in Stufen"
    POINTS = "points", "über eigene Punkte"


class State(Labelled):
    """Where a goal stands. The values are the words of the field, also on the command line."""

    REACHED = "erreicht", "erreicht"
    ON_TRACK = "auf Kurs", "auf Kurs"
    BEHIND = "im Verzug", "im Verzug"
    AWAY = "entfernt sich vom Ziel", "entfernt sich vom Ziel"
    UNKNOWN = "kein Stand", "kein Stand"


class Offer(Labelled):
    """Kind of what a measure offers."""

    WORKSHOP = "workshop", "Analyseworkshop"
    TRAINING = "training", "Fortbildung"
    PROCESS_SUPPORT = "process_support", "Prozessbegleitung"
    STUDY_VISIT = "study_visit", "Hospitation"
    EVENT = "event", "Veranstaltung"
    LOCAL = "local", "Angebot vor Ort"
    OTHER = "other", "Sonstige"


class MeasureState(Labelled):
    PLANNED = "planned", "geplant"
    RUNNING = "running", "läuft"
    DONE = "done", "abgeschlossen"
    STOPPED = "stopped", "abgebrochen"


class Judgement(Labelled):
    """What became of the question „passgenau oder zu ändern?“."""

    KEEP = "keep", "beibehalten"
    CHANGE = "change", "ändern"
    END = "end", "beenden"


class Stage(Labelled):
    """How far a building block of a concept is in a place."""

    NOT_BEGUN = "not_begun", "nicht begonnen"
    IN_REVIEW = "in_review", "wird geprüft"
    DECIDED = "decided", "beschlossen"
    IN_PROGRESS = "in_progress", "in Umsetzung"
    DONE = "done", "umgesetzt"
    NOT_PLANNED = "not_planned", "nicht vorgesehen"
