"""Rules that hold between entries. Each takes all files and yields what breaks it; none stops at the first."""

from collections.abc import Iterator
from itertools import combinations

from dashboard.catalogue import check_profiles, check_profiles_tables, check_words
from dashboard.catalogue.entries import AREA, TIME, Term
from dashboard.catalogue.files import BREAKS, FIELDS, Files, Rule
from dashboard.catalogue.problems import Problem
from dashboard.periods import Frequency


def check(files: Files) -> Iterator[Problem]:
    """All problems of all rules."""
    for rule in (*RULES, *check_words.RULES, *check_profiles.RULES, *check_profiles_tables.RULES):
        yield from rule(files)


def known_fields(files: Files) -> Iterator[Problem]:
    """Every indicator stands in a field of fields.toml, and no two fields want the same place on screen."""
    for code, indicator in files.indicators.items():
        if indicator.field not in files.fields:
            known = ", ".join(files.fields)
            yield files.at(code, f"Das Feld „{indicator.field}“ gibt es nicht. Bekannt sind: {known}.")
    for first, second in combinations(files.fields.values(), 2):
        if first.order == second.order:
            yield Problem(FIELDS, second.code, f"„order“ ist wie bei „{first.code}“ {first.order}.")


def known_references(files: Files) -> Iterator[Problem]:
    """Whatever an indicator or a break refers to is an indicator, and not the entry itself."""
    for code, indicator in files.indicators.items():
        references = {
            "numerator": [term.code for term in indicator.numerator],
            "denominator": [term.code for term in indicator.denominator],
            "never_with": list(indicator.never_with),
            "hidden_with": list(indicator.hidden_with),
            "part_of": [indicator.part_of] if indicator.part_of else [],
        }
        for key, others in references.items():
            for other in others:
                if other not in files.indicators:
                    yield files.at(code, f"„{key}“ nennt die Kennzahl „{other}“, die es nicht gibt.")
                elif other == code:
                    yield files.at(code, f"„{key}“ verweist auf den Eintrag selbst.")
    for entry in files.breaks.values():
        for other in () if entry.indicators == "all" else entry.indicators:
            if other not in files.indicators:
                yield Problem(BREAKS, entry.code, f"„indicators“ nennt „{other}“, die Kennzahl gibt es nicht.")


def rates_have_terms(files: Files) -> Iterator[Problem]:
    """A rate is numerator over denominator, both of counts that exist on its levels; a value has neither."""
    for code, indicator in files.indicators.items():
        if indicator.kind == "value":
            if indicator.terms or indicator.factor != 1:
                yield files.at(code, 'Zähler, Nenner und Faktor gehören zu einer Quote. Ergänzen Sie kind = "rate".')
            if not indicator.reported:
                yield files.at(code, "Was keine Quote ist, muss gemeldet werden: „reported“ darf nicht false sein.")
            continue
        for key, terms in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
            if not any(term.sign > 0 and not term.optional for term in terms):
                yield files.at(code, f"Der Quote fehlt „{key}“: Nennen Sie mindestens eine Kennzahl, die nötig ist.")
        for term in indicator.terms:
            other = files.indicators.get(term.code)
            if other is None:
                continue
            if other.kind == "rate":
                yield files.at(code, f"„{term.code}“ ist selbst eine Quote. Aus Quoten wird keine Quote gebildet.")
            if missing := [level for level in indicator.levels if level not in other.levels]:
                yield files.at(code, f"„{term.code}“ gibt es auf diesen Ebenen nicht: {', '.join(missing)}.")


def nothing_is_counted_twice(files: Files) -> Iterator[Problem]:
    """The guard holds both ways, and no rate adds what the guard keeps apart."""
    for code, indicator in files.indicators.items():
        for other in indicator.never_with:
            if other in files.indicators and code not in files.indicators[other].never_with:
                file = files.place_of[other]
                sentence = f"„never_with“ nennt „{other}“, dort fehlt aber „{code}“. Tragen Sie es in {file} ein."
                yield files.at(code, sentence)
        for terms in (indicator.numerator, indicator.denominator):
            for first, second in combinations(terms, 2):
                if first.sign == second.sign and _guarded(files, first, second):
                    yield files.at(
                        code, f"„{first.code}“ und „{second.code}“ zählen zum Teil dieselben Personen: nie addieren."
                    )


def _guarded(files: Files, first: Term, second: Term) -> bool:
    known = files.indicators.get(first.code)
    return known is not None and second.code in known.never_with


def parts_end_in_a_whole(files: Files) -> Iterator[Problem]:
    """No indicator is, over whatever detours, a part of itself."""
    for code, indicator in files.indicators.items():
        seen, whole = {code}, indicator.part_of
        while whole is not None and whole in files.indicators and whole not in seen:
            seen.add(whole)
            whole = files.indicators[whole].part_of
        if whole == code and indicator.part_of != code:
            yield files.at(code, "„part_of“ führt im Kreis zum Eintrag selbst zurück.")


def sums_are_allowed(files: Files) -> Iterator[Problem]:
    """Only what can be added is declared as such: no rates, no stocks over time, no unknown dimension."""
    for code, indicator in files.indicators.items():
        known = {AREA, TIME, *files.dimensions}
        for key, names in (("sum_over", set(indicator.sum_over)), ("partitions", set(indicator.partitions))):
            for name in sorted(names - (known if key == "sum_over" else files.dimensions)):
                yield files.at(code, f"„{key}“ nennt „{name}“. Bekannt sind: {', '.join(sorted(known))}.")
        if indicator.kind == "rate" and (indicator.sum_over or indicator.partitions):
            yield files.at(code, "Eine Quote wird nie summiert. Entfernen Sie „sum_over“ und „partitions“.")
        elif indicator.counts == "none" and (indicator.sum_over or indicator.partitions):
            yield files.at(code, 'Was nichts zählt (counts = "none"), kann nicht summiert werden.')
        if TIME in indicator.sum_over and indicator.is_stock:
            yield files.at(code, 'Ein Bestand (timing = "date") wird nicht über die Zeit summiert.')
        if outside := sorted(set(indicator.partitions) - set(indicator.sum_over)):
            yield files.at(code, f"Was aufgeht, muss auch summierbar sein: {', '.join(outside)} fehlt in „sum_over“.")
        if indicator.published and indicator.published not in indicator.partitions:
            yield files.at(code, f"„published“ nennt „{indicator.published}“; möglich ist, was in „partitions“ steht.")


def numbers_make_sense(files: Files) -> Iterator[Problem]:
    """Ranges are not empty, counts are whole, rounding and reference dates belong to what has them."""
    for code, indicator in files.indicators.items():
        low, high = indicator.minimum, indicator.maximum
        if low is not None and high is not None and low > high:
            yield files.at(code, f"„minimum“ ({low:g}) ist größer als „maximum“ ({high:g}).")
        if indicator.kind == "value" and indicator.counts in ("persons", "things") and indicator.decimals:
            yield files.at(code, "Gezählte Personen und Dinge sind ganze Zahlen: „decimals“ muss 0 sein.")
        if indicator.rounded_since and not indicator.rounded_to:
            yield files.at(code, "Zu „rounded_since“ fehlt „rounded_to“.")
        if indicator.reference and indicator.frequency is not Frequency.YEAR:
            yield files.at(code, "Einen eigenen Stichtag („reference“) kann nur eine jährliche Kennzahl haben.")


def disabled_ones_say_why(files: Files) -> Iterator[Problem]:
    """What is turned off says why; what may not be shown in every way starts turned off."""
    for code, indicator in files.indicators.items():
        if not indicator.enabled and not indicator.disable_reason:
            yield files.at(code, "Die Kennzahl ist abgeschaltet: Begründen Sie das in „disable_reason“.")
        if indicator.enabled and indicator.restrictions:
            yield files.at(code, "Eine Kennzahl mit „restrictions“ muss abgeschaltet beginnen (enabled = false).")


RULES: tuple[Rule, ...] = (
    known_fields,
    known_references,
    rates_have_terms,
    nothing_is_counted_twice,
    parts_end_in_a_whole,
    sums_are_allowed,
    numbers_make_sense,
    disabled_ones_say_why,
)
