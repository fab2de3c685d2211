"""``search``: full-text search over what people write and over the catalogue."""

from typing import Annotated

import typer

from dashboard.catalogue import Catalogue
from dashboard.cli import context
from dashboard.formats import day, join, local_day
from dashboard.store import Circle
from dashboard.store.search import LONGEST_QUERY, Entry, Hit, among, find

KINDS = {
    "indicator": "Kennzahl",
    "alliance": "Bündnis",
    "goal": "Ziel",
    "measure": "Maßnahme",
    "concept": "Konzept",
    "block": "Baustein",
    "building_block": "Baustein",
    "recommendation": "Handlungsempfehlung",
    "organisation": "Organisation",
    "practice": "Praxisbeispiel",
    "hurdle": "Hürde",
    "meeting": "Sitzung",
    "item": "Tagesordnungspunkt",
    "agenda_item": "Tagesordnungspunkt",
    "minutes": "Protokoll",
    "resolution": "Verabredung",
    "task": "Aufgabe",
}
"""What kinds of texts are called; one without a name here is shown by its code."""


def search(
    words: Annotated[list[str], typer.Argument(help="Wörter; alle müssen vorkommen, auch mitten in einem Wort.")],
    as_json: context.JsonOption = False,
) -> None:
    """In allem suchen, was geschrieben wurde, und im Katalog; die neuesten Treffer zuerst."""
    with context.refusals(as_json=as_json), context.opened() as store:
        query, circle = " ".join(words), context.OPERATOR.circle
        with store.reading() as session:
            found = find(session, circle, query)
        known = among(_indicators(context.catalogue(store)), circle, query)
        hits = [*found.hits, *known.hits]
        if as_json:
            context.answer([_object(hit) for hit in hits])
            return
        for hit in hits:
            print(_told(hit), end="\n\n")
        if not hits:
            print(f"Nichts gefunden zu {join([f'„{word}“' for word in query.split()]) or 'einer leeren Suche'}.")
        if found.more:
            context.say("Es gibt weitere Treffer; mehr Wörter grenzen die Suche ein.")
        if found.shortened:
            context.say(f"Gesucht wurde mit den ersten {LONGEST_QUERY} Zeichen.")


def _indicators(catalogue: Catalogue) -> list[Entry]:
    """The indicators that are switched on, which every circle may read about."""
    return [
        Entry("indicator", one.code, one.title, "\n".join([one.definition, one.trap, one.not_conclude]), Circle.PUBLIC)
        for one in catalogue.enabled()
    ]


def _object(hit: Hit) -> dict[str, object]:
    at = None if hit.at is None else hit.at.isoformat()
    return {"kind": hit.kind, "id": hit.object_id, "title": hit.title, "excerpt": hit.excerpt.text, "at": at}


def _told(hit: Hit) -> str:
    when = f" ({day(local_day(hit.at))})" if hit.at else ""
    return f"{KINDS.get(hit.kind, hit.kind)}: {hit.title}{when}\n  {hit.excerpt.text}"
