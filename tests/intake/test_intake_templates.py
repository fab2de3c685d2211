"""Templates: what is filled in, and that it can be handed in again as it is."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from intake_office import EDEMISSEN, PEINE, VECHELDE, Office, codes, table
from openpyxl import load_workbook
from sqlalchemy import select

from dashboard.accommodation.models import Facility
from dashboard.errors import NotAllowed, NotFound
from dashboard.intake import templates
from dashboard.intake.expectations import Expectation, expect
from dashboard.intake.template_choice import EVERYTHING, Choice, template_of
from dashboard.intake.template_workbook import xlsx
from dashboard.intake.templates import Template
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role

Q3, Q4 = Period.of("2026-Q3"), Period.of("2026-Q4")
HEAD = (
    "quartal;gemeinde;unterkunft;unterkunft_id;art;betreiber;plaetze;gesperrt;belegt;zugaenge;abgaenge;"
    "geschuetzt;breite;laenge;befristet_bis;anrechnung;bemerkung"
)
HOUSES = table(
    "2026-Q3;Vechelde;Alte Schule;V-1;GU;Diakonie;50;;41;41;0;nein;52,26;10,37;31.12.2027;Edemissen;intern",
    "2026-Q3;Vechelde;Haus Rose;;NU;;12;-;12;;;nein;;;;;",
    "2026-Q3;Vechelde;;;Wohnung;;6;;5;;;;;;;;",
    "2026-Q3;Vechelde;;;Wohnung;;4;;4;;;;;;;;",
    "2026-Q3;Edemissen;Zuflucht;E-9;GU;Verein;8;;6;;;ja;;;;;",
    head=HEAD,
)
PLAIN = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)


def facilities(office: Office, period: Period = Q4, actor: Actor | None = None, **options: Any) -> Template:
    with office.store.reading() as session:
        return templates.facilities(session, actor or office.actor, office.catalogue, period, **options)


def values(office: Office, indicators: Sequence[str], period: Period = Q4, **options: Any) -> Template:
    with office.store.reading() as session:
        return templates.values(session, office.actor, office.catalogue, period, indicators, **options)


def sheet(template: Template) -> list[list[Any]]:
    book = load_workbook(BytesIO(xlsx(template)))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_the_next_quarters_template_with_the_last_figures_is_taken_over_without_an_error(office: Office) -> None:
    office.submit(HOUSES)
    before = office.houses("2026-Q3")
    template = facilities(office, figures=True)
    proposal = office.check(template.csv())
    assert (proposal.layout, proposal.period) == ("facilities", "2026-Q4")
    assert codes(proposal) == ["balance-differs"]  # 41 came in again
    office.submit(template.csv())
    assert office.houses("2026-Q4") == before
    with office.store.reading() as session:
        keys = session.scalars(select(Facility.key).order_by(Facility.key)).all()
    assert keys == ["flats", "id:E-9", "id:V-1", "name:haus rose"]


def test_the_workbook_is_taken_over_as_it_is_with_its_sheet_of_help(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Alte Schule;GU;50;41", "2026-Q3;Edemissen;Heim;NU;12;7"))
    data = xlsx(facilities(office, figures=True))
    proposal = office.check(data, "vorlage.xlsx")
    assert (proposal.layout, proposal.period, codes(proposal)) == ("facilities", "2026-Q4", [])
    office.submit(data, "vorlage.xlsx")
    assert office.houses("2026-Q4") == office.houses("2026-Q3")


def test_a_template_without_figures_says_exactly_which_numbers_are_missing(office: Office) -> None:
    office.submit(HOUSES)
    template = facilities(office, areas=[VECHELDE])
    proposal = office.check(template.csv())
    assert {(error.code, error.row, error.column) for error in proposal.errors} == {
        ("number-missing", row, column) for row in (2, 3, 4) for column in ("Plätze", "Belegt")
    }


def test_what_is_known_of_a_house_is_filled_in_and_internal_remarks_are_not(office: Office) -> None:
    office.submit(HOUSES)
    template = facilities(office, areas=[VECHELDE])
    known = {name: value for name, value in template.rows[0].items() if value not in (None, "")}
    assert known == {
        "quartal": "2026-Q4",
        "ags": VECHELDE,
        "gemeinde": "Vechelde",
        "unterkunft": "Alte Schule",
        "unterkunft_id": "V-1",
        "art": "Gemeinschaftsunterkunft",
        "betreiber": "Diakonie",
        "anrechnung": "Edemissen",
        "geschuetzt": "nein",
        "breite": 52.26,
        "laenge": 10.37,
        "befristet_bis": date(2027, 12, 31),
    }
    assert "bemerkung" not in {column.name for column in template.columns}
    assert b"intern" not in template.csv()
    assert [row["unterkunft"] for row in template.rows] == ["Alte Schule", "Haus Rose", "Wohnungen"]


def test_a_sign_is_filled_in_as_a_sign(office: Office) -> None:
    office.submit(HOUSES)
    template = facilities(office, areas=[VECHELDE], figures=True)
    assert [row["gesperrt"] for row in template.rows] == [None, "-", None]


def test_protected_houses_are_in_it_for_those_allowed_to_see_them_only(office: Office) -> None:
    office.submit(HOUSES)
    allowed, others = facilities(office), facilities(office, actor=PLAIN)
    assert "Zuflucht" in {row["unterkunft"] for row in allowed.rows}
    assert {row["gemeinde"] for row in others.rows} == {"Vechelde"}
    for data in (others.csv(), xlsx(others)):
        assert b"Zuflucht" not in data
    assert any("Geschützte Häuser stehen nie" in hint for hint in others.hints)
    assert not any("Geschützte Häuser" in hint for hint in allowed.hints)


def test_a_place_that_did_not_deliver_last_has_its_older_houses_and_it_is_said(office: Office) -> None:
    office.submit(table("2026-Q2;Edemissen;Heim;GU;10;5", "2026-Q3;Vechelde;Haus;GU;10;5"))
    template = facilities(office)
    assert [(row["gemeinde"], row["unterkunft"]) for row in template.rows] == [
        ("Edemissen", "Heim"),
        ("Vechelde", "Haus"),
    ]
    assert template.hints[-1] == "Edemissen: Die Angaben sind aus dem 2. Quartal 2026."


def test_a_quarter_that_has_come_in_already_does_not_fill_its_own_template(office: Office) -> None:
    office.submit(table("2026-Q2;Vechelde;Alt;GU;10;5", "2026-Q3;Vechelde;Neu;GU;10;5"))
    assert [row["unterkunft"] for row in facilities(office, Q3).rows] == ["Alt"]


def test_without_any_house_the_template_still_has_its_columns_and_choices(office: Office) -> None:
    template = facilities(office)
    assert template.rows == ()
    (header,) = sheet(template)
    assert header[:5] == ["Quartal", "Amtlicher Gemeindeschlüssel", "Gemeinde", "Unterkunft", "Unterkunftsnummer"]
    assert codes(office.check(template.csv())) == ["no-rows"]


def offered(template: Template) -> dict[str, list[str]]:
    """The words of each drop-down, by header: in the rule itself, or in the sheet that it names."""
    book = load_workbook(BytesIO(xlsx(template)))
    main, found = book["Vorlage"], {}
    for rule in main.data_validations.dataValidation:
        header = main[f"{str(rule.sqref).split(':')[0].rstrip('0123456789')}1"].value
        if rule.formula1.startswith('"'):
            found[header] = rule.formula1.strip('"').split(",")
        else:
            title, cells = rule.formula1.replace("$", "").split("!")
            found[header] = [cell.value for (cell,) in book[title][cells]]
    return found


def test_the_workbook_offers_kinds_places_and_yes_no_and_explains_every_column(office: Office) -> None:
    template = facilities(office)
    words = offered(template)
    assert words["Art der Unterkunft"] == ["Gemeinschaftsunterkunft", "Notunterkunft", "Wohnung", "Sonstige"]
    assert words["Geschützt"] == words["Barrierefrei"] == ["ja", "nein"]
    assert words["Gemeinde"] == words["Anrechnung auf das Soll von"]
    assert ("Vechelde" in words["Gemeinde"], len(words["Gemeinde"])) == (True, 7)
    book = load_workbook(BytesIO(xlsx(template)))
    assert book.sheetnames == ["Vorlage", "Ausfüllhilfe"]
    assert all(cell.comment is not None for cell in book["Vorlage"][1])
    must = book["Vorlage"]["D1"].comment
    assert must is not None
    assert must.text.endswith("Muss ausgefüllt sein.")
    assert book["Ausfüllhilfe"].max_column == 1


def test_a_long_list_of_places_is_offered_as_a_whole(helmstedt_desk: Office) -> None:
    assert len(offered(facilities(helmstedt_desk))["Gemeinde"]) == 35


def test_nothing_in_the_workbook_is_a_formula(office: Office) -> None:
    office.submit(table('2026-Q3;Vechelde;"=HYPERLINK(1)";GU;10;5'))
    template = facilities(office, figures=True)
    cell = load_workbook(BytesIO(xlsx(template))).worksheets[0]["D2"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1)", "s")
    assert b"'=HYPERLINK(1)" in template.csv()
    office.submit(template.csv())
    assert office.houses("2026-Q4") == office.houses("2026-Q3")


def test_figures_of_places_have_a_row_per_place_and_come_back_unchanged(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche;treffpunkte;ehrenamtstopf_ausgezahlt"
    office.submit(table("2026-Q3;Vechelde;10;-;1250,50", "2026-Q3;Edemissen;.;3;", head=head))
    asked = ("ehrenamtliche", "treffpunkte", "ehrenamtstopf_ausgezahlt")
    template = values(office, asked, areas=[EDEMISSEN, VECHELDE], figures=True)
    for name, data in (("vorlage.csv", template.csv()), ("vorlage.xlsx", xlsx(template))):
        proposal = office.check(data, name)
        assert (proposal.layout, codes(proposal), proposal.content.observations) == ("wide", [], 5)
    office.submit(template.csv())
    for code in asked:
        stated = office.stated(code)
        for area in (VECHELDE, EDEMISSEN):
            assert repr(stated.get((area, "2026-Q4", ""))) == repr(stated.get((area, "2026-Q3", ""))), (code, area)


def test_an_empty_table_of_figures_has_all_gemeinden_and_the_district_for_what_only_it_knows(office: Office) -> None:
    template = values(office, ("ehrenamtliche", "uma"))
    areas = [row["ags"] for row in template.rows]
    assert (len(areas), areas[-1]) == (8, PEINE)
    assert (7, "uma") not in template.closed
    assert {name for position, name in template.closed if position == 0} == {"uma"}
    book = load_workbook(BytesIO(xlsx(template)))
    columns = [column.name for column in template.columns]
    closed = book.worksheets[0].cell(2, columns.index("uma") + 1)
    assert closed.fill.fgColor.rgb == "00D9D9D9"


def test_one_row_per_value_names_the_figure_in_words(office: Office) -> None:
    template = values(office, ("ehrenamtliche", "treffpunkte"), areas=[VECHELDE], shape="long")
    header, *rows = sheet(template)
    assert header == ["Quartal", "AGS", "Gemeinde", "Kennzahl", "Wert"]
    titles = [office.catalogue.indicators[code].short for code in ("ehrenamtliche", "treffpunkte")]
    assert sorted(row[3] for row in rows) == sorted(titles)
    assert {tuple(row[:3]) for row in rows} == {("2026-Q4", VECHELDE, "Vechelde")}


def test_every_header_is_read_as_the_column_it_stands_for(office: Office) -> None:
    headers = office.catalogue.headers
    for column in facilities(office).columns:
        found = headers.find(column.header, "facilities")
        assert found is not None
        assert found.name == column.name
    for code in ("2026-Q4", "2026"):
        period = Period.of(code)
        every = [one.code for one in templates.fillable(office.catalogue, period)]
        for column in values(office, every, period).columns:
            found = headers.find(column.header, "wide")
            assert found is not None
            assert found.name == column.name


def test_names_that_mean_two_places_are_written_so_that_they_mean_one(helmstedt_desk: Office) -> None:
    template = facilities(helmstedt_desk)
    places = next(column.choices for column in template.columns if column.name == "gemeinde")
    with helmstedt_desk.store.reading() as session:
        territory = templates.Territory(session)
    assert len(set(places)) == len(places)
    assert all(territory.matcher.match(text).area for text in places)
    assert {"Gemeinde Velpke", "Samtgemeinde Velpke"} <= set(places)


def test_a_table_nobody_could_fill_in_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="keine Kennzahl, die jemand melden könnte"):
        values(office, ("einwohner",))


@pytest.mark.parametrize(
    "actor",
    [Actor("Lesend", Role.VIEWER, Circle.INTERNAL), Actor("Außen", Role.ADMIN, Circle.COORDINATION)],
    ids=["viewer", "outside"],
)
def test_templates_are_made_by_editors_of_the_internal_circle(office: Office, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        facilities(office, actor=actor)
    with pytest.raises(NotAllowed), office.store.reading() as session:
        templates.values(session, actor, office.catalogue, Q4, ("ehrenamtliche",))


def chosen(office: Office, **wish: Any) -> Template:
    with office.store.reading() as session:
        return template_of(session, office.actor, office.catalogue, Choice(Q4, **wish))


def test_a_suppliers_template_has_its_places_and_its_figures(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5", "2026-Q3;Edemissen;Heim;GU;10;5"), supplier="Kreis")
    office.submit(table("2026-Q3;Vechelde;Turm;GU;10;5"), supplier="Vechelde")
    head = "quartal;gemeinde;ehrenamtliche;praktika;patenschaften"
    office.submit(table("2026-Q3;Vechelde;10;3;2", head=head), supplier="Vechelde")
    assert [row["unterkunft"] for row in chosen(office, supplier="vechelde").rows] == ["Turm"]
    every = chosen(office, table=EVERYTHING, supplier="Vechelde")
    assert {column.name for column in every.columns} >= {"ehrenamtliche", "praktika", "patenschaften"}
    assert [row["gemeinde"] for row in every.rows] == ["Vechelde"]
    civic = chosen(office, table="civic", supplier="Vechelde")
    assert [column.name for column in civic.columns] == ["quartal", "ags", "gemeinde", "ehrenamtliche", "patenschaften"]
    assert civic.key == "Kennzahlen_2026-Q4_Vechelde"


def test_a_supplier_who_never_sent_anything_gets_the_whole_table(office: Office) -> None:
    template = chosen(office, table="civic", supplier="Neu & Co. / Büro")
    assert len(template.rows) == 7
    assert "ehrenamtliche" in {column.name for column in template.columns}
    assert template.key == "Kennzahlen_2026-Q4_Neu_Co_Buero"


def test_a_supplier_whose_place_is_expected_gets_that_place(office: Office) -> None:
    office.submit(table("2026-Q2;Vechelde;Haus;GU;10;5", "2026-Q2;Edemissen;Heim;GU;10;5"))
    with office.store.unit_of_work(office.actor) as work:
        expect(work, office.catalogue, Expectation("Rathaus", "facilities", Q3, area=EDEMISSEN))
    assert [row["unterkunft"] for row in chosen(office, supplier="Rathaus").rows] == ["Heim"]
