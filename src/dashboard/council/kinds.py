"""The words of folders: what can be in one."""

from dashboard.alliances.kinds import Labelled


class ItemKind(Labelled):
    EXHIBIT = "exhibit", "Darstellung"
    TEXT = "text", "Textseite"
    SECTION = "section", "Abschnitt"
