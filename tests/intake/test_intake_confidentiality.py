"""What circles outside the office see of counts of persons: decided at the release for the whole table."""

import json

import pytest
from intake_office import EDEMISSEN, PEINE, VECHELDE, Office, table

from dashboard.accommodation.confidentiality import catch_up, set_threshold
from dashboard.accommodation.values import values_of
from dashboard.errors import NotAllowed, UserError
from dashboard.geography import queries as geography
from dashboard.intake.purging import purge
from dashboard.intake.release import release, withdraw
from dashboard.observations.models import Suppression
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role

Q2, Q3, Q4 = Period.of("2026-Q2"), Period.of("2026-Q3"), Period.of("2026-Q4")
HOHENHAMELN, ILSEDE = "03157002", "03157009"
Shown = dict[tuple[str, str], float | str]


def let_out(office: Office, period: Period = Q3) -> None:
    with office.store.unit_of_work(office.actor) as work:
        release(work, office.catalogue, period)


def seen(office: Office, code: str, circle: Circle = Circle.PUBLIC, period: Period = Q3) -> Shown:
    """Area and breakdown -> the value, or its sign where there is none."""
    with office.store.reading() as session:
        places = geography.places(session, PEINE)
        found = values_of(session, circle, office.catalogue.indicators[code], places, PEINE)
    return {
        (value.area, value.key): value.sign if value.value is None else value.value
        for value in found
        if value.period == period.code
    }


LONG = "quartal;gemeinde;kennzahl;Geschlecht;wert"


def courses(*rows: str) -> str:
    return table(*(f"2026-Q3;{row}" for row in rows), head=LONG)


BY_SEX = courses(
    "Edemissen;intkurs_teilnehmende;Insgesamt;12", "Edemissen;intkurs_teilnehmende;weiblich;9",
    "Edemissen;intkurs_teilnehmende;männlich;3", "Vechelde;intkurs_teilnehmende;Insgesamt;60",
    "Vechelde;intkurs_teilnehmende;weiblich;25", "Vechelde;intkurs_teilnehmende;männlich;35",
    "Hohenhameln;intkurs_teilnehmende;Insgesamt;20", "Hohenhameln;intkurs_teilnehmende;weiblich;9",
    "Hohenhameln;intkurs_teilnehmende;männlich;11",
)  # fmt: skip


def test_a_small_cell_takes_three_others_along_and_the_margins_stay(office: Office) -> None:
    office.submit(BY_SEX)
    let_out(office)
    found = seen(office, "intkurs_teilnehmende")
    hidden = {key for key, value in found.items() if value == "•"}
    both = ("geschlecht=männlich", "geschlecht=weiblich")
    assert hidden == {(area, sex) for area in (EDEMISSEN, HOHENHAMELN) for sex in both}
    assert (found[PEINE, ""], found[PEINE, "geschlecht=männlich"], found[EDEMISSEN, ""]) == (92, 49, 12)
    assert seen(office, "intkurs_teilnehmende", Circle.COORDINATION) == found
    inside = seen(office, "intkurs_teilnehmende", Circle.INTERNAL)
    assert inside[EDEMISSEN, "geschlecht=männlich"] == 3


def test_a_part_is_hidden_where_the_rest_of_its_whole_is_small(office: Office) -> None:
    office.submit(
        table(
            "2026-Q3;Edemissen;20;17", "2026-Q3;Vechelde;40;20", "2026-Q3;Hohenhameln;30;30",
            head="quartal;gemeinde;intkurs_pruefungen;intkurs_b1_erreicht",
        )
    )  # fmt: skip
    let_out(office)
    passed = seen(office, "intkurs_b1_erreicht")
    assert seen(office, "intkurs_pruefungen")[EDEMISSEN, ""] == 20
    assert passed[EDEMISSEN, ""] == "•"  # three failed
    # Everybody in Hohenhameln passed, so it could not take up a change: Vechelde goes along.
    assert [area for (area, _), value in passed.items() if value == "•"] == [EDEMISSEN, VECHELDE]


def test_a_hidden_stock_hides_the_flows_of_its_quarter_and_of_the_next(office: Office) -> None:
    head = "quartal;gemeinde;belegt;zugaenge;abgaenge"
    office.submit(table("2026-Q3;Edemissen;3;9;7", "2026-Q3;Vechelde;40;6;8", "2026-Q3;Ilsede;50;9;9", head=head))
    office.submit(table("2026-Q4;Edemissen;9;8;2", "2026-Q4;Vechelde;40;6;6", "2026-Q4;Ilsede;50;9;9", head=head))
    let_out(office)
    let_out(office, Q4)
    now, next_ = seen(office, "belegt"), seen(office, "belegt", period=Q4)
    assert (now[EDEMISSEN, ""], next_[EDEMISSEN, ""]) == ("•", 9)
    for period in (Q3, Q4):
        for code in ("zugaenge", "abgaenge"):
            assert seen(office, code, period=period)[EDEMISSEN, ""] == "•"
    assert seen(office, "zugaenge")[PEINE, ""] == 24


def test_a_breakdown_that_is_not_the_published_one_is_not_there_at_all(office: Office) -> None:
    office.submit(
        table(
            "2026-Q3;Vechelde;davon_asylblg;Gemeinschaftsunterkunft;30", "2026-Q3;Vechelde;davon_asylblg;Insgesamt;30",
            head="quartal;gemeinde;kennzahl;art;wert",
        )
    )  # fmt: skip
    let_out(office)
    assert {breakdown for _, breakdown in seen(office, "davon_asylblg", Circle.INTERNAL)} == {
        "", "art=Gemeinschaftsunterkunft",
    }  # fmt: skip
    assert {breakdown for _, breakdown in seen(office, "davon_asylblg")} == {""}


def test_things_and_published_inhabitants_are_shown_as_they_are(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;2", head="quartal;gemeinde;treffpunkte"))
    office.submit(table("2025;Vechelde;3", head="jahr;gemeinde;einwohner"))
    let_out(office)
    let_out(office, Period.of("2025"))
    assert seen(office, "treffpunkte")[VECHELDE, ""] == 2
    assert seen(office, "einwohner", period=Period.of("2025"))[VECHELDE, ""] == 3


def test_rounded_figures_are_not_protected_twice_but_unrounded_ones_are(office: Office) -> None:
    head = "jahr;gemeinde;asylblg_empfaenger"
    office.submit(table("2024;Vechelde;5", "2024;Edemissen;40", head=head))
    office.submit(table("2025;Vechelde;3", "2025;Edemissen;40", head=head))
    for year in ("2024", "2025"):
        let_out(office, Period.of(year))
    assert seen(office, "asylblg_empfaenger", period=Period.of("2024"))[VECHELDE, ""] == 5
    assert seen(office, "asylblg_empfaenger", period=Period.of("2025"))[VECHELDE, ""] == "•"


def test_the_threshold_is_a_setting_and_changes_what_is_out_already(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;7", "2026-Q3;Edemissen;30", head="quartal;gemeinde;ehrenamtliche"))
    let_out(office)
    assert seen(office, "ehrenamtliche")[VECHELDE, ""] == 7
    with office.store.unit_of_work(office.actor) as work:
        assert "Personenzahlen unter 10 verborgen" in set_threshold(work, office.catalogue, 10)
    assert seen(office, "ehrenamtliche")[VECHELDE, ""] == "•"
    for wrong in (2, 21):
        with pytest.raises(UserError, match="zwischen 3 und 20"), office.store.unit_of_work(office.actor) as work:
            set_threshold(work, office.catalogue, wrong)
    editor = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)
    with pytest.raises(NotAllowed), office.store.unit_of_work(editor) as work:
        set_threshold(work, office.catalogue, 5)


def test_a_purged_upload_does_not_leave_a_hidden_count_to_be_subtracted(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche"
    office.submit(table("2026-Q3;Vechelde;3", "2026-Q3;Ilsede;50", head=head))
    office.submit(table("2026-Q3;Edemissen;30", head=head))
    let_out(office)
    before = seen(office, "ehrenamtliche")
    assert before == {(EDEMISSEN, ""): "•", (VECHELDE, ""): "•", (ILSEDE, ""): 50, (PEINE, ""): 83}
    with office.store.unit_of_work(office.actor) as work:
        purge(work, office.catalogue, 2, "Namen")
    assert seen(office, "ehrenamtliche") == {(VECHELDE, ""): "•", (ILSEDE, ""): "•", (PEINE, ""): 53}


def test_a_withdrawn_quarter_leaves_no_pattern_and_what_has_none_is_hidden(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;70", head="quartal;gemeinde;ehrenamtliche"))
    let_out(office)
    with office.store.unit_of_work(office.actor) as work:
        assert json.loads(work.session.get_one(Suppression, ("ehrenamtliche", "2026-Q3")).hidden) == []
        work.session.delete(work.session.get_one(Suppression, ("ehrenamtliche", "2026-Q3")))
        work.record("figures", "test", "suppression")
    assert seen(office, "ehrenamtliche") == {(VECHELDE, ""): "•", (PEINE, ""): "•"}
    assert catch_up(office.store, office.catalogue)
    assert not catch_up(office.store, office.catalogue)
    assert seen(office, "ehrenamtliche") == {(VECHELDE, ""): 70, (PEINE, ""): 70}
    with office.store.unit_of_work(office.actor) as work:
        withdraw(work, office.catalogue, Q3)
        assert work.session.get(Suppression, ("ehrenamtliche", "2026-Q3")) is None
