"""Open profiles of flat tables: population, foreigners, employees. What they do not name is broken down, not summed."""

import pytest
from intake_office import PEINE, VECHELDE, Office, codes, only

from dashboard.intake import Proposal

STAY = ("AUFENTH", "Aufenthaltsdauer")
SEX, NATIONALITY, AGE = ("GES", "Geschlecht"), ("NAT", "Nationalität"), ("ALTX20", "Altersgruppen (17)")
MALE, FEMALE, BOTH = ("GESM", "männlich"), ("GESW", "weiblich"), ("", "Insgesamt")
PEOPLE = ("BEVSTD", "Bevölkerungsstand")
FOREIGNERS = ("BEV999", "Ausländer")
WORKERS = ("ERW999", "Sozialversicherungspflichtig Beschäftigte am Arbeitsort")
Pair = tuple[str, str]


def flat(
    statistic: str,
    measured: Pair,
    *rows: tuple[str, *tuple[Pair, ...]],
    variables: tuple[Pair, ...] = (),
    areas: Pair = ("KREISE", "Kreise"),
    area: str = PEINE,
    time: str = "2024-12-31",
    unit: str = "Anzahl",
) -> str:
    """A flat file: every row is the value and its categories in the order of the variables."""
    numbers = range(1, len(variables) + 2)
    head = "statistics_code;statistics_label;time_code;time_label;time;" + "".join(
        f"{n}_variable_code;{n}_variable_label;{n}_variable_attribute_code;{n}_variable_attribute_label;"
        for n in numbers
    )
    lines = [f"{head}value;value_unit;value_variable_code;value_variable_label"]
    for value, *categories in rows:
        place = f"{areas[0]};{areas[1]};{area};Ort"
        broken = "".join(f";{v[0]};{v[1]};{c[0]};{c[1]}" for v, c in zip(variables, categories, strict=True))
        lines.append(f"{statistic};S;STAG;Stichtag;{time};{place}{broken};{value};{unit};{measured[0]};{measured[1]}")
    return "\n".join(lines) + "\n"


def stated(proposal: Proposal) -> dict[str, float]:
    """Categories -> value."""
    values, members = proposal.content.values, proposal.content.members
    return {
        "|".join(f"{name}={text}" for name, text in sorted(members[breakdown].items())): value
        for breakdown, value in zip(values["breakdown"], values["value"], strict=True)
    }


def test_population_without_any_variable_is_the_value(desk: Office) -> None:
    proposal = desk.check(flat("12411", PEOPLE, ("137157",)))
    assert codes(proposal) == []
    assert (proposal.profile, proposal.period, stated(proposal)) == ("12411", "2024", {"": 137157})


def test_population_of_a_municipality_has_the_variable_of_municipalities(desk: Office) -> None:
    proposal = desk.check(flat("12411", PEOPLE, ("17000",), areas=("GEMEIN", "Gemeinden"), area=VECHELDE))
    assert codes(proposal) == []
    assert proposal.content.values["area"].tolist() == [VECHELDE]


def test_sexes_are_added_only_where_the_table_states_no_total(desk: Office) -> None:
    without = desk.check(flat("12411", PEOPLE, ("60", MALE), ("70", FEMALE), variables=(SEX,)))
    assert stated(without) == {"geschlecht=männlich": 60, "geschlecht=weiblich": 70, "": 130}
    assert without.content.note == "Summe über das Geschlecht"
    with_total = desk.check(flat("12411", PEOPLE, ("60", MALE), ("70", FEMALE), ("131", BOTH), variables=(SEX,)))
    assert stated(with_total)[""] == 131
    assert codes(without) == codes(with_total) == []


def test_a_variable_the_profile_does_not_name_is_a_breakdown_and_nothing_is_added(desk: Office) -> None:
    rows = (("5", MALE, ("A1", "unter 3")), ("6", FEMALE, ("A1", "unter 3")), ("9", MALE, ("A2", "3 bis 6")))
    proposal = desk.check(flat("12411", PEOPLE, *rows, variables=(SEX, AGE)))
    assert codes(proposal) == []
    assert stated(proposal) == {
        "alter=unter 3|geschlecht=männlich": 5,
        "alter=unter 3|geschlecht=weiblich": 6,
        "alter=3 bis 6|geschlecht=männlich": 9,
    }


@pytest.mark.parametrize("code", ["", "INSGESAMT", "ALT-T"])
def test_a_category_called_insgesamt_is_the_value_whatever_its_code(desk: Office, code: str) -> None:
    rows = (("5", ("A1", "unter 3")), ("20", (code, "Insgesamt")))
    proposal = desk.check(flat("12411", PEOPLE, *rows, variables=(AGE,)))
    assert stated(proposal) == {"alter=unter 3": 5, "": 20}


def test_a_sex_the_profile_does_not_know_is_an_error_for_it_would_change_the_sum(desk: Office) -> None:
    rows = (("60", MALE), ("70", FEMALE), ("1", ("GESD", "divers")))
    assert codes(desk.check(flat("12411", PEOPLE, *rows, variables=(SEX,)))) == ["category-unknown"]


def test_of_employees_only_foreigners_are_taken(desk: Office) -> None:
    rows = (("40000", ("NATD", "Deutsche")), ("5200", ("NATA", "Ausländer")), ("45200", ("", "Insgesamt")))
    text = flat("13111", WORKERS, *rows, variables=(NATIONALITY,), time="2024-06-30")
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert (proposal.profile, proposal.period, stated(proposal)) == ("13111", "2024", {"": 5200})
    assert only(proposal, "rows-set-aside").message.startswith("2 Zeilen")


def test_employees_at_another_date_are_no_yearly_value(desk: Office) -> None:
    text = flat("13111", WORKERS, ("5200", ("NATA", "Ausländer")), variables=(NATIONALITY,), time="2024-12-31")
    assert desk.check(text).period == "2024-12"


@pytest.mark.parametrize(
    ("measured", "variables"),
    [
        (("ERW998", "Sozialversicherungspflichtig Beschäftigte am Wohnort"), (NATIONALITY,)),
        (WORKERS, ()),
    ],
    ids=["at home", "without nationality"],
)
def test_other_tables_of_employees_have_no_profile(desk: Office, measured: Pair, variables: tuple[Pair, ...]) -> None:
    row = ("5200", *(("NATA", "Ausländer") for _ in variables))
    assert codes(desk.check(flat("13111", measured, row, variables=variables))) == ["profile-unknown"]


def test_foreigners_are_counted_and_their_mean_age_is_refused_by_its_unit(desk: Office) -> None:
    proposal = desk.check(flat("12521", FOREIGNERS, ("12345",)))
    assert (codes(proposal), stated(proposal)) == ([], {"": 12345})
    ages = flat("12521", ("ALT999", "Durchschnittsalter der Ausländer"), ("38,5",), unit="Jahre")
    assert codes(desk.check(ages))[0] == "unit-unexpected"


def test_two_variables_of_one_name_stay_two_dimensions(desk: Office) -> None:
    variables = (STAY, ("AUFENTH2", "Aufenthaltsdauer"))
    proposal = desk.check(flat("12521", FOREIGNERS, ("5", ("A", "kurz"), ("B", "lang")), variables=variables))
    assert stated(proposal) == {"aufenthaltsdauer=kurz|aufenthaltsdauer_aufenth2=lang": 5}


def test_a_category_without_a_label_goes_by_its_code_and_is_no_total(desk: Office) -> None:
    proposal = desk.check(flat("12521", FOREIGNERS, ("5", ("A", "")), variables=(STAY,)))
    assert stated(proposal) == {"aufenthaltsdauer=A": 5}
