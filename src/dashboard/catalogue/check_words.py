"""Rules of the words: no spelling means two things in the same place."""

from collections.abc import Iterable, Iterator

from dashboard.catalogue.files import VOCABULARY, Files, Rule
from dashboard.catalogue.headers import COUNT, LAYOUTS, Match, normalise, spellings_of
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.vocabulary import Member


def headers_are_unambiguous(files: Files) -> Iterator[Problem]:
    """In each layout a header means one thing; it is enough to differ in case or hyphens to collide."""
    for layout in LAYOUTS:
        first: dict[str, Match] = {}
        for form, match in spellings_of(files.vocabulary, files.indicators.values(), layout):
            known = first.setdefault(form, match)
            if (known.kind, known.name) != (match.kind, match.name):
                yield _collision(files, match, known)


def _collision(files: Files, match: Match, known: Match) -> Problem:
    file = files.place_of.get(match.name, VOCABULARY)
    return Problem(
        file,
        match.name,
        f"Die Bezeichnung „{match.spelling}“ steht schon bei „{known.name}“ (dort „{known.spelling}“). "
        "Eine Spaltenüberschrift darf nur eines bedeuten.",
    )


def no_name_is_empty(files: Files) -> Iterator[Problem]:
    """A spelling consists of more than punctuation."""
    for layout in LAYOUTS:
        for form, match in spellings_of(files.vocabulary, files.indicators.values(), layout):
            if not form:
                file = files.place_of.get(match.name, VOCABULARY)
                yield Problem(file, match.name, f"Die Bezeichnung „{match.spelling}“ enthält keinen Buchstaben.")


def categories_are_unambiguous(files: Files) -> Iterator[Problem]:
    """A category's spelling belongs to one category, and none of them is a word for the whole."""
    words = files.vocabulary
    questions = [Member(name=question.words[0], synonyms=question.words) for question in words.questions]
    yield from _twice("kinds", [*words.kinds, *questions])
    wholes = Member(name=words.words.total[0], synonyms=words.words.total)
    for dimension in words.dimensions:
        yield from _twice(dimension.name, [wholes, *dimension.members])
    yield from _twice(
        "words",
        [Member(name="yes", synonyms=words.words.yes), Member(name="no", synonyms=words.words.no)],
    )


def _twice(entry: str, members: Iterable[Member]) -> Iterator[Problem]:
    first: dict[str, Member] = {}
    for member in members:
        for spelling in member.names:
            known = first.setdefault(normalise(spelling) or spelling, member)
            if known.name != member.name:
                yield Problem(VOCABULARY, entry, f"„{spelling}“ steht bei „{known.name}“ und bei „{member.name}“.")


def questions_have_candidates(files: Files) -> Iterator[Problem]:
    """Who is asked what kind a building is can only answer with a kind."""
    kinds = {kind.name for kind in files.vocabulary.kinds}
    for question in files.vocabulary.questions:
        for candidate in question.candidates:
            if candidate not in kinds:
                yield Problem(VOCABULARY, "questions", f"„{candidate}“ ist keine Art der Unterkunft.")


def columns_feed_figures(files: Files) -> Iterator[Problem]:
    """A column of the facilities layout that feeds an indicator feeds one that can be added over places."""
    names = {column.name for column in files.vocabulary.facilities}
    for column in files.vocabulary.facilities:
        if column.indicator:
            indicator = files.indicators.get(column.indicator)
            if indicator is None:
                sentence = f"„indicator“ nennt die Kennzahl „{column.indicator}“, die es nicht gibt."
                yield Problem(VOCABULARY, column.name, sentence)
            elif "area" not in indicator.sum_over:
                sentence = f"„{column.indicator}“ darf nicht über Gebiete summiert werden, die Spalte wird es aber."
                yield Problem(VOCABULARY, column.name, sentence)
        if column.part_of and column.part_of not in names:
            yield Problem(VOCABULARY, column.name, f"„part_of“ nennt die unbekannte Spalte „{column.part_of}“.")
        if column.minimum is not None and column.maximum is not None and column.minimum > column.maximum:
            yield Problem(VOCABULARY, column.name, "„minimum“ ist größer als „maximum“.")


def units_of_counts_are_known(files: Files) -> Iterator[Problem]:
    """The unit group of everything that is counted is there, for „Plätze (Anzahl)“."""
    if COUNT not in {group.code for group in files.vocabulary.units}:
        yield Problem(VOCABULARY, "units", f"Die Gruppe „{COUNT}“ (Anzahl, Personen …) fehlt.")


def personal_words_are_no_columns(files: Files) -> Iterator[Problem]:
    """A word that stops a file as personal data must not at the same time be a column that is asked for."""
    for layout in LAYOUTS:
        known = dict(spellings_of(files.vocabulary, files.indicators.values(), layout))
        for entry in files.vocabulary.personal:
            for word in (*entry.words, *entry.doubtful):
                if (match := known.get(normalise(word))) is not None:
                    sentence = f"„{word}“ gilt als Personendatum, ist aber die Spalte „{match.name}“."
                    yield Problem(VOCABULARY, entry.code, sentence)


RULES: tuple[Rule, ...] = (
    headers_are_unambiguous,
    no_name_is_empty,
    categories_are_unambiguous,
    questions_have_candidates,
    columns_feed_figures,
    units_of_counts_are_known,
    personal_words_are_no_columns,
)
