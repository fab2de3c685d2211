"""What stands in minutes under an item: text, resolutions, tasks, frozen figures and what was corrected later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.documents import markdown
from dashboard.documents.document import Block, Heading, Paragraph, Quote, Run, Table, plain, small
from dashboard.documents.figures import figure
from dashboard.documents.wording import beside, reserved
from dashboard.exhibits import Exhibit
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.meetings.kinds import ItemState
from dashboard.meetings.minuted import AddendumEntry, MinutedItem, MinutedResolution, MinutedTask
from dashboard.store import Circle


@dataclass(frozen=True)
class Figure:
    """An exhibit as it was frozen: whose view it was, and when."""

    exhibit: Exhibit
    circle: Circle
    frozen_on: date


def item_blocks(item: MinutedItem, figures: Mapping[int, Figure]) -> Iterator[Block]:
    """One heading of level 1 and what the circle reads under it; KeyError for a figure that was not given."""
    yield Heading(1, f"{item.number} {item.title}")
    if item.closed:
        yield plain("Dieser Punkt wird in dieser Fassung nicht wiedergegeben.")
        return
    yield from _details(item)
    yield from markdown.blocks(item.text)
    for resolution in item.resolutions:
        yield from _resolution(resolution)
    if item.tasks:
        yield _tasks(item.tasks)
    for key in item.exhibits:
        yield from _figure(figures[key])
    for one in item.addenda:
        yield from addendum(one, f"Nachtrag zu Punkt {item.number}")


def addendum(one: AddendumEntry, head: str) -> Iterator[Block]:
    """A correction with its reason; what it corrects stays where it is."""
    who = f", durch {one.who}" if one.who else ""
    yield Paragraph((Run(f"{head} vom {german_day(local_day(one.at))}{who}", bold=True), Run(f"\nGrund: {one.reason}")))
    yield Quote(markdown.blocks(one.text))
    yield from _remark("Die genehmigte Fassung bleibt daneben stehen, wie sie war.", reserved(one.circle))


def _details(item: MinutedItem) -> Iterator[Block]:
    gone = item.state in (ItemState.POSTPONED, ItemState.REMOVED)
    consultation = ", ".join(item.consultation.splitlines())
    parts = (
        f"Der Punkt wurde {item.state.label}" if gone else "", reserved(item.circle),
        f"{item.begins} Uhr" if item.begins else "", f"Vortrag: {item.presenter}" if item.presenter else "",
        f"Vorlage {item.paper}" if item.paper else "", f"Beratungsfolge: {consultation}" if consultation else "",
    )  # fmt: skip
    yield from _remark(" · ".join(filter(None, parts)))
    if item.links:
        links = (part for link in item.links for part in (Run("\n"), Run(link, address=link)))
        yield Paragraph((Run("Unterlagen:"), *links), small=True)


def _resolution(one: MinutedResolution) -> Iterator[Block]:
    to = f", an: {one.addressee}" if one.addressee else ""
    result = f" ({one.result})" if one.result else ""
    yield Paragraph((Run(f"{one.kind.label} {one.number}", bold=True), Run(f"{to}{result}")))
    yield Quote((plain(one.wording),))  # the exact wording, whatever signs are in it
    yield from _remark(reserved(one.circle))


def _tasks(tasks: tuple[MinutedTask, ...]) -> Table:
    rows = tuple(
        (beside(f"{one.text}{f' (zu {one.resolution})' if one.resolution else ''}", one.circle), one.responsible or "–",
         "–" if one.due_on is None else german_day(one.due_on))
        for one in tasks
    )  # fmt: skip
    return Table("Aufgaben", ("Was", "Wer", "Bis wann"), rows)


def _figure(one: Figure) -> Iterator[Block]:
    yield from figure(one.exhibit, level=2)
    yield small(f"Eingefroren am {german_day(one.frozen_on)} in der Sicht des Kreises „{one.circle.label}“.")


def _remark(*parts: str) -> Iterator[Block]:
    told = " ".join(filter(None, parts))
    if told:
        yield small(told)
