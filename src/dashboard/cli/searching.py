"""``search``: full-text search over what people write, the catalogue, the handbook and the names of files."""

from typing import Annotated

import typer

from dashboard.cli import context
from dashboard.formats import day, join, local_day
from dashboard.lookup import kinds
from dashboard.lookup.answers import answer
from dashboard.store.search import LONGEST_QUERY, Hit


def search(
    words: Annotated[list[str], typer.Argument(help="Wörter; alle müssen vorkommen, auch mitten in einem Wort.")],
    as_json: context.JsonOption = False,
) -> None:
    """In allem suchen, was geschrieben wurde, in Katalog und Handbuch; die neuesten Treffer zuerst."""
    with context.refusals(as_json=as_json), context.opened() as store:
        query, catalogue = " ".join(words), context.catalogue(store)
        with store.reading() as session:
            found = answer(session, context.OPERATOR, catalogue, query)
        if as_json:
            context.answer([_object(hit) for hit in found.hits])
            return
        for hit in found.hits:
            print(_told(hit), end="\n\n")
        if not found.hits:
            print(f"Nichts gefunden zu {join([f'„{word}“' for word in query.split()]) or 'einer leeren Suche'}.")
        if found.titles_only:
            context.say("Wörter mit weniger als drei Buchstaben werden nur in Titeln gesucht.")
        if found.more or found.more_references:
            context.say("Es gibt weitere Treffer; mehr Wörter grenzen die Suche ein.")
        if found.shortened:
            context.say(f"Gesucht wurde mit den ersten {LONGEST_QUERY} Zeichen.")


def _object(hit: Hit) -> dict[str, object]:
    at = None if hit.at is None else hit.at.isoformat()
    return {"kind": hit.kind, "id": hit.object_id, "title": hit.title, "excerpt": hit.excerpt.text, "at": at}


def _told(hit: Hit) -> str:
    when = f" ({day(local_day(hit.at))})" if hit.at else ""
    return f"{kinds.label(hit.kind)}: {hit.title}{when}\n  {hit.excerpt.text}"
