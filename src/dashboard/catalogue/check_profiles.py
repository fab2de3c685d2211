"""Rules of the source profiles: above all, that no total counts a nested category beside the one it is in."""

from collections.abc import Iterator
from itertools import combinations

from dashboard.catalogue.files import Files, Rule
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.profiles import Profile, ProfileDimension, Total


def profiles_fit_their_indicator(files: Files) -> Iterator[Problem]:
    """The indicator exists, is reported, and has the profile's level and frequency; dimensions are known."""
    for file, profile in files.profiles.items():
        indicator = files.indicators.get(profile.indicator)
        if indicator is None:
            yield Problem(file, profile.id, f"Die Kennzahl „{profile.indicator}“ gibt es nicht.")
            continue
        if not indicator.reported:
            yield Problem(file, profile.id, f"„{profile.indicator}“ wird berechnet und kann nicht gespeist werden.")
        if profile.area.level not in indicator.levels:
            sentence = f"„{profile.indicator}“ gibt es auf der Ebene „{profile.area.level}“ nicht."
            yield Problem(file, profile.id, sentence)
        if profile.period.frequency != indicator.frequency:
            sentence = f"„frequency“ ist „{profile.period.frequency}“, bei „{profile.indicator}“ aber"
            yield Problem(file, profile.id, f"{sentence} „{indicator.frequency}“.")
        for dimension in profile.dimensions:
            if dimension.name not in files.dimensions:
                yield Problem(file, profile.id, f"Die Dimension „{dimension.name}“ steht nicht in vocabulary.toml.")


def one_table_has_one_profile(files: Files) -> Iterator[Problem]:
    """Two profiles neither share an id nor recognise the same file."""
    for (_, first), (file, second) in combinations(files.profiles.items(), 2):
        if first.id == second.id:
            yield Problem(file, second.id, "Die „id“ ist schon vergeben.")
        if first.recognition == second.recognition:
            yield Problem(file, second.id, f"Eine Datei würde auch als „{first.id}“ erkannt.")


def members_are_nested_in_members(files: Files) -> Iterator[Problem]:
    """Codes and names are given once, and „within“ names a code of the same dimension without going in circles."""
    for file, profile in files.profiles.items():
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
    for file, profile in files.profiles.items():
        if profile.total is not None:
            for sentence in _adding(profile, profile.total):
                yield Problem(file, profile.id, f"total: {sentence}")


def _adding(profile: Profile, total: Total) -> Iterator[str]:
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
