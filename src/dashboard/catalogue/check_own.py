"""Rules of the county's own entries: what is restricted stays restricted, what is needed is not retired."""

from collections.abc import Iterator

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.files import Files
from dashboard.catalogue.own import Own
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.sources import Sources
from dashboard.catalogue.stored import EntryKind
from dashboard.periods import Frequency

FIXED = ("enabled", "restrictions", "levels", "frequency", "counts")
"""What an own entry over a restricted one of the files has to leave as it is."""


def check(files: Files, sources: Sources, own: Own) -> Iterator[Problem]:
    """All problems of all rules; ``sources`` are the files without own entries."""
    yield from restrictions_stay(files, sources)
    yield from restricted_ones_are_of_district_and_year(files)
    yield from the_restricted_are_no_terms(files)
    yield from what_is_needed_stays(files, own)
    yield from decisions_turn_on_what_is_off(files, own)


def restrictions_stay(files: Files, sources: Sources) -> Iterator[Problem]:
    """Restrictions of the files are no matter of a form: only the decision turns such an indicator on."""
    for code in files.indicators:
        source = sources.indicators.get(code)
        if source is None or "restrictions" not in source.content or not _parsable(code, source.content):
            continue
        before = Indicator.model_validate({**source.content, "code": code})
        for key in FIXED:
            if getattr(files.indicators[code], key) != getattr(before, key):
                yield files.at(code, f"„{key}“ steht bei dieser Kennzahl fest und bleibt, wie es in der Datei steht.")


def restricted_ones_are_of_district_and_year(files: Files) -> Iterator[Problem]:
    """What may not be shown in every way is never broken down to places or quarters."""
    for code, indicator in files.indicators.items():
        if indicator.restrictions and (indicator.levels != ("district",) or indicator.frequency is not Frequency.YEAR):
            sentence = "Eine Kennzahl mit „restrictions“ gibt es nur für den Landkreis („levels“) und das Jahr"
            yield files.at(code, f"{sentence} („frequency“).")


def the_restricted_are_no_terms(files: Files) -> Iterator[Problem]:
    """No rate is computed of what may never be shown as a rate."""
    for code, indicator in files.indicators.items():
        for term in indicator.terms:
            other = files.indicators.get(term.code)
            if other is not None and not other.allows("rate"):
                yield files.at(code, f"Aus „{term.code}“ darf keine Quote gebildet werden.")


def what_is_needed_stays(files: Files, own: Own) -> Iterator[Problem]:
    """A column of the shelters' table and a rate that is shown keep the indicators they are made of."""
    for code in own.retired:
        for column in files.vocabulary.facilities:
            if column.indicator == code:
                sentence = f"Die Tabelle der Unterkünfte liefert sie in der Spalte „{column.title}“; sie bleibt."
                yield files.at(code, sentence)
        for rate in files.indicators.values():
            needed = any(term.code == code and not term.optional for term in rate.terms)
            if needed and rate.enabled and rate.code not in own.retired:
                yield files.at(code, f"„{rate.title}“ wird daraus berechnet. Ziehen Sie zuerst diese Kennzahl zurück.")


def decisions_turn_on_what_is_off(files: Files, own: Own) -> Iterator[Problem]:
    """A decision is about an indicator that its entry turns off, and by the body that its restrictions name."""
    for code, decision in own.decisions.items():
        indicator = files.indicators.get(code)
        if indicator is None:
            yield Problem(EntryKind.DECISION.place, code, f"Die Kennzahl „{code}“ gibt es nicht.")
        elif indicator.enabled:
            yield Problem(EntryKind.DECISION.place, code, f"„{indicator.title}“ ist nicht abgeschaltet.")
        elif indicator.restrictions is not None and decision.body != indicator.restrictions.decision:
            wanted = indicator.restrictions.decision
            sentence = f"Über „{indicator.title}“ entscheidet: {wanted}. Eingetragen ist „{decision.body}“."
            yield Problem(EntryKind.DECISION.place, code, sentence)


def _parsable(code: str, content: dict[str, object]) -> bool:
    try:
        Indicator.model_validate({**content, "code": code})
    except ValueError:
        return False
    return True
