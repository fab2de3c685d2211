"""Rules of the source profiles: above all, that no total counts a nested category beside the one it is in."""

from collections.abc import Iterator
from itertools import combinations

from dashboard.catalogue.entries import Level
from dashboard.catalogue.files import Files, Rule
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.profiles import FlatProfile, Profile, ProfileDimension, Total
from dashboard.periods import Frequency


def profiles_fit_their_indicator(files: Files) -> Iterator[Problem]:
    """The indicator exists, is reported, and has the profile's levels and frequency; dimensions are known."""
    for file, profile in flat_profiles(files):
        levels = [area.level for area in profile.area.alternatives]
        for sentence in misfits(files, profile.indicator, levels, profile.period.frequency):
            yield Problem(file, profile.id, sentence)
        for dimension in profile.dimensions:
            if dimension.name not in files.dimensions:
                yield Problem(file, profile.id, f"Die Dimension „{dimension.name}“ steht nicht in vocabulary.toml.")


def misfits(files: Files, code: str, levels: list[Level], frequency: Frequency) -> Iterator[str]:
    """Why a profile cannot feed this indicator on these levels, with values of this frequency."""
    indicator = files.indicators.get(code)
    if indicator is None:
        yield f"Die Kennzahl „{code}“ gibt es nicht."
        return
    if not indicator.reported:
        yield f"„{code}“ wird berechnet und kann nicht gespeist werden."
    for level in levels:
        if level not in indicator.levels:
            yield f"„{code}“ gibt es auf der Ebene „{level}“ nicht."
    if frequency != indicator.frequency:
        yield f"„frequency“ ist „{frequency}“, bei „{code}“ aber „{indicator.frequency}“."


def flat_profiles(files: Files) -> Iterator[tuple[str, FlatProfile]]:
    """The profiles of layout ``flat`` with their files."""
    for file, profile in files.profiles.items():
        if isinstance(profile, FlatProfile):
            yield file, profile


def one_table_has_one_profile(files: Files) -> Iterator[Problem]:
    """Two profiles neither share an id nor recognise the same file."""
    for (_, first), (file, second) in combinations(files.profiles.items(), 2):
        if first.id == second.id:
            yield Problem(file, second.id, "Die „id“ ist schon vergeben.")
        if _same_table(first, second):
            yield Problem(file, second.id, f"Eine Datei würde auch als „{first.id}“ erkannt.")


def _same_table(first: Profile, second: Profile) -> bool:
    """Whether a flat file could be both. One that names all variables goes before an open one, so they may meet."""
    if not isinstance(first, FlatProfile) or not isinstance(second, FlatProfile) or first.open != second.open:
        return False
    one, other = first.recognition, second.recognition
    if one.statistic != other.statistic or (not first.open and one.variables != other.variables):
        return False
    codes = {one.value_variable, other.value_variable} - {None}
    labels = sorted((label.casefold() for label in (one.value_label, other.value_label) if label), key=len)
    return len(codes) < 2 and (len(labels) < 2 or labels[0] in labels[1])


def members_are_nested_in_members(files: Files) -> Iterator[Problem]:
    """Codes and names are given once, and „within“ names a code of the same dimension without going in circles."""
    for file, profile in flat_profiles(files):
        variables = [dimension.variable for dimension in profile.dimensions]
        names = [dimension.name for dimension in profile.dimensions]
        if len(set(variables)) < len(variables) or len(set(names)) < len(names):
            yield Problem(file, profile.id, "Eine Variable oder Dimension ist doppelt angegeben.")
        for dimension in profile.dimensions:
            for sentence in _nesting(dimension):
                yield Problem(file, profile.id, f"{dimension.variable}: {sentence}")


def _nesting(dimension: ProfileDimension) -> Iterator[str]:
    codes = [member.code for member in dimension.members]
    names = [member.name for member in dimension.members]
    for doubled in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"Der Code „{doubled}“ ist doppelt."
    for doubled in sorted({name for name in names if names.count(name) > 1}):
        yield f"Der Name „{doubled}“ ist doppelt."
    for margin in sorted(set(dimension.margins) & set(codes)):
        yield f"„{margin}“ kann nicht Kategorie und Summe zugleich sein."
    if dimension.closed and not dimension.members:
        yield "Eine geschlossene Dimension (closed = true) braucht Kategorien."
    for member in dimension.members:
        if member.within is not None and member.within not in codes:
            yield f"„{member.code}“ liegt in „{member.within}“, das es nicht gibt."
        elif member.code in dimension.ancestors(member.code):
            yield f"„{member.code}“ liegt über Umwege in sich selbst."


def totals_add_up_once(files: Files) -> Iterator[Problem]:
    """A total names every dimension once, only codes that exist, and never a category beside one it is nested in."""
    for file, profile in flat_profiles(files):
        if profile.total is not None:
            for sentence in _adding(profile, profile.total):
                yield Problem(file, profile.id, f"total: {sentence}")


def _adding(profile: FlatProfile, total: Total) -> Iterator[str]:
    named = [part.variable for part in total.parts]
    dimensions = {dimension.variable: dimension for dimension in profile.dimensions}
    for odd in sorted(set(named) - set(dimensions)):
        yield f"Die Variable „{odd}“ ist keine Dimension der Tabelle."
    for missing in sorted(set(dimensions) - set(named)):
        yield f"Die Variable „{missing}“ fehlt; „all“ nimmt alle ihre Kategorien."
    if len(set(named)) < len(named):
        yield "Eine Variable ist doppelt angegeben."
    for part in total.parts:
        if (dimension := dimensions.get(part.variable)) is None:
            continue
        known = [member.code for member in dimension.members]
        codes = tuple(known) if part.codes is None else part.codes
        for odd in sorted(set(codes) - set(known)) if dimension.closed else ():
            yield f"„{odd}“ ist keine Kategorie von {part.variable}."
        for code in codes:
            if double := [outer for outer in dimension.ancestors(code) if outer in codes]:
                yield f"„{code}“ ist in „{double[0]}“ schon enthalten und würde doppelt gezählt."
        if len(set(codes)) < len(codes):
            yield f"In {part.variable} ist ein Code doppelt."


RULES: tuple[Rule, ...] = (
    profiles_fit_their_indicator,
    one_table_has_one_profile,
    members_are_nested_in_members,
    totals_add_up_once,
)
