"""What the catalogue answers about its indicators: double counting, breaks, bases, formulas."""

from datetime import date

import pytest

from dashboard.catalogue import Break, Term


def test_people_in_shelters_and_homeless_people_are_never_added(catalogue):
    assert catalogue.counted_twice(["belegt", "untergebrachte_wohnungslose"]) == (
        ("belegt", "untergebrachte_wohnungslose"),
    )
    assert catalogue.counted_twice(["untergebrachte_wohnungslose", "plaetze", "belegt"]) == (
        ("untergebrachte_wohnungslose", "belegt"),
    )


def test_a_part_inherits_the_guard_of_its_whole(catalogue):
    assert catalogue.counted_twice(["davon_sgb", "untergebrachte_wohnungslose"])
    assert catalogue.counted_twice(["untergebrachte_wohnungslose", "davon_asylblg"])


def test_a_part_is_not_added_to_its_whole_but_to_the_other_parts(catalogue):
    assert catalogue.counted_twice(["belegt", "davon_sgb"]) == (("belegt", "davon_sgb"),)
    assert catalogue.counted_twice(["davon_asylblg", "davon_sgb", "davon_selbstzahler"]) == ()


def test_an_indicator_is_not_added_to_itself(catalogue):
    assert catalogue.counted_twice(["belegt", "belegt"]) == (("belegt", "belegt"),)


def test_what_counts_other_people_may_be_added(catalogue):
    assert catalogue.counted_twice(["belegt", "uma"]) == ()
    assert catalogue.counted_twice(["aufenthalt_gestattung", "aufenthalt_duldung", "aufenthalt_anerkannt"]) == ()
    assert catalogue.counted_twice([]) == ()


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("auslastung", "Belegt ÷ (Plätze − Gesperrt) × 100"),
        ("belegt_je_1000", "Belegt ÷ Einwohner × 1.000"),
        ("intkurs_b1", "B1 erreicht ÷ Sprachtest abgelegt × 100"),
        ("mindestsicherung_je_1000", "Mindestsicherung ÷ Einwohner × 1.000"),
        ("belegt", ""),
    ],
)
def test_a_rate_says_how_it_is_computed(catalogue, code, formula):
    assert catalogue.formula(code) == formula


def test_a_factor_of_one_is_not_shown(sandbox):
    sandbox.replace("indicators/housing.toml", "factor = 100", "")
    assert sandbox.load().formula("utilisation") == "Belegt ÷ (Plätze − Gesperrt)"


def test_the_merger_concerns_one_municipality_and_no_district(catalogue):
    codes = [entry.code for entry in catalogue.breaks_of("belegt", "03157009")]
    assert codes == ["ilsede_lahstedt_2015"]
    assert catalogue.breaks_of("belegt", "03157007") == ()
    assert catalogue.breaks_of("belegt", "03157") == ()


def test_a_rate_has_the_breaks_of_its_terms(catalogue):
    assert [entry.code for entry in catalogue.breaks_of("belegt_je_1000", "03157")] == ["zensus_2022"]


def test_breaks_come_in_the_order_of_time(catalogue):
    days = [entry.since for entry in catalogue.breaks]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        (date(2021, 12, 31), "Basis Zensus 2011"),
        (date(2022, 12, 31), "Basis Zensus 2011"),
        (date(2023, 12, 31), "Basis Zensus 2022"),
        (date(2024, 12, 31), "Basis Zensus 2022"),
    ],
)
def test_the_census_under_the_number_of_inhabitants_is_known(catalogue, day, basis):
    assert catalogue.basis("einwohner", day) == basis


def test_without_a_named_basis_there_is_none(catalogue):
    assert catalogue.basis("belegt", date(2024, 12, 31)) is None


def test_a_break_lies_before_its_first_day():
    entry = Break(code="b", title="B", since=date(2022, 6, 1), indicators=("a",), explanation="E", areas=("03157",))
    assert entry.separates(date(2022, 3, 31), date(2022, 6, 30))
    assert entry.separates(date(2022, 6, 30), date(2022, 3, 31))
    assert entry.separates(date(2022, 5, 31), date(2022, 6, 1))
    assert not entry.separates(date(2022, 6, 1), date(2022, 9, 30))
    assert not entry.separates(date(2021, 12, 31), date(2022, 5, 31))
    assert entry.concerns("a")
    assert entry.concerns("a", "03157")
    assert not entry.concerns("a", "03154")
    assert not entry.concerns("b", "03157")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("plaetze", ("plaetze", 1, False)),
        ("-gesperrt", ("gesperrt", -1, False)),
        (" - gesperrt? ", ("gesperrt", -1, True)),
    ],
)
def test_a_term_is_written_as_a_signed_code(text, term):
    found = Term.model_validate(text)
    assert (found.code, found.sign, found.optional) == term


def test_only_indicators_that_are_on_are_offered(catalogue):
    enabled = [indicator.code for indicator in catalogue.enabled()]
    assert "uebergriffe_auf_unterkuenfte" not in enabled
    assert "tatverdaechtige_nichtdeutsch_anteil" not in enabled
    assert len(enabled) == len(catalogue.indicators) - 2
    assert [i.code for i in catalogue.enabled("safety")] == ["sicherheitsgespraeche", "brandschutzbegehungen"]


def test_rounding_begins_where_the_office_began_to_round(catalogue):
    recipients = catalogue.indicators["asylblg_empfaenger"]
    assert recipients.rounded_on(date(2019, 12, 31)) is None
    assert recipients.rounded_on(date(2020, 12, 31)) == 5
    assert catalogue.indicators["belegt"].rounded_on(date(2024, 12, 31)) is None
