"""What is delivered: every indicator of the field's description, with what people must know about it."""

import re

import pytest

from dashboard.catalogue import Indicator
from dashboard.periods import Frequency

FIELDS = {
    "housing": """aufnahme_soll aufnahme_ist plaetze gesperrt nutzbar_frei belegt auslastung zugaenge abgaenge
        davon_asylblg davon_sgb davon_selbstzahler asylblg_empfaenger untergebrachte_wohnungslose kosten_je_platz
        erstattung belegt_je_1000""",
    "education": """kita_nichtdeutsche_familiensprache schulabgang_ohne_hauptschulabschluss sprachfoerderung_schueler
        berufseinstieg_sprache_integration intkurs_teilnehmende intkurs_b1 kompetenzfeststellung
        intkurs_pruefungen intkurs_b1_erreicht""",
    "safety": """uebergriffe_auf_unterkuenfte tatverdaechtige_nichtdeutsch_anteil sicherheitsgespraeche
        brandschutzbegehungen""",
    "labour": """svb_auslaender arbeitslose_auslaender praktika ausbildung_begonnen vermittlungen arbeitsgelegenheiten
        mindestsicherung_je_1000 mindestsicherung_empfaenger""",
    "civic": """einbuergerungen ehrenamtliche patenschaften initiativen treffpunkte ehrenamtstopf_ausgezahlt
        ehrenamtstopf_budget ehrenamtstopf_antraege ehrenamtstopf_anteil veranstaltungen""",
    "base": """einwohner auslaender schutzsuchende aufenthalt_gestattung aufenthalt_duldung aufenthalt_anerkannt
        aufenthalt_ukraine uma""",
}
YEARLY = {
    "kita_nichtdeutsche_familiensprache": (3, 1),
    "schulabgang_ohne_hauptschulabschluss": None,
    "asylblg_empfaenger": (12, 31),
    "untergebrachte_wohnungslose": (1, 31),
    "svb_auslaender": (6, 30),
    "mindestsicherung_je_1000": (12, 31),
    "mindestsicherung_empfaenger": (12, 31),
    "einbuergerungen": None,
    "einwohner": (12, 31),
    "auslaender": (12, 31),
    "schutzsuchende": (12, 31),
    "aufenthalt_gestattung": (12, 31),
    "aufenthalt_duldung": (12, 31),
    "aufenthalt_anerkannt": (12, 31),
    "aufenthalt_ukraine": (12, 31),
    "uebergriffe_auf_unterkuenfte": None,
    "tatverdaechtige_nichtdeutsch_anteil": None,
}
FACILITY_FIGURES = (
    "plaetze",
    "gesperrt",
    "nutzbar_frei",
    "belegt",
    "zugaenge",
    "abgaenge",
    "davon_asylblg",
    "davon_sgb",
    "davon_selbstzahler",
)
FLOWS = {
    *("aufnahme_soll", "aufnahme_ist", "zugaenge", "abgaenge", "kosten_je_platz", "erstattung"),
    *("schulabgang_ohne_hauptschulabschluss", "intkurs_pruefungen", "intkurs_b1_erreicht", "intkurs_b1"),
    *("kompetenzfeststellung", "uebergriffe_auf_unterkuenfte", "tatverdaechtige_nichtdeutsch_anteil"),
    *("sicherheitsgespraeche", "brandschutzbegehungen", "praktika", "ausbildung_begonnen", "vermittlungen"),
    *("einbuergerungen", "ehrenamtstopf_ausgezahlt", "ehrenamtstopf_budget", "ehrenamtstopf_antraege"),
    *("ehrenamtstopf_anteil", "veranstaltungen"),
}


@pytest.mark.parametrize("field", FIELDS)
def test_every_indicator_of_the_field_is_there(catalogue, field):
    there = {code for code, indicator in catalogue.indicators.items() if indicator.field == field}
    assert there == set(FIELDS[field].split())


def test_the_five_fields_come_first_and_have_their_agreed_titles(catalogue):
    assert [field.title for field in catalogue.fields.values()] == [
        "Unterbringung und Wohnen",
        "Sprache und Bildung",
        "Sicherheit und Ordnung",
        "Arbeitsmarkt",
        "Soziokulturelle Strukturen",
        "Bezugsgrößen",
    ]


def test_yearly_ones_have_their_reference_date_and_all_others_are_quarterly(catalogue):
    for code, indicator in catalogue.indicators.items():
        expected = Frequency.YEAR if code in YEARLY else Frequency.QUARTER
        assert (indicator.frequency, indicator.reference) == (expected, YEARLY.get(code)), code


def test_only_flows_describe_a_whole_period(catalogue):
    assert {code for code, indicator in catalogue.indicators.items() if not indicator.is_stock} == FLOWS


@pytest.mark.parametrize("code", [code for codes in FIELDS.values() for code in codes.split()])
def test_what_people_read_is_complete_german_sentences(catalogue, code):
    indicator = catalogue.indicators[code]
    for text in (indicator.definition, indicator.trap, indicator.not_conclude):
        assert text.endswith("."), text
        assert 30 <= len(text) <= 420, text
        assert not re.search(r"[\"']| - |\s{2}|\d,\d{3}\b", text), text
        assert text.count("„") == text.count("“")
    assert len(indicator.short) <= 42
    assert indicator.source


def test_people_are_called_refugees_by_the_agreed_word_unless_a_law_says_otherwise(catalogue):
    for indicator in catalogue.indicators.values():
        for text in (indicator.title, indicator.short, indicator.definition, indicator.trap, indicator.not_conclude):
            assert not re.search(r"Flüchtling", text.replace("anerkannte Flüchtlinge", "")), text


def test_the_district_only_ones_stay_with_the_district(catalogue):
    assert catalogue.indicators["uma"].levels == ("district",)
    for code in ("kita_nichtdeutsche_familiensprache", "schutzsuchende", "uebergriffe_auf_unterkuenfte"):
        assert "municipality" not in catalogue.indicators[code].levels
    assert "municipality" in catalogue.indicators["asylblg_empfaenger"].levels


def test_the_rates_have_their_terms(catalogue):
    def written(terms):
        return [("-" if term.sign < 0 else "") + term.code + ("?" if term.optional else "") for term in terms]

    rates = {
        code: (written(i.numerator), written(i.denominator), i.factor, i.date_mismatch, i.reported)
        for code, i in catalogue.indicators.items()
        if i.kind == "rate"
    }
    assert rates == {
        "auslastung": (["belegt"], ["plaetze", "-gesperrt?"], 100, "refuse", False),
        "belegt_je_1000": (["belegt"], ["einwohner"], 1000, "flag", False),
        "ehrenamtstopf_anteil": (["ehrenamtstopf_ausgezahlt"], ["ehrenamtstopf_budget"], 100, "refuse", False),
        "intkurs_b1": (["intkurs_b1_erreicht"], ["intkurs_pruefungen"], 100, "refuse", True),
        "mindestsicherung_je_1000": (["mindestsicherung_empfaenger"], ["einwohner"], 1000, "refuse", True),
    }


def test_figures_of_a_facility_add_up_over_places_and_kinds(catalogue):
    for code in FACILITY_FIGURES:
        indicator = catalogue.indicators[code]
        assert {"area", "art"} <= set(indicator.sum_over)
        assert indicator.partitions == ("art",)
        assert catalogue.vocabulary.facility_column(code).indicator == code


def test_quotas_and_stocks_are_not_added_over_time_but_arrivals_are(catalogue):
    assert "time" not in catalogue.indicators["aufnahme_soll"].sum_over
    assert "time" not in catalogue.indicators["belegt"].sum_over
    assert "time" in catalogue.indicators["zugaenge"].sum_over
    assert catalogue.indicators["kosten_je_platz"].sum_over == ()


def test_only_persons_are_protected_and_usable_places_go_with_them(catalogue):
    counts = {code: indicator.counts for code, indicator in catalogue.indicators.items()}
    assert {code for code, kind in counts.items() if kind == "euro"} == {
        "kosten_je_platz",
        "erstattung",
        "ehrenamtstopf_ausgezahlt",
        "ehrenamtstopf_budget",
    }
    for code in ("belegt", "praktika", "ausbildung_begonnen", "vermittlungen", "arbeitsgelegenheiten", "uma"):
        assert counts[code] == "persons"
    for code in ("plaetze", "gesperrt", "nutzbar_frei", "patenschaften", "brandschutzbegehungen"):
        assert counts[code] == "things"
    assert catalogue.indicators["nutzbar_frei"].hidden_with == ("belegt",)


def test_the_two_harmful_figures_are_off_and_bound(catalogue):
    for code in ("uebergriffe_auf_unterkuenfte", "tatverdaechtige_nichtdeutsch_anteil"):
        indicator = catalogue.indicators[code]
        assert not indicator.enabled
        assert "Koordinierungsstab" in indicator.disable_reason
        assert indicator.restrictions.decision == "Koordinierungsstab"
        assert indicator.levels == ("district",)
        assert indicator.direction == "none"
        for showing in ("rate", "ranking", "map", "trend", "sentence", "overview", "change"):
            assert not indicator.allows(showing)
    assert catalogue.indicators["belegt"].allows("map")


def test_the_suspects_figure_carries_its_note_inside(catalogue):
    note = catalogue.indicators["tatverdaechtige_nichtdeutsch_anteil"].restrictions.note
    for word in ("nicht Verurteilte", "nicht hier wohnen", "nur Ausländerinnen", "Vergleich", "Bundeskriminalamt"):
        assert word in note


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("belegt", ["Stichtag", "nicht addiert"]),
        ("nutzbar_frei", ["nie aus Plätzen und Belegung errechnet"]),
        ("asylblg_empfaenger", ["2020", "Vielfaches von 5"]),
        ("untergebrachte_wohnungslose", ["anerkannte Geflüchtete", "Ukraine", "nie addiert"]),
        ("schulabgang_ohne_hauptschulabschluss", ["Förderschule", "klein"]),
        ("svb_auslaender", ["Arbeitsort"]),
        ("einwohner", ["Zensus 2011", "Zensus 2022"]),
        ("schutzsuchende", ["Vielfaches von 5", "geschachtelt"]),
        ("uma", ["nicht in „Untergebrachte Personen“ enthalten"]),
        ("aufnahme_ist", ["nicht dasselbe wie untergebracht"]),
        ("intkurs_b1", ["auf die Geprüften"]),
        ("ehrenamtliche", ["selbst gemeldet"]),
    ],
)
def test_the_known_traps_are_told(catalogue, code, words):
    for word in words:
        assert word in catalogue.indicators[code].trap


def test_the_known_breaks_are_registered(catalogue):
    assert {entry.code: (entry.since.isoformat(), entry.areas) for entry in catalogue.breaks} == {
        "ilsede_lahstedt_2015": ("2015-01-01", ("03157003", "03157004", "03157009")),
        "azr_rundung_2016": ("2016-01-01", ()),
        "asylblg_rundung_2020": ("2020-01-01", ()),
        "rechtskreiswechsel_2022": ("2022-06-01", ()),
        "zensus_2022": ("2023-01-01", ()),
    }


def test_rounding_of_figures_and_its_breaks_say_the_same(catalogue):
    since = {"azr_rundung_2016": "2016-01-01", "asylblg_rundung_2020": "2020-01-01"}
    for entry in catalogue.breaks:
        if entry.code in since:
            for code in entry.indicators:
                assert catalogue.indicators[code].rounded_since.isoformat() == since[entry.code]
    rounded = {code for code, indicator in catalogue.indicators.items() if indicator.rounded_to}
    assert rounded == {code for entry in catalogue.breaks if entry.code in since for code in entry.indicators}


def test_the_kinds_of_accommodation_are_the_four_of_the_contract(catalogue):
    kinds = {kind.name: kind for kind in catalogue.vocabulary.kinds}
    assert list(kinds) == ["Gemeinschaftsunterkunft", "Notunterkunft", "Wohnung", "Sonstige"]
    assert {"GU", "Sammelunterkunft"} <= set(kinds["Gemeinschaftsunterkunft"].synonyms)
    assert "Whg." in kinds["Wohnung"].synonyms
    assert [kind.name for kind in kinds.values() if kind.one_total_per_place] == ["Wohnung"]
    members = catalogue.vocabulary.dimension("art").members
    assert [member.name for member in members] == list(kinds)


def test_a_container_is_asked_about_and_never_guessed(catalogue):
    (question,) = catalogue.vocabulary.questions
    assert "Container" in question.words
    assert all("Container" not in kind.names for kind in catalogue.vocabulary.kinds)


def test_the_facilities_layout_has_the_columns_of_the_contract_in_their_order(catalogue):
    columns = catalogue.vocabulary.facilities
    assert [column.name for column in columns] == [
        *("quartal", "ags", "gemeinde", "unterkunft", "unterkunft_id", "art", "traeger", "betreiber", "anrechnung"),
        *FACILITY_FIGURES,
        *("geschuetzt", "breite", "laenge", "befristet_bis", "barrierefrei", "zielgruppe", "bemerkung"),
    ]
    assert [column.name for column in columns if column.must] == ["quartal", "unterkunft", "art", "plaetze", "belegt"]
    assert [column.name for column in columns if column.one_of == "place"] == ["ags", "gemeinde"]
    assert [column.name for column in columns if column.given_elsewhere] == ["quartal"]
    assert [column.name for column in columns if column.part_of == "belegt"] == [
        "davon_asylblg",
        "davon_sgb",
        "davon_selbstzahler",
    ]
    assert [column.name for column in columns if column.kind == "yes_no"] == ["geschuetzt", "barrierefrei"]
    assert [column.name for column in columns if column.internal] == ["geschuetzt", "breite", "laenge", "bemerkung"]


def test_period_columns_know_what_a_bare_number_means_in_them(catalogue):
    assert {column.name: column.frequency for column in catalogue.vocabulary.periods} == {
        "quartal": Frequency.QUARTER,
        "halbjahr": Frequency.HALF,
        "jahr": Frequency.YEAR,
        "monat": Frequency.MONTH,
        "stichtag": None,
        "zeitraum": None,
    }


def test_the_guide_in_the_folder_names_every_statement_an_indicator_can_have(real_folder):
    guide = (real_folder / "LIESMICH.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"(?m)^\| (`.*?) \|", guide))))
    assert set(Indicator.model_fields) - {"code"} <= named
