"""The county's own entries laid over the files."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pydantic

from dashboard.catalogue import messages
from dashboard.catalogue.base import Entry
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.sources import Source, Sources, syntax
from dashboard.catalogue.stored import Decision, EntryKind, Order, Stored

AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True)
class Own:
    """What the entries decide beside their content."""

    retired: Mapping[str, str]
    """Indicator -> why it was retired."""
    decisions: Mapping[str, Decision]
    """Indicator -> the decision that turns it on."""
    problems: tuple[Problem, ...] = ()


def overlaid(files: Sources, stored: Iterable[Stored]) -> tuple[Sources, Own]:
    """The sources with the entries in their places, and what else the entries decide."""
    layers = _Layers(files)
    for entry in stored:
        layers.lay(entry)
    return layers.sources(), Own(layers.retired, layers.decisions, tuple(layers.problems))


class _Layers:
    """The files' entries, changed one after another."""

    def __init__(self, files: Sources) -> None:
        self._files = files
        self._fields = dict(files.fields)
        self._indicators = dict(files.indicators)
        self._breaks = dict(files.breaks)
        self._profiles = dict(files.profiles)
        self.retired: dict[str, str] = {}
        self.decisions: dict[str, Decision] = {}
        self.problems: list[Problem] = []

    def sources(self) -> Sources:
        """The result so far."""
        return replace(
            self._files,
            fields=self._fields,
            indicators=self._indicators,
            breaks=self._breaks,
            profiles=self._profiles,
        )

    def lay(self, entry: Stored) -> None:
        """Lay one entry over what is there."""
        try:
            content = entry.table
        except tomllib.TOMLDecodeError as error:
            self.problems.append(Problem(entry.kind.place, entry.code, syntax(str(error))))
            return
        match entry.kind:
            case EntryKind.INDICATOR:
                self._lay_indicator(entry, content)
            case EntryKind.BREAK:
                self._lay_over(self._breaks, entry.code, entry, content)
            case EntryKind.PROFILE:
                self._lay_profile(entry, content)
            case EntryKind.ORDER:
                self._order(entry, content)
            case EntryKind.DECISION:
                decision = None if entry.archived else self._parsed(entry, {**content, "who": entry.who}, Decision)
                if decision is not None:
                    self.decisions[entry.code] = decision

    def _lay_indicator(self, entry: Stored, content: dict[str, Any]) -> None:
        if content:
            self._indicators[entry.code] = Source(entry.kind.place, content)
        if not entry.archived:
            return
        if entry.code in self._indicators:
            self.retired[entry.code] = entry.why

    def _lay_profile(self, entry: Stored, content: dict[str, Any]) -> None:
        if content and content.get("id") != entry.code:
            sentence = f"„id“ muss „{entry.code}“ bleiben; eine neue Tabelle bekommt ein neues Profil."
            self.problems.append(Problem(entry.kind.place, entry.code, sentence))
            return
        if entry.archived or content:
            self._profiles.pop(self._files.profile_key(entry.code) or "", None)
        # Rules name a profile's mistakes by the key it stands under.
        self._lay_over(self._profiles, f"{entry.kind.place} {entry.code}", entry, content)

    def _lay_over(self, layer: dict[str, Source], key: str, entry: Stored, content: dict[str, Any]) -> None:
        if entry.archived:
            layer.pop(key, None)
        elif content:
            layer[key] = Source(entry.kind.place, content)

    def _order(self, entry: Stored, content: dict[str, Any]) -> None:
        if not content:
            return
        order = self._parsed(entry, content, Order)
        if order is None:
            return
        for code in order.fields:
            if code not in self._fields:
                self.problems.append(Problem(entry.kind.place, entry.code, f"Das Feld „{code}“ gibt es nicht."))
            if order.fields.count(code) > 1:
                self.problems.append(Problem(entry.kind.place, entry.code, f"Das Feld „{code}“ steht zweimal da."))
        # A field that came with a newer program stands behind those whose order was decided.
        named = [code for code in dict.fromkeys(order.fields) if code in self._fields]
        rest = [code for code in self._fields if code not in named]
        for position, code in enumerate([*named, *rest], start=1):
            source = self._fields[code]
            self._fields[code] = Source(source.file, {**source.content, "order": position})

    def _parsed(self, entry: Stored, content: dict[str, Any], kind: type[AnyEntry]) -> AnyEntry | None:
        try:
            return kind.model_validate(content)
        except pydantic.ValidationError as error:
            for _, sentence in messages.sentences(error, content, kind):
                self.problems.append(Problem(entry.kind.place, entry.code, sentence))
        return None
