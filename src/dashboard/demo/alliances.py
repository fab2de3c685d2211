"""The alliances of the fictional county, from the founding of each to the newest review, day by day."""

from collections import defaultdict
from datetime import date
from functools import partial

from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import concept, dates, learning, neighbourhood, partners
from dashboard.demo.agreements import Deed, Pact, agree, recommend
from dashboard.network.commands import archive_organisation
from dashboard.store import Actor, Circle, Store, UnitOfWork

NETWORK_ON = date(2026, 1, 21)
"""The day on which organisations and recommendations were entered."""
PACTS = (
    neighbourhood.VOLUNTEERS,
    learning.LEARNING,
    learning.WORK,
    neighbourhood.SHELTERS,
    neighbourhood.PREPARED,
)
"""In the order of their founding."""
SOURCE = "Integrationspolitische Handlungsempfehlungen des Landkreises (Beispieldaten)"
RECOMMENDATIONS = {
    "wege": ("Bildungswege sichtbar machen und Übergänge begleiten.", Circle.PUBLIC),
    "chancen": ("Gleiche Chancen in schulischer und informeller Bildung schaffen.", Circle.PUBLIC),
    "betriebe": ("Mit Arbeitgebern und ihren Verbänden enger zusammenarbeiten.", Circle.PUBLIC),
    "ehrenamt": ("Ehrenamtliche gewinnen, begleiten und anerkennen.", Circle.COORDINATION),
    "begegnung": ("In jeder Gemeinde Orte der Begegnung fördern.", Circle.COORDINATION),
    "schutz": ("Unterkünfte sicher betreiben und Schutzbedürftige schützen.", Circle.INTERNAL),
}
CLOSED, CLOSED_ON, CLOSED_WHY = "naehstube", date(2026, 9, 1), "Die Nähstube hat ihre Arbeit zum 31.08.2026 beendet."


def enter(store: Store, editor: Actor, catalogue: Catalogue) -> None:
    """Write the network and the alliances: each day in a transaction of its own, bearing that day."""
    organisations: dict[str, int] = {}
    recommendations: dict[str, int] = {}
    days: dict[date, list[Deed]] = defaultdict(list)
    blocks: list[int] = []

    def network(work: UnitOfWork) -> None:
        organisations.update(partners.enter(work, catalogue))
        recommendations.update(recommend(work, RECOMMENDATIONS, SOURCE))

    def found(pact: Pact, work: UnitOfWork) -> None:
        for day, deed in agree(work, catalogue, pact, organisations, recommendations):
            days[day].append(deed)

    days[NETWORK_ON].append(network)
    for pact in PACTS:
        days[pact.founded].append(partial(found, pact))
    days[concept.ENTERED_ON].append(lambda work: blocks.extend(concept.enter(work)))
    for day in concept.ROUNDS:
        days[day].append(partial(_tell, blocks, day))
    days[CLOSED_ON].append(lambda work: archive_organisation(work, organisations[CLOSED], CLOSED_WHY))
    while days:
        day = min(days)
        with store.unit_of_work(editor) as work, dates.on(work, day):
            for deed in days.pop(day):
                deed(work)


def _tell(blocks: list[int], day: date, work: UnitOfWork) -> None:
    concept.tell(work, tuple(blocks), day)
