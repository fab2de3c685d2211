"""A whole concept pasted as text: one building block per line, „Kapitel / Baustein / Zitat“."""

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from dashboard.alliances.concept_forms import BlockForm
from dashboard.errors import UserError
from dashboard.store import kept

SEPARATORS = ("|", " / ")
"""Between the parts of a line, where it was not copied from a table."""
HEADS = ("kapitel", "baustein", "zitat")
MOST_NAMED = 20
"""Problems that are named one by one."""


class BlocksInvalid(UserError):
    """Lines of which at least one cannot be taken; every one is named with its reason."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - MOST_NAMED
        rest = [f"… und {more} weitere Zeilen."] if more > 0 else []
        many = "Eine Zeile lässt" if len(problems) == 1 else f"{len(problems)} Zeilen lassen"
        head = f"{many} sich nicht übernehmen; es wurde nichts gespeichert."
        super().__init__("\n".join([head, *problems[:MOST_NAMED], *rest]))


@dataclass(frozen=True)
class Line:
    """One line as it was pasted: its number and its parts."""

    row: int
    parts: tuple[str, ...]


def read(text: str, concept: int, taken: Collection[str] = ()) -> list[BlockForm]:
    """The building blocks of a pasted text in its order; ``taken``: labels, case folded, that are there already.

    Parts are separated by tabs (a table copied from a spreadsheet or a text program), by „|“ or by „ / “; the quotation
    may hold the separator. A line without a chapter belongs to the one above; a head „Kapitel, Baustein, Zitat“ is
    passed over. Raises BlocksInvalid with the number of every line that cannot be taken.
    """
    problems: list[str] = []
    found: list[BlockForm] = []
    seen: dict[str, int] = {}
    chapter = ""
    for line in _lines(text):
        if tuple(part.casefold() for part in line.parts) == HEADS:
            continue
        refuse = _refusing(problems, line.row)
        if len(line.parts) != len(HEADS):
            many = "einen Teil" if len(line.parts) == 1 else f"{len(line.parts)} Teile"
            refuse(f"Sie hat {many}, erwartet werden drei: Kapitel / Baustein / Zitat.")
            continue
        chapter = line.parts[0] or chapter
        try:
            form = checked(BlockForm(concept, chapter, line.parts[1], line.parts[2]))
        except kept.TextInvalid as error:
            refuse(str(error))
            continue
        name = form.label.casefold()
        if name in taken:
            refuse(f"Einen Baustein „{form.label}“ gibt es in diesem Konzept schon.")
        elif name in seen:
            refuse(f"„{form.label}“ steht schon in Zeile {seen[name]}.")
        else:
            seen[name] = line.row
            found.append(form)
    if problems:
        raise BlocksInvalid(problems)
    if not found:
        raise BlocksInvalid(["Es steht noch kein Baustein da. Erwartet wird je Zeile „Kapitel / Baustein / Zitat“."])
    return found


def checked(wish: BlockForm) -> BlockForm:
    """The block as it is kept; raises TextInvalid."""
    label = wish.LABELS
    return BlockForm(
        wish.concept,
        kept.line(wish.chapter, label["chapter"], required=True),
        kept.line(wish.label, label["label"], required=True),
        kept.long_text(wish.text, label["text"], required=True),
        wish.position,
    )


def _refusing(problems: list[str], row: int) -> Callable[[str], None]:
    return lambda reason: problems.append(f"Zeile {row}: {reason}")


def _lines(text: str) -> Iterator[Line]:
    if "\t" not in text:
        for number, line in enumerate(text.splitlines(), 1):
            separator = next((one for one in SEPARATORS if line.count(one) >= len(HEADS) - 1), SEPARATORS[-1])
            yield from _line(number, line.split(separator, len(HEADS) - 1))
        return
    try:
        yield from _table(text)
    except csv.Error:  # quotation marks that are no more than that
        for number, line in enumerate(text.splitlines(), 1):
            yield from _line(number, line.split("\t"))


def _table(text: str) -> list[Line]:
    """Lines of a table: a spreadsheet puts a cell of several lines into quotation marks, as CSV does."""
    found: list[Line] = []
    rows, start = csv.reader(text.splitlines(keepends=True), delimiter="\t", strict=True), 1
    for row in rows:
        found += _line(start, row)
        start = rows.line_num + 1
    return found


def _line(number: int, row: list[str]) -> list[Line]:
    parts = [part.strip() for part in row]
    while len(parts) > len(HEADS) and not parts[-1]:
        parts.pop()
    return [Line(number, tuple(parts))] if any(parts) else []
