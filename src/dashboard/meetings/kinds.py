"""The words of bodies, meetings, resolutions and tasks: what can be chosen, with its German name."""

from dashboard.alliances.kinds import Labelled


class BodyKind(Labelled):
    """What sort of body it is."""

    STAFF = "staff", "Koordinierungsstab"
    WORKING_GROUP = "working_group", "Arbeitsgruppe"
    ROUND_TABLE = "round_table", "Runder Tisch"
    ALLIANCE = "alliance", "Bündnistreffen"
    CONFERENCE = "conference", "Konferenz"
    CIRCLE = "circle", "Arbeitskreis"
    JOUR_FIXE = "jour_fixe", "Jour fixe"
    COMMITTEE = "committee", "Fachausschuss"
    DISTRICT_COMMITTEE = "district_committee", "Kreisausschuss"
    DISTRICT_COUNCIL = "district_council", "Kreistag"

    @property
    def is_organ(self) -> bool:
        """Whether it is one of the county's organs and committees, which alone decide by Beschluss."""
        return self in (BodyKind.COMMITTEE, BodyKind.DISTRICT_COMMITTEE, BodyKind.DISTRICT_COUNCIL)


class MeetingKind(Labelled):
    SITTING = "sitting", "Sitzung"
    SPECIAL = "special", "Sondersitzung"
    CONFERENCE = "conference", "Konferenz"
    TALK = "talk", "Gespräch"
    WORKSHOP = "workshop", "Workshop"
    VISIT = "visit", "Ortstermin"


class MeetingState(Labelled):
    """How far it is with a meeting, in the usual order; ``CANCELLED`` is beside it."""

    PLANNED = "planned", "geplant"
    INVITED = "invited", "eingeladen"
    HELD = "held", "durchgeführt"
    DRAFT_SENT = "draft_sent", "Entwurf versandt"
    OBJECTIONS = "objections", "Einwendungen bis"
    APPROVED = "approved", "genehmigt"
    CANCELLED = "cancelled", "abgesagt"


class ItemState(Labelled):
    OPEN = "open", "offen"
    TREATED = "treated", "behandelt"
    POSTPONED = "postponed", "vertagt"
    REMOVED = "removed", "abgesetzt"


class Presence(Labelled):
    PRESENT = "present", "anwesend"
    EXCUSED = "excused", "entschuldigt"
    ABSENT = "absent", "abwesend"
    GUEST = "guest", "Gast"

    @property
    def is_there(self) -> bool:
        """Whether persons are counted."""
        return self in (Presence.PRESENT, Presence.GUEST)


class ResolutionKind(Labelled):
    """Verabredung and Empfehlung of the Koordinierungsstab, Vorschlag to an organ, Beschluss of an organ."""

    AGREEMENT = "agreement", "Verabredung"
    RECOMMENDATION = "recommendation", "Empfehlung"
    PROPOSAL = "proposal", "Vorschlag"
    DECISION = "decision", "Beschluss"


class ResolutionState(Labelled):
    OPEN = "open", "offen"
    IN_PROGRESS = "in_progress", "in Umsetzung"
    DONE = "done", "erledigt"
    PROPOSED = "proposed", "vorgeschlagen"
    DECIDED = "decided", "beschlossen"
    REJECTED = "rejected", "abgelehnt"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class TaskState(Labelled):
    OPEN = "open", "offen"
    IN_PROGRESS = "in_progress", "in Arbeit"
    DONE = "done", "erledigt"
    DROPPED = "dropped", "entfallen"

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for anything any more."""
        return self in (TaskState.DONE, TaskState.DROPPED)


class LinkKind(Labelled):
    """What a resolution is about; the values are those of ``resolution_link.kind``."""

    GOAL = "goal", "Ziel"
    MEASURE = "measure", "Maßnahme"
    BLOCK = "block", "Baustein"
    HURDLE = "hurdle", "Hürde"
    PRACTICE = "practice", "Praxisbeispiel"
    INDICATOR = "indicator", "Kennzahl"
