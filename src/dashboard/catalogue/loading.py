"""Files, and the county's own entries over them, become the catalogue: every mistake is told with file and entry."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pydantic

from dashboard.catalogue import check_own, checks, messages, sources
from dashboard.catalogue.base import Entry
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Break, Field, Indicator
from dashboard.catalogue.files import Files
from dashboard.catalogue.headers import Headers
from dashboard.catalogue.own import Own, overlaid
from dashboard.catalogue.problems import CatalogueError, Problem
from dashboard.catalogue.profiles import FlatProfile, Profile
from dashboard.catalogue.profiles_tables import ClassicProfile, LongProfile
from dashboard.catalogue.sources import Source, Table
from dashboard.catalogue.stored import Stored
from dashboard.catalogue.vocabulary import Vocabulary

PROFILE_OF_LAYOUT: dict[str, type[Profile]] = {"flat": FlatProfile, "classic": ClassicProfile, "long": LongProfile}

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def load(folder: Path, stored: Iterable[Stored] = ()) -> Catalogue:
    """The catalogue of ``folder``: fields.toml, indicators/*.toml, breaks.toml, vocabulary.toml, profiles/*.toml.

    ``stored`` are the county's own entries: they are laid over the files and go through the same checks. Raises
    CatalogueError that names file and entry of every mistake.
    """
    own = tuple(stored)
    files = sources.read(folder)
    layers, decided = overlaid(files, own)
    reader = _Parser([*layers.problems, *decided.problems])
    fields = reader.entries(layers.fields, Field)
    indicators = reader.entries(layers.indicators, Indicator)
    breaks = reader.entries(layers.breaks, Break)
    vocabulary = None if layers.vocabulary is None else reader.whole(layers.vocabulary, Vocabulary)
    profiles = {key: reader.profile(source) for key, source in layers.profiles.items()}
    if reader.problems:
        raise CatalogueError(reader.problems)
    assert vocabulary is not None

    known = {key: profile for key, profile in profiles.items() if profile is not None}
    place_of = {code: layers.indicators[code].file for code in indicators}
    found = Files(fields, indicators, place_of, breaks, vocabulary, known)
    if problems := [*checks.check(found), *check_own.check(found, files, decided)]:
        raise CatalogueError(problems)
    return _assemble(found, decided, _version(layers.version, own))


def _assemble(files: Files, own: Own, version: str) -> Catalogue:
    fields = dict(sorted(files.fields.items(), key=lambda item: item[1].order))
    order = {code: position for position, code in enumerate(fields)}
    indicators = {code: _in_force(entry, own) for code, entry in files.indicators.items()}
    indicators = dict(sorted(indicators.items(), key=lambda item: order[item[1].field]))
    profiles = (_fed(profile, indicators) for profile in files.profiles.values())
    return Catalogue(
        fields=MappingProxyType(fields),
        indicators=MappingProxyType(indicators),
        profiles=MappingProxyType({profile.id: profile for profile in profiles if profile is not None}),
        breaks=tuple(sorted(files.breaks.values(), key=lambda entry: (entry.since, entry.code))),
        vocabulary=files.vocabulary,
        headers=Headers(files.vocabulary, indicators),
        version=version,
        retired=MappingProxyType(dict(own.retired)),
        decisions=MappingProxyType(dict(own.decisions)),
    )


def _in_force(indicator: Indicator, own: Own) -> Indicator:
    """The indicator turned on by its decision, or off because it was retired."""
    if (why := own.retired.get(indicator.code)) is not None:
        return indicator.model_copy(update={"enabled": False, "disable_reason": f"Sie wurde zurückgezogen: {why}"})
    return indicator.model_copy(update={"enabled": True}) if indicator.code in own.decisions else indicator


def _fed(profile: Profile, indicators: Mapping[str, Indicator]) -> Profile | None:
    """The profile without what feeds indicators that take no values; None where nothing is left of it."""
    if isinstance(profile, ClassicProfile):
        columns = tuple(column for column in profile.columns if indicators[column.indicator].enabled)
        if len(columns) == len(profile.columns):
            return profile
        return profile.model_copy(update={"columns": columns}) if columns else None
    fed = profile.indicator if isinstance(profile, FlatProfile | LongProfile) else None
    return profile if fed is None or indicators[fed].enabled else None


def _version(files: str, own: tuple[Stored, ...]) -> str:
    if not own:
        return files
    digest = hashlib.sha256(files.encode())
    for one in sorted(own, key=lambda entry: (entry.kind, entry.code)):
        facts = (one.kind.value, one.code, one.content, str(one.archived), one.why)
        digest.update("\0".join(facts).encode() + b"\0\0")
    return digest.hexdigest()[:16]


class _Parser:
    """Makes entries of tables and keeps what is wrong with them until all have been looked at."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def entries(self, found: Mapping[str, Source], kind: type[AnyEntry]) -> dict[str, AnyEntry]:
        """The entries that can be read, by code."""
        parsed = {}
        for code, source in found.items():
            entry = self._entry(source.file, code, kind, {**source.content, "code": code})
            if entry is not None:
                parsed[code] = entry
        return parsed

    def whole(self, source: Source, kind: type[AnyEntry]) -> AnyEntry | None:
        """A file that is one entry as a whole."""
        return self._entry(source.file, str(source.content.get("id", "")), kind, source.content)

    def profile(self, source: Source) -> Profile | None:
        """A source profile; its „layout“ says what can stand in it."""
        content = source.content
        layout, name = content.get("layout"), str(content.get("id", ""))
        kind = PROFILE_OF_LAYOUT.get(layout) if isinstance(layout, str) else None
        if kind is None:
            said = "fehlt" if layout is None else f"ist „{layout}“"
            sentence = f"„layout“ {said}; erlaubt ist nur „flat“, „classic“ oder „long“."
            self.problems.append(Problem(source.file, name, sentence))
            return None
        return self._entry(source.file, name, kind, content)

    def _entry(self, file: str, name: str, kind: type[AnyEntry], content: Table) -> AnyEntry | None:
        try:
            return kind.model_validate(content)
        except pydantic.ValidationError as error:
            for inner, sentence in messages.sentences(error, content, kind):
                self.problems.append(Problem(file, inner or name, sentence))
        return None
