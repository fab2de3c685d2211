"""Every rule between indicators has an example that breaks it, and the message names file and entry."""

import pytest
from catalogue_changes import BREAKS, HOUSING, entry_replacing, entry_with

INDICATOR_MISTAKES = {
    "a field that does not exist": (
        "places",
        entry_replacing('field = "housing"', 'field = "garden"'),
        "Das Feld „garden“ gibt es nicht. Bekannt sind: housing, base.",
    ),
    "an unknown indicator in a numerator": (
        "utilisation",
        entry_replacing('["people"]', '["peple"]'),
        "„numerator“ nennt die Kennzahl „peple“, die es nicht gibt.",
    ),
    "an unknown indicator in a denominator": (
        "utilisation",
        entry_replacing("-blocked?", "-closed?"),
        "„denominator“ nennt die Kennzahl „closed“, die es nicht gibt.",
    ),
    "an unknown whole": (
        "blocked",
        entry_replacing('part_of = "places"', 'part_of = "all"'),
        "„part_of“ nennt die Kennzahl „all“, die es nicht gibt.",
    ),
    "an unknown companion in hiding": (
        "places",
        entry_with('hidden_with = ["nobody"]'),
        "„hidden_with“ nennt die Kennzahl „nobody“, die es nicht gibt.",
    ),
    "an unknown counterpart of the guard": (
        "places",
        entry_with('never_with = ["nobody"]'),
        "„never_with“ nennt die Kennzahl „nobody“, die es nicht gibt.",
    ),
    "an indicator that is a part of itself": (
        "places",
        entry_with('part_of = "places"'),
        "„part_of“ verweist auf den Eintrag selbst.",
    ),
    "a part that is over detours a part of itself": (
        "places",
        entry_with('part_of = "blocked"'),
        "„part_of“ führt im Kreis zum Eintrag selbst zurück.",
    ),
    "a rate without denominator": (
        "utilisation",
        entry_replacing('denominator = ["places", "-blocked?"]', ""),
        "Der Quote fehlt „denominator“: Nennen Sie mindestens eine Kennzahl, die nötig ist.",
    ),
    "a rate whose denominator may be wholly missing": (
        "utilisation",
        entry_replacing('"places", "-blocked?"', '"places?", "-blocked?"'),
        "Der Quote fehlt „denominator“: Nennen Sie mindestens eine Kennzahl, die nötig ist.",
    ),
    "a rate without numerator": (
        "utilisation",
        entry_replacing('numerator = ["people"]', ""),
        "Der Quote fehlt „numerator“: Nennen Sie mindestens eine Kennzahl, die nötig ist.",
    ),
    "a value with a numerator": (
        "places",
        entry_with('numerator = ["people"]'),
        'Zähler, Nenner und Faktor gehören zu einer Quote. Ergänzen Sie kind = "rate".',
    ),
    "a value that nobody reports": (
        "places",
        entry_with("reported = false"),
        "Was keine Quote ist, muss gemeldet werden: „reported“ darf nicht false sein.",
    ),
    "a rate of a rate": (
        "utilisation",
        entry_replacing('["people"]', '["people", "utilisation"]'),
        "„utilisation“ ist selbst eine Quote. Aus Quoten wird keine Quote gebildet.",
    ),
    "a rate on a level that its terms do not have": (
        "utilisation",
        entry_replacing('"municipality", "district"', '"municipality", "state"'),
        "„people“ gibt es auf diesen Ebenen nicht: state.",
    ),
    "a rate that is summed": (
        "utilisation",
        entry_with('sum_over = ["area"]'),
        "Eine Quote wird nie summiert. Entfernen Sie „sum_over“ und „partitions“.",
    ),
    "a sum of what counts nothing": (
        "blocked",
        lambda entry: entry.replace('"things"', '"none"') + 'sum_over = ["area"]\n\n',
        'Was nichts zählt (counts = "none"), kann nicht summiert werden.',
    ),
    "a stock that is added over time": (
        "people",
        entry_replacing('sum_over = ["area"]', 'sum_over = ["area", "time"]'),
        'Ein Bestand (timing = "date") wird nicht über die Zeit summiert.',
    ),
    "a sum over an unknown dimension": (
        "people",
        entry_replacing('sum_over = ["area"]', 'sum_over = ["area", "colour"]'),
        "„sum_over“ nennt „colour“. Bekannt sind: area, art, sex, status, time.",
    ),
    "a partition by an unknown dimension": (
        "places",
        lambda entry: entry.replace('["area", "art"]', '["area", "art", "area"]').replace('["art"]', '["area"]'),
        "„partitions“ nennt „area“. Bekannt sind: area, art, sex, status, time.",
    ),
    "a partition that may not be added": (
        "places",
        entry_replacing('sum_over = ["area", "art"]', 'sum_over = ["area"]'),
        "Was aufgeht, muss auch summierbar sein: art fehlt in „sum_over“.",
    ),
    "a range that is empty": (
        "people",
        entry_with("maximum = -1.5"),
        "„minimum“ (0) ist größer als „maximum“ (-1.5).",
    ),
    "people with decimals": (
        "people",
        entry_with("decimals = 1"),
        "Gezählte Personen und Dinge sind ganze Zahlen: „decimals“ muss 0 sein.",
    ),
    "a beginning of rounding without rounding": (
        "people",
        entry_with("rounded_since = 2020-01-01"),
        "Zu „rounded_since“ fehlt „rounded_to“.",
    ),
    "a reference date of a quarterly indicator": (
        "people",
        entry_with('reference = "30.06."'),
        "Einen eigenen Stichtag („reference“) kann nur eine jährliche Kennzahl haben.",
    ),
    "something turned off without a reason": (
        "people",
        entry_with("enabled = false"),
        "Die Kennzahl ist abgeschaltet: Begründen Sie das in „disable_reason“.",
    ),
    "something restricted that is turned on": (
        "people",
        entry_with('restrictions = { decision = "Kreistag", never = ["map"] }'),
        "Eine Kennzahl mit „restrictions“ muss abgeschaltet beginnen (enabled = false).",
    ),
}


@pytest.mark.parametrize("mistake", INDICATOR_MISTAKES)
def test_a_mistake_in_an_indicator_names_file_entry_and_what_to_do(sandbox, mistake):
    code, change, sentence = INDICATOR_MISTAKES[mistake]
    sandbox.edit(HOUSING, code, change)
    assert f"{HOUSING}, Eintrag „{code}“: {sentence}" in sandbox.complaints()


def test_the_guard_against_double_counting_has_to_hold_both_ways(sandbox):
    sandbox.edit(HOUSING, "homeless", entry_replacing('never_with = ["people"]', ""))
    assert sandbox.complaints() == [
        f"{HOUSING}, Eintrag „people“: „never_with“ nennt „homeless“, dort fehlt aber „people“. "
        f"Tragen Sie es in {HOUSING} ein."
    ]


def test_a_rate_must_not_add_what_the_guard_keeps_apart(sandbox):
    sandbox.edit(HOUSING, "utilisation", entry_replacing('["people"]', '["people", "homeless"]'))
    assert sandbox.complaints() == [
        f"{HOUSING}, Eintrag „utilisation“: „people“ und „homeless“ zählen zum Teil dieselben Personen: nie addieren."
    ]


def test_a_difference_of_guarded_indicators_is_no_double_counting(sandbox):
    sandbox.edit(HOUSING, "utilisation", entry_replacing('["people"]', '["people", "-homeless"]'))
    assert sandbox.load().formula("utilisation") == "(Belegt − Wohnungslose) ÷ (Plätze − Gesperrt) × 100"


def test_two_fields_cannot_have_the_same_place(sandbox):
    sandbox.edit("fields.toml", "base", entry_replacing("order = 2", "order = 1"))
    assert sandbox.complaints() == ["fields.toml, Eintrag „base“: „order“ ist wie bei „housing“ 1."]


def test_a_break_of_an_unknown_indicator_is_named(sandbox):
    sandbox.edit(BREAKS, "census", entry_replacing('["seekers"]', '["seekers", "searchers"]'))
    assert sandbox.complaints() == [
        f"{BREAKS}, Eintrag „census“: „indicators“ nennt „searchers“, die Kennzahl gibt es nicht."
    ]


def test_a_break_with_only_one_basis_is_named(sandbox):
    sandbox.edit(BREAKS, "census", entry_replacing('after = "neu"', ""))
    assert sandbox.complaints() == [
        f"{BREAKS}, Eintrag „census“: „before“ und „after“ gehören zusammen: Geben Sie beide an oder keines."
    ]


def test_a_break_in_an_area_that_is_no_code_is_named(sandbox):
    sandbox.edit(BREAKS, "census", entry_with('areas = ["Peine"]'))
    (complaint,) = sandbox.complaints()
    assert complaint.startswith(f"{BREAKS}, Eintrag „census“: „areas, Nr. 1“ ist „Peine“; erlaubt sind amtliche")
