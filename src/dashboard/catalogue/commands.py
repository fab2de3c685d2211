"""Writes of the county's own entries. Each is checked with all files and entries together before it holds."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dashboard.catalogue import queries
from dashboard.catalogue.models import CatalogueEntry
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.sources import syntax
from dashboard.catalogue.stored import ORDER_OF_FIELDS, EntryKind, Stored
from dashboard.catalogue.texts import Texts, texts_of
from dashboard.catalogue.toml_text import written
from dashboard.errors import Conflict, NotFound, UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day, moment
from dashboard.store import Circle, Role, UnitOfWork, now
from dashboard.store.models import DataVersion

NOTHING_CHANGED = "Es hat sich nichts geändert."


class EntryRefused(UserError):
    """An entry does not fit the catalogue; ``problems`` has every mistake with entry and key."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(["So kann der Eintrag nicht gelten:", *(str(one) for one in self.problems)]))


class ReasonMissing(UserError):
    """Something that needs a reason has none."""


class OtherProfile(UserError):
    """The text in the form of one profile is that of another."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(
            f"„id“ muss „{expected}“ bleiben, dort steht „{found}“. Für eine andere Tabelle legen Sie ein neues Profil "
            "an."
        )


def save(
    work: UnitOfWork,
    folder: Path,
    kind: EntryKind,
    code: str,
    content: Mapping[str, Any],
    *,
    seen: int,
    new: bool = False,
    text: str = "",
) -> str:
    """Let ``content`` (the table as in a file) hold for an indicator, a break or a profile. Returns a German sentence.

    ``seen``: the version the person had on screen, 0 for none. Raises Conflict where another one is in force or a
    ``new`` one's code is taken, EntryRefused where it does not fit the catalogue. ``text``: the same table as a
    person wrote it, to be kept with its remarks.
    """
    known = _known(work, folder)
    if new and (known.content(kind, code) is not None or (kind, code) in known.stored):
        raise Conflict(f"„{code}“ gibt es schon: {kind.label} „{_title(known, kind, code)}“. Bitte anders benennen.")
    title = str(content.get("title", "")).strip() or code
    own = known.stored.get((kind, code))
    of_file = known.of_file(kind, code)
    text = "" if of_file == dict(content) else text or written(content)
    if kind is EntryKind.INDICATOR:
        _refuse_unprotecting(code, known.content(kind, code), content)
    if own is not None and own.archived:
        raise Conflict(f"„{title}“ ist zurückgezogen. Führen Sie den Eintrag erst wieder ein.")
    if known.content(kind, code) == dict(content) and own is not None and own.version == seen:
        return NOTHING_CHANGED
    if own is None and not text:
        return NOTHING_CHANGED
    _write(work, folder, known, Stored(kind, code, text), seen, "catalogue.changed")
    word = "geändert" if own is not None or of_file is not None else "angelegt"
    return f"{kind.label} „{title}“: {word}. Das gilt ab sofort."


def save_profile(work: UnitOfWork, folder: Path, text: str, *, seen: int, new: bool = False) -> str:
    """Let a profile hold that is given as TOML; its „id“ says which. Returns a German sentence. See ``save``."""
    code, content = read_profile(text)
    return save(work, folder, EntryKind.PROFILE, code, content, seen=seen, new=new, text=text.strip() + "\n")


def read_profile(text: str) -> tuple[str, dict[str, Any]]:
    """Id and table of a profile's TOML; raises EntryRefused."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EntryRefused([Problem(EntryKind.PROFILE.place, "", syntax(str(error)))]) from error
    code = content.get("id")
    if not isinstance(code, str) or not code:
        raise EntryRefused([Problem(EntryKind.PROFILE.place, "", "„id“ fehlt. Ergänzen Sie die Angabe.")])
    return code, content


def set_order(work: UnitOfWork, folder: Path, fields: Iterable[str], *, seen: int) -> str:
    """Decide the order of the fields on screen. Returns a German sentence. See ``save``."""
    known = _known(work, folder)
    text = written({"fields": list(fields)})
    own = known.stored.get((EntryKind.ORDER, ORDER_OF_FIELDS))
    if own is not None and own.content == text and own.version == seen:
        return NOTHING_CHANGED
    _write(work, folder, known, Stored(EntryKind.ORDER, ORDER_OF_FIELDS, text), seen, "catalogue.changed")
    return "Die Reihenfolge der Felder ist gespeichert und gilt ab sofort."


def back_to_file(work: UnitOfWork, folder: Path, kind: EntryKind, code: str, *, seen: int) -> str:
    """Let the file's version hold again. Returns a German sentence; raises NotFound where the files have none."""
    known = _known(work, folder)
    own = known.stored.get((kind, code))
    of_file = known.of_file(kind, code)
    if kind is not EntryKind.ORDER and of_file is None:
        raise NotFound(f"„{code}“ steht in keiner Datei. Der Eintrag lässt sich nur zurückziehen.")
    if own is None or (not own.content and not own.archived):
        return NOTHING_CHANGED
    _write(work, folder, known, Stored(kind, code), seen, "catalogue.back-to-file")
    title = f" „{of_file.get('title', code)}“" if of_file is not None else ""
    return f"{kind.label}{title}: Es gilt wieder die Fassung der Datei."


def retire(work: UnitOfWork, folder: Path, kind: EntryKind, code: str, reason: str, *, seen: int) -> str:
    """Retire an entry: an indicator takes no new values and is not offered. Returns a German sentence.

    Its values stay in the history. Raises ReasonMissing, NotFound, Conflict, EntryRefused where something needs it.
    """
    known = _known(work, folder)
    title = _title(known, kind, code)
    own = known.stored.get((kind, code))
    if own is not None and own.archived:
        return NOTHING_CHANGED
    entry = Stored(kind, code, own.content if own else "", archived=True, why=_reason(reason, f"„{title}“"))
    _write(work, folder, known, entry, seen, "catalogue.retired")
    if kind is not EntryKind.INDICATOR:
        return f"{kind.label} „{title}“ ist zurückgezogen."
    sentence = f"„{title}“ ist zurückgezogen: Neue Werte werden nicht angenommen, die bisherigen bleiben im Verlauf."
    if fed := _profiles_of(known, code):
        names = ", ".join(f"„{name}“" for name in fed)
        sentence += f" Diese Quellenprofile liefern sie nicht mehr: {names}."
    return sentence


def reinstate(work: UnitOfWork, folder: Path, kind: EntryKind, code: str, *, seen: int) -> str:
    """Let a retired entry hold again as it was. Returns a German sentence. See ``save``."""
    known = _known(work, folder)
    own = known.stored.get((kind, code))
    if own is None or not own.archived:
        return NOTHING_CHANGED
    _write(work, folder, known, Stored(kind, code, own.content), seen, "catalogue.reinstated")
    return f"{kind.label} „{_title(known, kind, code)}“ gilt wieder."


def decide(work: UnitOfWork, folder: Path, code: str, *, day: date | None, body: str, reason: str, seen: int) -> str:
    """Record the decision of ``body`` that turns a disabled indicator on. Returns a German sentence.

    Raises ReasonMissing, EntryRefused where it is another body's matter or the indicator is not turned off, Conflict.
    """
    known = _known(work, folder)
    title = _title(known, EntryKind.INDICATOR, code)
    if day is None:
        raise ReasonMissing(f"Bitte den Tag angeben, an dem über „{title}“ entschieden wurde.")
    if day > local_day(now()):
        raise UserError(f"Der {german_day(day)} liegt in der Zukunft. Eingetragen wird, was schon entschieden ist.")
    facts = {"day": day, "body": body.strip(), "reason": _reason(reason, f"die Entscheidung über „{title}“")}
    _write(work, folder, known, Stored(EntryKind.DECISION, code, written(facts)), seen, "catalogue.turned-on")
    return f"„{title}“ ist eingeschaltet, mit allen Einschränkungen des Katalogs."


def withdraw(work: UnitOfWork, folder: Path, code: str, reason: str, *, seen: int) -> str:
    """Withdraw the decision: the indicator appears nowhere again. Returns a German sentence; raises ReasonMissing."""
    known = _known(work, folder)
    own = known.stored.get((EntryKind.DECISION, code))
    if own is None or own.archived:
        return NOTHING_CHANGED
    title = _title(known, EntryKind.INDICATOR, code)
    why = _reason(reason, f"„{title}“")
    _write(work, folder, known, Stored(EntryKind.DECISION, code, own.content, True, why), seen, "catalogue.turned-off")
    return f"„{title}“ ist wieder abgeschaltet und erscheint nirgends."


def _known(work: UnitOfWork, folder: Path) -> Texts:
    """All entries as they are, with nobody else writing one until this transaction ends."""
    work.require(Role.ADMIN, Circle.INTERNAL)
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == "settings").with_for_update())
    return texts_of(folder, queries.stored(work.session))


def _write(work: UnitOfWork, folder: Path, known: Texts, entry: Stored, seen: int, action: str) -> None:
    before = known.stored.get((entry.kind, entry.code))
    version = known.version(entry.kind, entry.code)
    if before is not None and version != seen:
        raise Conflict(_both(known, before, entry))
    _refuse_mistakes(folder, known, entry)
    at = now()
    work.add(
        CatalogueEntry(
            kind=entry.kind.value,
            code=entry.code,
            version=version + 1,
            content=entry.content,
            archived=entry.archived,
            why=entry.why,
            who=work.actor.name,
            account=work.actor.account,
            at=at,
        )
    )
    work.record("settings", action, f"{entry.kind.value}:{entry.code}", _facts(before), _facts(entry))


def _refuse_mistakes(folder: Path, known: Texts, entry: Stored) -> None:
    if found := queries.mistakes(folder, tuple(known.stored.values()), entry):
        raise EntryRefused(found)


def _refuse_unprotecting(code: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
    if before is not None and before.get("counts") == "persons" != after.get("counts"):
        sentence = "„counts“ muss „persons“ bleiben: Sonst wären kleine Zahlen von Personen nicht mehr geschützt."
        raise EntryRefused([Problem(EntryKind.INDICATOR.place, code, sentence)])


def _both(known: Texts, before: Stored, entry: Stored) -> str:
    when = f" am {moment(before.at)}" if before.at else ""
    there = "zurückgezogen" if before.archived else before.content.strip() or "wie in der Datei"
    mine = "zurückgezogen" if entry.archived else entry.content.strip() or "wie in der Datei"
    return (
        f"{before.who} hat den Eintrag „{_title(known, entry.kind, entry.code)}“ inzwischen geändert{when}; es wurde "
        f"nichts überschrieben.\nDort steht jetzt:\n{there}\nSie wollten:\n{mine}"
    )


def _title(known: Texts, kind: EntryKind, code: str) -> str:
    if kind is EntryKind.ORDER:
        return kind.label
    content = known.content(kind, code)
    if content is None:
        raise NotFound(f"{kind.label} „{code}“: Das gibt es im Katalog nicht.")
    return str(content.get("title") or code)


def _profiles_of(known: Texts, code: str) -> list[str]:
    found = []
    for source in known.layers.profiles.values():
        columns = source.content.get("columns", [])
        if source.content.get("indicator") == code or any(column.get("indicator") == code for column in columns):
            found.append(str(source.content.get("title")))
    return found


def _reason(text: str, what: str) -> str:
    if len(text.strip()) < 3:
        raise ReasonMissing(f"Bitte begründen: {what}. Die Begründung bleibt im Verlauf.")
    return " ".join(text.split())


def _facts(entry: Stored | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    facts: dict[str, Any] = {"content": entry.content, "archived": entry.archived}
    return {**facts, "why": entry.why} if entry.why else facts
