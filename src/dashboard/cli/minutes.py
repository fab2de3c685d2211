"""``minutes``: the minutes of one meeting as a file, for any circle."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli import context
from dashboard.documents import files
from dashboard.documents import minutes as documents
from dashboard.errors import FileUnusable, reason
from dashboard.store import Circle


def minutes(
    meeting: Annotated[int, typer.Argument(help="Nummer der Sitzung, wie „dashboard meetings“ sie nennt.")],
    audience: Annotated[Circle, typer.Option(help="Kreis, für den die Niederschrift ist.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Datei, die geschrieben wird: .pdf oder .docx.")],
) -> None:
    """Die Niederschrift einer Sitzung für einen Kreis schreiben, als PDF oder DOCX."""
    with context.refusals():
        suffix = files.ending(output.name)
        with context.opened() as store:
            catalogue = context.catalogue(store)
            with store.reading() as session:
                reader = context.OPERATOR.narrowed(audience)
                made = documents.of_meeting(session, reader, catalogue, meeting, early=True)
        data = files.written(made, suffix)
        try:
            output.write_bytes(data)
        except OSError as error:
            raise FileUnusable(f"„{output}“ kann nicht geschrieben werden: {reason(error)}.") from error
        state = " Sie ist noch nicht genehmigt und als ENTWURF gekennzeichnet." if made.draft else ""
        context.say(f"„{made.title}“ für „{made.circle}“ in „{output}“ geschrieben.{state}")
