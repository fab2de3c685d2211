"""The words of planning: how a quota is shared out, what is credited, how an intake is counted, what is planned."""

from dashboard.alliances.kinds import Labelled


class Carrying(Labelled):
    """Where people who were not taken in last time stand in this period's distribution."""

    OWN = "own", "Jeder Ort trägt seinen eigenen Übertrag"
    SHARED = "shared", "Der Übertrag des Landkreises wird mit verteilt"


class Counting(Labelled):
    """What the local rule counts as taken in."""

    REPORTED = "reported", "gemeldete angerechnete Aufnahmen"
    ARRIVALS = "arrivals", "Zugänge der Unterkünfte, nach Anrechnung"
    ENTERED = "entered", "eingetragene Aufnahmen je Woche oder Monat"


class RuleKind(Labelled):
    """What sets one place's share apart from its inhabitants."""

    EXEMPT = "exempt", "ausgenommen"
    PERSONS = "persons", "feste Zahl"
    PERCENT = "percent", "fester Anteil"


class CreditKind(Labelled):
    """Why somebody is credited without having been assigned."""

    STATE_CENTRE = "state_centre", "Landeseinrichtung"
    MINORS = "minors", "Unbegleitete Minderjährige"
    OTHER = "other", "Eigene Regel"


class Stage(Labelled):
    """How far a planned facility is."""

    PLANNED = "planned", "geplant"
    OPENED = "opened", "eröffnet"
    DROPPED = "dropped", "aufgegeben"
