"""Looking at a table before it is taken over, and taking it over: the very same commands, once undone and once kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.alliances.checks import ConfirmationNeeded
from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound, UserError
from dashboard.exchange.kinds import Kind, Row
from dashboard.exchange.known import known
from dashboard.exchange.reading import Finding, Table, Wish, table_of
from dashboard.formats import join, number
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, kept
from dashboard.store.kept import Form
from dashboard.tables import Grid

MOST_TOLD = 20


class TableRefused(UserError):
    """Nothing was taken over; ``findings`` say why, row by row."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        told = "\n".join(one.text for one in findings[:MOST_TOLD])
        more = len(findings) - MOST_TOLD
        rest = f"\nund {number(more)} weitere" if more > 0 else ""
        super().__init__(f"Es wurde nichts übernommen.\n{told}{rest}")


@dataclass(frozen=True)
class Difference:
    """What a row changes: German label, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What becomes of a row; without differences it is new."""

    line: int
    entry: int | None
    differences: tuple[Difference, ...] = ()


@dataclass
class Outcome:
    """What a table does: new and changed entries, and how many stay as they are."""

    kind: Kind
    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    untouched: int = 0
    """Entries that are not in the table: they stay."""
    findings: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)
    """What is probably not meant; confirmed, it goes through."""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        parts = [
            f"{number(len(self.new))} neu", f"{number(len(self.changed))} geändert",
            f"{number(self.unchanged)} unverändert",
        ]  # fmt: skip
        left = f"; {number(self.untouched)} weitere stehen nicht in der Tabelle und bleiben" if self.untouched else ""
        return f"{self.kind.title}: {join(parts)}{left}."


class _UndoneError(Exception):
    """Ends a transaction in which everything was tried."""


def look(
    store: Store, actor: Actor, catalogue: Catalogue, kind: Kind, grid: Grid, *, confirmed: bool = False
) -> Outcome:
    """What the table would do, tried out with the commands themselves and undone. Raises TableUnusable, NotAllowed."""
    tried: list[Outcome] = []
    try:
        with store.unit_of_work(actor) as work:
            tried.append(_apply(work, catalogue, kind, grid, confirmed=confirmed))
            raise _UndoneError
    except _UndoneError:
        return tried[0]


def take_over(work: UnitOfWork, catalogue: Catalogue, kind: Kind, grid: Grid, *, confirmed: bool = False) -> Outcome:
    """Write the whole table or nothing; raises TableRefused, TableUnusable, NotAllowed."""
    outcome = _apply(work, catalogue, kind, grid, confirmed=confirmed)
    if outcome.findings or outcome.questions:
        raise TableRefused([*outcome.findings, *outcome.questions])
    return outcome


def _apply(work: UnitOfWork, catalogue: Catalogue, kind: Kind, grid: Grid, *, confirmed: bool) -> Outcome:
    work.require(Role.EDITOR, Circle.INTERNAL)
    outcome = Outcome(kind)
    names = known(work.session, catalogue)
    table: Table = table_of(grid, kind, names)
    outcome.findings += table.findings
    present = {row.number: row for row in kind.rows(work.session, work.actor)}
    headings = {column.field: (column.heading, column.cell) for column in kind.columns(names)}
    written: list[tuple[Wish, int]] = []
    for wish in table.wishes:
        row = None if wish.entry is None else present.get(wish.entry)
        try:
            with work.session.begin_nested():
                written.append((wish, _one(work, catalogue, outcome, wish, row, present, headings, confirmed)))
        except ConfirmationNeeded as question:
            outcome.questions.append(Finding(wish.line, "", str(question)))
        except UserError as error:
            outcome.findings.append(Finding(wish.line, "", str(error)))
    outcome.findings += _dropped(written, kind.rows(work.session, work.actor), headings)
    named = {wish.entry for wish in table.wishes}
    outcome.untouched = sum(entry not in named for entry in present)
    outcome.findings.sort(key=lambda one: one.line)
    return outcome


def _one(
    work: UnitOfWork, catalogue: Catalogue, outcome: Outcome, wish: Wish, row: Row | None,
    present: Mapping[int, Row], headings: Mapping[str, Any], confirmed: bool,
) -> int:  # fmt: skip
    """Write one row with the usual commands; the number of the entry."""
    kind = outcome.kind
    if wish.entry is None:
        form = kind.form(**wish.values)
        twin = next((one for one in present.values() if one.form == form), None)
        if twin is not None:
            raise kept.TextInvalid(
                f"Diesen Eintrag gibt es schon (Nr. {twin.number}). Wurde die Tabelle schon einmal übernommen?"
            )
        number_ = kind.add(work, catalogue, form, confirmed)
        outcome.new.append(Change(wish.line, None))
        return number_
    if row is None:
        raise NotFound(f"Einen Eintrag Nr. {wish.entry} gibt es nicht, oder er ist archiviert.")
    form = replace(row.form, **wish.values)
    if form == row.form:
        outcome.unchanged += 1
        return wish.entry
    answer = kind.change(work, catalogue, wish.entry, form, wish.seen, confirmed)
    if answer == kept.NOTHING_CHANGED:
        outcome.unchanged += 1
        return wish.entry
    outcome.changed.append(Change(wish.line, wish.entry, tuple(_differences(row.form, form, headings))))
    return wish.entry


def _dropped(
    written: Iterable[tuple[Wish, int]], rows: Iterable[Row], headings: Mapping[str, Any]
) -> Iterator[Finding]:
    """What stands in the table and is not kept: fields that stay as they are, or that an entry of its kind has not.

    The commands leave such values out, because no form offers them; a table does, and nothing of it may be lost unsaid.
    """
    kept_forms = {row.number: row.form for row in rows}
    for wish, entry in written:
        for name, value in wish.values.items():
            if value in (None, "", ()) or _comparable(value) == _comparable(getattr(kept_forms[entry], name)):
                continue
            heading, cell = headings[name]
            told = f"„{cell.write(value)}“ lässt sich hier nicht eintragen: "
            reason = "Bei diesem Eintrag steht die Angabe fest, oder er hat keine solche."
            yield Finding(wish.line, heading, told + reason)


def _comparable(value: Any) -> Any:
    """Without what is the same to people: blanks, and the order of several."""
    if isinstance(value, tuple):
        return sorted(value)
    return " ".join(value.split()) if type(value) is str else value


def _differences(before: Form, after: Form, headings: Mapping[str, Any]) -> list[Difference]:
    found = []
    for name, (heading, cell) in headings.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            told = ["–" if value in (None, "", ()) else cell.write(value) for value in (old, new)]
            found.append(Difference(heading, *told))
    return found
