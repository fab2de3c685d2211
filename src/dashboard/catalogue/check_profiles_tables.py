"""Rules of the profiles of layout ``classic`` and ``long``: no column is two things, no figure comes from two."""

from collections.abc import Iterator
from itertools import combinations

from dashboard.catalogue.check_profiles import misfits
from dashboard.catalogue.files import Files, Rule
from dashboard.catalogue.headers import normalise
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.profiles_tables import ClassicProfile, LongProfile


def classic_profiles_fit_their_indicators(files: Files) -> Iterator[Problem]:
    """Every column feeds an indicator that exists on the profile's levels; dimensions are known."""
    for file, profile in _classic(files):
        levels, frequency = list(profile.area.levels), profile.period.frequency
        for code in dict.fromkeys(column.indicator for column in profile.columns):
            for sentence in misfits(files, code, levels, frequency):
                yield Problem(file, profile.id, sentence)
        fixed = [member.dimension for column in profile.columns for member in column.members]
        for name in dict.fromkeys([*(dimension.name for dimension in profile.dimensions), *fixed]):
            if name not in files.dimensions:
                yield Problem(file, profile.id, f"Die Dimension „{name}“ steht nicht in vocabulary.toml.")


def columns_have_one_meaning(files: Files) -> Iterator[Problem]:
    """No number of a column, no header, no dimension and no figure is given twice."""
    for file, profile in _classic(files):
        numbers = [profile.period.column, profile.area.column, *(dimension.column for dimension in profile.dimensions)]
        numbers += [profile.area.name] if profile.area.name is not None else []
        for number in sorted({number for number in numbers if numbers.count(number) > 1}):
            yield Problem(file, profile.id, f"Die {number}. Spalte hat zwei Aufgaben.")
        for first, second in combinations(profile.columns, 2):
            if first.form == second.form:
                sentence = f"Die Überschrift „{' / '.join(second.header)}“ ist doppelt angegeben."
                yield Problem(file, profile.id, sentence)
            if (first.indicator, set(first.members)) == (second.indicator, set(second.members)):
                sentence = f"Zwei Spalten speisen „{first.indicator}“ mit derselben Gliederung."
                yield Problem(file, profile.id, sentence)
        rows = [dimension.name for dimension in profile.dimensions]
        for column in profile.columns:
            names = [member.dimension for member in column.members] + rows
            for name in sorted({name for name in names if names.count(name) > 1}):
                header = " / ".join(column.header)
                yield Problem(file, profile.id, f"„{header}“: Die Dimension „{name}“ ist doppelt angegeben.")


def tables_are_recognised_once(files: Files) -> Iterator[Problem]:
    """Two profiles do not recognise the same classic or long table; one that names files goes before a general one."""
    for (_, one), (file, other) in combinations(_classic(files), 2):
        known = {normalise(table) for table in one.recognition.tables}
        if known & {normalise(table) for table in other.recognition.tables}:
            yield Problem(file, other.id, f"Eine Datei würde auch als „{one.id}“ erkannt.")
    for (_, first), (file, second) in combinations(_long(files), 2):
        files_of = [[name.casefold() for name in profile.recognition.files] for profile in (first, second)]
        headers = [{normalise(header) for header in p.recognition.headers} for p in (first, second)]
        near = headers[0] <= headers[1] or headers[1] <= headers[0]
        if near and (
            not any(files_of) or any(a.startswith(b) or b.startswith(a) for a in files_of[0] for b in files_of[1])
        ):
            yield Problem(file, second.id, f"Eine Datei würde auch als „{first.id}“ erkannt.")


def long_profiles_name_a_reported_indicator(files: Files) -> Iterator[Problem]:
    """The indicator of a long profile, where it names one, exists and may be fed."""
    for file, profile in _long(files):
        if profile.indicator is None:
            continue
        indicator = files.indicators.get(profile.indicator)
        if indicator is None:
            yield Problem(file, profile.id, f"Die Kennzahl „{profile.indicator}“ gibt es nicht.")
        elif not indicator.reported:
            yield Problem(file, profile.id, f"„{profile.indicator}“ wird berechnet und kann nicht gespeist werden.")


def _classic(files: Files) -> Iterator[tuple[str, ClassicProfile]]:
    for file, profile in files.profiles.items():
        if isinstance(profile, ClassicProfile):
            yield file, profile


def _long(files: Files) -> Iterator[tuple[str, LongProfile]]:
    for file, profile in files.profiles.items():
        if isinstance(profile, LongProfile):
            yield file, profile


RULES: tuple[Rule, ...] = (
    classic_profiles_fit_their_indicators,
    columns_have_one_meaning,
    tables_are_recognised_once,
    long_profiles_name_a_reported_indicator,
)
