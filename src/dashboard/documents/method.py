"""What a reader must know of the figures: for whom they are, what is hidden and why, the signs, the sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.documents.document import Block, Heading, Listing, Paragraph, Run, Table, plain
from dashboard.exhibits import Exhibit
from dashboard.exhibits.charts import PlaceMap
from dashboard.exhibits.exhibit import SIGN_MEANINGS
from dashboard.formats import number
from dashboard.store import Circle

CHAPTER = "Methode und Geheimhaltung"
HINTS = "Hinweise zu den Zahlen"
MOST_NOTES = 6
"""Notes that stand below an exhibit; more of them are gathered in a chapter, each once."""
SOURCES = "Quellen und Lizenzen"
NO_LICENCE = "keine offene Lizenz hinterlegt"
OWN = "eigene Auswertung des Herausgebers"
ENTRIES = "Eintragungen unter"
"""What sources say that are entries of the office itself."""
SUPPLIED = "geliefert von"


@dataclass(frozen=True)
class Licence:
    """Whose data bear it: ``holder`` is a part of the source's name."""

    holder: str
    title: str
    address: str = ""


def notes(
    exhibits: Sequence[Exhibit], circle: Circle, threshold: int, folder: str, as_of: str
) -> Iterator[Block]:  # fmt: skip
    """The chapter on method and confidentiality, for what the exhibits show."""
    yield Heading(1, CHAPTER)
    yield Heading(2, "Für wen dieses Papier ist")
    yield plain(_audience(circle))
    if folder:
        yield plain(
            f"Dieses Papier ist als {folder} am {as_of} eingefroren. Was später berichtigt wird, steht nicht darin; "
            "die berichtigten Zahlen stehen im Dashboard des Landkreises neben den damaligen."
        )
    yield Heading(2, "Was zurückgehalten wird")
    yield plain(
        "Diese Fassung ist für die Kreisverwaltung: Kleine Zahlen stehen darin. Sie darf nicht weitergegeben werden."
        if circle is Circle.INTERNAL
        else f"Zahlen von Personen unter {number(threshold)} werden nicht gezeigt, damit niemand erkannt wird. Damit "
        "sich keine davon ausrechnen lässt, fehlen auch einige größere Zahlen. Unterkünfte stehen nur als Summe je Ort "
        "darin, ohne Namen und Lage. Wo es in einem Ort nur wenige Unterkünfte gibt, fehlt ihre Gliederung."
    )
    yield Heading(2, "Wie die Zahlen zu lesen sind")
    yield plain(
        "Jede Zahl nennt ihren eigenen Stand: Gezeigt wird der neueste Wert bis zum Ende des Quartals, auch wenn er "
        "älter ist. Orte stehen in amtlicher Reihenfolge; eine Rangfolge ist das nicht. Ein Bruch in einer Reihe ist "
        "gekennzeichnet; Werte davor und danach werden nicht verglichen. Ob eine Veränderung besser oder schlechter "
        "ist, steht nur dort, wo der Kennzahlenkatalog es festlegt. Aus einem Vorher und Nachher folgt keine Ursache."
    )
    yield Table(
        "Zeichen in den Tabellen", ("Zeichen", "Bedeutung"),
        (*((sign, meaning) for sign, meaning in SIGN_MEANINGS.items()), ("keine Angabe", "weder Wert noch Zeichen")),
    )  # fmt: skip


def hints(exhibits: Sequence[Exhibit]) -> Iterator[Block]:
    """The chapter on what must be known of exhibits with very many notes: each note once; nothing without them."""
    found = list(dict.fromkeys(note for one in exhibits if len(one.notes) > MOST_NOTES for note in one.notes))
    if found:
        yield Heading(1, HINTS)
        yield Listing(tuple((Paragraph((Run(note),), small=True),) for note in found))


def sources(exhibits: Sequence[Exhibit], licences: Sequence[Licence]) -> Iterator[Block]:
    """The chapter on sources: each once, with its licence and the exhibits that rest on it."""
    found: dict[str, list[str]] = {}
    for exhibit in exhibits:
        for source in _named(exhibit):
            titles = found.setdefault(source, [])
            if exhibit.title not in titles:
                titles.append(exhibit.title)
    yield Heading(1, SOURCES)
    if not found:
        yield plain("Dieses Papier enthält keine Darstellung.")
        return
    rows = tuple((source, _licence(source, licences), "\n".join(titles)) for source, titles in found.items())
    yield Table("", ("Quelle", "Lizenz", "Darstellungen"), rows)


def _named(exhibit: Exhibit) -> Iterator[str]:
    parts: list[str] = []
    for part in exhibit.source.split("; "):
        if parts and part.startswith(SUPPLIED):  # belongs to the source before it
            parts[-1] += f"; {part}"
        else:
            parts.append(part)
    yield from dict.fromkeys(parts)
    if isinstance(exhibit.chart, PlaceMap):
        yield f"Grenzen: {exhibit.chart.boundary_source}"


def _licence(source: str, licences: Sequence[Licence]) -> str:
    if ENTRIES in source:
        return OWN
    for one in licences:
        if one.holder in source:
            return "\n".join(filter(None, (one.title, one.address)))
    return NO_LICENCE


def _audience(circle: Circle) -> str:
    told = {
        Circle.PUBLIC: "Es enthält nur freigegebene Zahlen und öffentliche Beschlüsse und darf veröffentlicht werden.",
        Circle.COORDINATION: "Es enthält freigegebene Zahlen und Beschlüsse für den Koordinierungsstab und ist nicht "
        "öffentlich.",
        Circle.INTERNAL: "Es enthält auch Zahlen, die noch nicht freigegeben sind, und ist nicht öffentlich.",
    }
    return f"Dieses Papier ist die Fassung für: {circle.label}. {told[circle]}"
