"""Names and keys as suppliers write them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geography import boundaries
from dashboard.geography.matching import By, Matcher, Outcome, known_area
from dashboard.geography.places import canonical_area
from dashboard.geography.spelling import codes, fold

HELMSTEDT = boundaries.bundled("03154").places()
MATCHER = Matcher(HELMSTEDT, "03154", boundaries.bundled_places())
INSIDE = HELMSTEDT[HELMSTEDT["area"].str.startswith("03154")]


@pytest.fixture(scope="module")
def braunschweig() -> Matcher:
    return Matcher(boundaries.bundled("03101").places(), "03101", boundaries.bundled_places())


@pytest.fixture(scope="module")
def peine() -> Matcher:
    return Matcher(boundaries.bundled("03157").places(), "03157", boundaries.bundled_places())


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Vechelde", "03157007"),
        ("Gemeinde Vechelde", "03157007"),
        ("Vechelde, Gemeinde", "03157007"),
        ("  vechelde  ", "03157007"),
        ("VECHELDE (Gemeinde)", "03157007"),
        ("Peine", "03157006"),
        ("Peine, Stadt", "03157006"),
        ("Stadt Peine", "03157006"),
        ("Landkreis Peine", "03157"),
        ("LK Peine", "03157"),
        ("Peine, Landkreis", "03157"),
        ("03157007", "03157007"),
        ("3157007", "03157007"),
        ("031570007007", "03157007"),
        ("31570007007", "03157007"),
        ("031570007", "03157007"),
        ("03 1 57 007", "03157007"),
        ("03157", "03157"),
        ("3157", "03157"),
        ("K03157", "03157"),
        ("031570000000", "03157"),
    ],
)
def test_every_spelling_of_the_contract_in_peine(peine: Matcher, text: str, area: str) -> None:
    match = peine.match(text)
    assert (match.outcome, match.area) == (Outcome.FOUND, area)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("SG Velpke", "031545404"),
        ("Samtgemeinde Velpke", "031545404"),
        ("Velpke, Samtgemeinde", "031545404"),
        ("velpke ( sg )", "031545404"),
        ("Velpke, Gemeinde", "03154024"),
        ("Nord-Elm", "031545403"),
        ("nord elm", "031545403"),
        ("Helmstedt", "03154010"),
        ("Mariental", "03154015"),
        ("Mariental, gemfr. Gebiet", "03154504"),
        ("Mariental, gemeindefreies Gebiet", "03154504"),
        ("Brunsleberfeld", "03154501"),
        ("Gross Twuelpstedt", "03154009"),
        ("Königslutter am Elm, Stadt", "03154013"),
        ("KOENIGSLUTTER AM ELM", "03154013"),
        ("Ko\u0308nigslutter\u00a0am  Elm", "03154013"),
        ("031545404", "031545404"),
        ("31545404", "031545404"),
        ("031545404024", "03154024"),
        ("031545404000", "031545404"),
    ],
)
def test_samtgemeinden_gemeinden_and_gemeindefreie_gebiete_are_told_apart(text: str, area: str) -> None:
    match = MATCHER.match(text)
    assert (match.outcome, match.area) == (Outcome.FOUND, area)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Velpke", {"03154024", "031545404"}),
        ("Grasleben", {"03154008", "031545401"}),
        ("Königslutter", {"03154503", "03154013"}),
        ("Helmstedt insgesamt", {"03154", "03154010", "03154502"}),
    ],
)
def test_what_can_mean_two_places_is_asked(text: str, areas: set[str]) -> None:
    match = MATCHER.match(text)
    assert match.outcome is Outcome.AMBIGUOUS
    assert match.area is None
    assert {candidate.area for candidate in match.candidates} == areas


def test_the_question_names_both() -> None:
    assert MATCHER.sentence("Velpke", MATCHER.match("Velpke")) == (
        "„Velpke“ kann Velpke (03154024) oder Samtgemeinde Velpke (031545404) bedeuten; bitte wählen."
    )


@pytest.mark.parametrize(
    "text",
    ["Insgesamt", "Summe", "gesamt", "Landkreis", "Landkreis insgesamt", "Zusammen", "Landkreis Helmstedt insgesamt"],
)
def test_rows_for_the_whole_are_the_district(text: str) -> None:
    match = MATCHER.match(text)
    assert (match.outcome, match.area) == (Outcome.FOUND, "03154")
    assert MATCHER.is_total(match)


def test_a_word_for_the_whole_is_told_from_the_district_by_name() -> None:
    assert MATCHER.match("Summe").by is By.TOTAL
    assert MATCHER.match("Landkreis Helmstedt").by is By.NAME
    assert not MATCHER.is_total(MATCHER.match("Helmstedt"))


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Vechelde", "03157007"),
        ("Landkreis Peine", "03157"),
        ("Hannover, Region", "03241"),
        ("Braunschweig, kreisfreie Stadt", "03101"),
        ("Niedersachsen", "03"),
        ("Land Niedersachsen", "03"),
        ("Deutschland", "DE"),
        ("DG", "DE"),
        ("03", "03"),
        ("03157006", "03157006"),
        ("3157006", "03157006"),
        ("K03157", "03157"),
        ("03101000", "03101"),
        ("05166", "05166"),
        ("16999999", "16999999"),
        ("031", None),
        ("Neuenkirchen", None),
    ],
)
def test_places_of_germany_outside_the_district_are_known_as_such(text: str, area: str | None) -> None:
    match = MATCHER.match(text)
    assert (match.outcome, match.area) == (Outcome.OUTSIDE, area)


@pytest.mark.parametrize("text", ["", "   ", "Quatschhausen", "12345678901234", "99999999", "03154999", "-", "0"])
def test_what_is_no_place_is_unknown(text: str) -> None:
    assert MATCHER.match(text).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("text", "first"), [("Rabke", "Räbke"), ("Velpe", "Samtgemeinde Velpke"), ("Schöningn", "Schöningen")]
)
def test_mistakes_get_the_near_places_proposed(text: str, first: str) -> None:
    match = MATCHER.match(text)
    assert match.outcome is Outcome.UNKNOWN
    assert first in {candidate.name for candidate in match.candidates}
    assert "Gemeint sein könnte: " in MATCHER.sentence(text, match)


def test_a_key_that_has_ended_proposes_its_successor_of_the_same_name() -> None:
    places = HELMSTEDT.assign(valid_until=None)
    successor = places[places["area"] == "03154010"].assign(area="03154028", sort_key="031540028028")
    places.loc[places["area"] == "03154010", "valid_until"] = "2017-07-01"
    matcher = Matcher(pd.concat([places, successor], ignore_index=True), "03154")
    match = matcher.match("03154010")
    assert match.outcome is Outcome.UNKNOWN
    assert "03154028" in {candidate.area for candidate in match.candidates}
    assert matcher.match("Helmstedt").area == "03154028"


def test_zeros_behind_a_landkreis_are_no_gemeinde_but_the_district_is_proposed() -> None:
    match = MATCHER.match("03154000")
    assert match.outcome is Outcome.UNKNOWN
    assert [candidate.area for candidate in match.candidates] == ["03154"]


@pytest.mark.parametrize(
    "text",
    [
        "Braunschweig",
        "Stadt Braunschweig",
        "Braunschweig, Stadt",
        "Braunschweig, kreisfreie Stadt",
        "03101",
        "03101000",
        "3101000",
        "031010000000",
        "031010000",
        "K03101",
    ],
)
def test_a_kreisfreie_stadt_is_one_place_in_every_spelling(braunschweig: Matcher, text: str) -> None:
    match = braunschweig.match(text)
    assert (match.outcome, match.area) == (Outcome.FOUND, "03101")
    assert not braunschweig.is_total(match)
    assert braunschweig.is_total(braunschweig.match("Insgesamt"))


def test_only_known_cities_lose_their_zeros() -> None:
    assert canonical_area("03101000", boundaries.bundled_cities()) == "03101"
    assert canonical_area("03157000", boundaries.bundled_cities()) == "03157000"
    assert canonical_area("03101000", frozenset()) == "03101000"


def test_an_answer_given_before_goes_first() -> None:
    answers = {" VELPKE": "031545404", "Nordkreis": "031545401", "Grasleben": "99999999"}
    match = MATCHER.match("Velpke", answers)
    assert (match.outcome, match.area, match.by) == (Outcome.FOUND, "031545404", By.ANSWER)
    assert MATCHER.match("nordkreis", answers).area == "031545401"
    assert MATCHER.match("Grasleben", answers).outcome is Outcome.AMBIGUOUS  # that place does not exist (any more)


def test_a_column_is_matched_by_distinct_text_and_keeps_its_index() -> None:
    values = pd.Series(["Lehre", "Summe", "Velpke", None, "Peine", "Lehre"], index=[7, 8, 9, 12, 13, 14])
    result = MATCHER.match_column(values, {"velpke": "03154024"})
    assert result.frame.index.tolist() == [7, 8, 9, 12, 13, 14]
    assert result.frame["outcome"].tolist() == ["found", "found", "found", "unknown", "outside", "found"]
    assert result.frame["area"].tolist() == ["03154014", "03154", "03154024", "", "03157006", "03154014"]
    assert result.frame["level"].tolist()[:3] == ["municipality", "district", "municipality"]
    assert result.frame["total"].tolist() == [False, True, False, False, False, False]
    assert set(result.matches) == {"Lehre", "Summe", "Velpke", "", "Peine"}


def test_a_hundred_thousand_rows_cost_as_much_as_their_distinct_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    match = Matcher.match
    monkeypatch.setattr(Matcher, "match", lambda self, text, known: asked.append(text) or match(self, text, known))
    result = MATCHER.match_column(pd.Series(["Lehre", "03154024"] * 50_000))
    assert sorted(asked) == ["03154024", "Lehre"]
    assert len(result.frame) == 100_000


# Properties

PLACE = st.sampled_from(
    list(INSIDE[["area", "name", "short_name", "level", "kind"]].itertuples(index=False, name=None))
)
BLANK = st.sampled_from([" ", "  ", "\u00a0", "\t", " \u2009 "])
EDGE = st.sampled_from(["", " ", "  ", "\u00a0", "\n"])
CASE = st.sampled_from([str.upper, str.lower, str.title, str])


@st.composite
def misspelt(draw: st.DrawFn, text: str) -> str:
    """Another spelling of the same name: case, umlauts, blanks."""
    if draw(st.booleans()):
        for umlaut, plain in {"ä": "ae", "ö": "oe", "ü": "ue", "Ö": "Oe", "ß": "ss"}.items():
            text = text.replace(umlaut, plain)
    text = draw(CASE)(text)
    return draw(EDGE) + "".join(draw(BLANK) if letter == " " else letter for letter in text) + draw(EDGE)


@given(st.data())
def test_the_full_name_in_any_spelling_is_its_place(data: st.DataObject) -> None:
    area, name, _, level, _ = data.draw(PLACE)
    shared = INSIDE["short_name"].value_counts()
    spelling = data.draw(misspelt(name))
    match = MATCHER.match(spelling)
    if level == "municipality" and shared[name.split(",")[0]] > 1 and "," not in name:
        areas = {candidate.area for candidate in match.candidates} | {match.area}
        assert area in areas
    else:
        assert (match.outcome, match.area) == (Outcome.FOUND, area)


@given(st.data())
def test_a_designation_before_or_behind_picks_the_level(data: st.DataObject) -> None:
    area, _, short, level, kind = data.draw(PLACE)
    words = {"association": ["Samtgemeinde", "SG"], "district": ["Landkreis", "LK", "Kreis"]}.get(
        level, ["gemfr. Gebiet"] if kind == "Gemeindefreies Gebiet" else ["Gemeinde", "Stadt"]
    )
    word = data.draw(st.sampled_from(words))
    forms = [f"{short}, {word}", f"{short} ({word})"] + ([] if word == "gemfr. Gebiet" else [f"{word} {short}"])
    spelling = data.draw(misspelt(data.draw(st.sampled_from(forms))))
    match = MATCHER.match(spelling)
    assert (match.outcome, match.area) == (Outcome.FOUND, area)


@given(PLACE, st.sampled_from(["", "0", " "]))
def test_every_key_is_its_place_with_or_without_the_zero(place: tuple[str, ...], lost: str) -> None:
    area = place[0]
    text = {"": area, "0": area.removeprefix("0"), " ": f" {area} "}[lost]
    assert MATCHER.match(text).area == area


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_nothing_is_found_by_chance(text: str) -> None:
    match = MATCHER.match(text)
    if match.outcome is Outcome.FOUND:
        known = {fold(name) for name in [*HELMSTEDT["name"], *HELMSTEDT["short_name"]]}
        assert codes(text) or match.by is By.TOTAL or any(name in fold(text) for name in known)
    elif text.strip():
        assert f"„{text}“" in MATCHER.sentence(text, match)


@given(st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("03101", "03101"),
        ("03101000", "03101"),
        ("3101000", "03101"),
        ("031010000000", "03101"),
        ("K03101", "03101"),
        ("99999", "99999"),
    ],
)
def test_a_key_is_the_place_it_means_in_every_length(text: str, area: str) -> None:
    assert known_area(text, boundaries.bundled("03101").places()) == area
