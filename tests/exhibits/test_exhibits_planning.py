"""Quota, outlook, proposal and money as exhibits: exact numbers, signs that hide, sentences, edges of the band."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.exhibits import table
from dashboard.exhibits.charts import Bars, Lines, Mark
from dashboard.exhibits.planning_glance import glance
from dashboard.exhibits.planning_money import costs
from dashboard.exhibits.planning_outlook import compared, free, housed, table_of
from dashboard.exhibits.planning_proposal import proposed
from dashboard.exhibits.planning_quota import quota_table
from dashboard.periods import Period
from dashboard.planning.kinds import Carrying, RuleKind
from dashboard.planning.money import Euros, Money, MoneyRow
from dashboard.planning.outlook_views import Backtest, Ground
from dashboard.planning.proposal import propose
from dashboard.planning.usable import Usable
from planning.quota_rooms import AUE, BACH, CALM, forecast, nothing, outlook, quota, row

SOME = quota(
    row(AUE, 40, official=44, actual=30, why="so festgesetzt vom Kreistag am 01.10.2026: Bestand"),
    row(BACH, 20, actual=25, rule=RuleKind.EXEMPT, credited=1),
    row(CALM, 5, actual=None),
    district=row("99001", 65, actual=55, carried_over=5),
    findings=("Die amtlichen Werte ergeben zusammen 69 statt 65 (4 mehr).",),
)


def test_the_quota_stands_official_beside_computed_with_what_is_open():
    made = quota_table(SOME)
    assert made.title == "Soll und Aufnahme, Oktober 2026 bis März 2027"
    assert made.sentence == (
        "Im Zeitraum Oktober 2026 bis März 2027 sind im Landkreis Musterland von 65 Personen noch 10 aufzunehmen; 1 "
        "von 2 Orten mit Angabe hat das Soll erfüllt."
    )
    shown = table(made)
    assert list(shown) == [
        "Ort", "Soll", "Soll amtlich", "Soll berechnet", "Angerechnet", "Aufgenommen", "Noch aufzunehmen",
        "Erläuterung",
    ]  # fmt: skip
    assert shown.iloc[0, :7].tolist() == ["Aue", "44", "44", "40", "0", "30", "14"]
    own = replace(SOME, of=replace(SOME.of, carrying=Carrying.OWN))
    assert table(quota_table(own))["davon Übertrag"].tolist()[-1] == "5"
    assert shown["Noch aufzunehmen"].tolist() == ["14", "-6", "keine Angabe", "10"]
    assert made.chart == Bars(
        "name", ("target", "actual", "credited"), "Personen", horizontal=True, without=("Landkreis Musterland",)
    )
    assert "Festgesetzt am 01.09.2026 (Innenministerium): 60 Personen bis 31.03.2027: Prognose." in made.notes
    assert "Eigene Regeln: Bach (ausgenommen)." in made.notes
    assert "Übertrag aus dem Zeitraum davor: +5; er wird mit verteilt." in made.notes
    assert "Die amtlichen Werte ergeben zusammen 69 statt 65 (4 mehr)." in made.notes
    assert made.as_of == "31.10.2026"


def test_what_is_hidden_in_the_quota_is_a_sign_with_all_that_follows_from_it():
    made = quota_table(
        quota(
            row(AUE, None, actual=None, sign="•"), row(BACH, 20, actual=20),
            district=row("99001", 65, actual=None, sign="•"), carrying=Carrying.OWN,
        )
    )  # fmt: skip
    shown = table(made)
    assert shown["Soll"].tolist() == ["•", "20", "65"]
    assert shown["Aufgenommen"].tolist() == ["•", "20", "•"]
    assert shown["Noch aufzunehmen"].tolist() == ["•", "0", "•"]
    assert "wie viele davon noch fehlen, ist zurückgehalten (•)" in made.sentence
    assert any(note.startswith("• zurückgehalten") for note in made.notes)


def test_hidden_credits_are_signs_in_the_table_and_so_is_what_is_open():
    hidden = {"credited": None, "credited_sign": "•"}
    found = quota(
        row(AUE, 40, actual=30, **hidden), row(BACH, 20, actual=25, **hidden),
        district=row("99001", 60, actual=55, **hidden), findings=("Eine Anrechnung ist geheim.",),
    )  # fmt: skip
    made = quota_table(found)
    shown = table(made)
    assert shown["Angerechnet"].tolist() == shown["Noch aufzunehmen"].tolist() == ["•"] * 3
    assert shown["Aufgenommen"].tolist() == ["30", "25", "55"]
    assert made.sentence == (
        "Im Zeitraum Oktober 2026 bis März 2027 sind im Landkreis Musterland 60 Personen aufzunehmen; wie viele davon "
        "noch fehlen, ist zurückgehalten (•)."
    )
    assert made.chart == Bars("name", ("target", "actual"), "Personen", horizontal=True, without=made.chart.without)
    assert "Eine Anrechnung ist geheim." in made.notes


@pytest.mark.parametrize(
    ("district", "said"),
    [
        (row("99001", 65, actual=65), "ist im Landkreis Musterland das Soll von 65 Personen erfüllt"),
        (row("99001", 65, actual=70), "sind im Landkreis Musterland 5 mehr aufgenommen, als das Soll von 65 vorsieht"),
        (row("99001", 65, actual=64), "ist im Landkreis Musterland von 65 Personen noch 1 aufzunehmen"),
        (row("99001", 65, actual=None), "wie viele davon noch fehlen, ist nicht bekannt"),
        (row("99001", None), "ist im Landkreis Musterland kein Soll bekannt"),
    ],
)
def test_the_sentence_of_the_quota_says_what_the_district_owes(district, said):
    assert said in quota_table(quota(row(AUE, 10, actual=None), district=district)).sentence
    assert quota_table(quota(district=district)).chart is None


def test_an_outlook_shows_the_start_the_months_and_the_band_of_its_first_line():
    test = Backtest(0.8, 10, 8, 3.0, 4.0, "Das Verfahren lag näher als die einfache Bilanz.")
    made = free(outlook(), forecast(backtest=test))
    assert made.chart == Lines(
        "period", ("free",), "Plätze", (Mark("2027-03", "reicht nicht mehr"),),
        band=("free_low", "free_high"),
    )  # fmt: skip
    shown = table(made)
    assert shown["Monat"].tolist()[:2] == ["September 2026", "Oktober 2026"]
    assert shown[["Frei", "Frei mindestens", "Frei höchstens"]].iloc[2].tolist() == ["6", "0", "12"]
    assert len(shown) == 13
    assert "Nutzbar mindestens" not in shown
    assert made.sentence == "Die Plätze in Aue reichen voraussichtlich bis Februar 2027."
    assert made.notes[:2] == (
        "Der erste Punkt ist gemeldet, alles danach ist Vorausschau.", "Aus 8 Quartalen und ihren Fehlern.",
    )  # fmt: skip
    assert "Annahme: Das Kontingent bleibt." in made.notes
    assert "Das Verfahren lag näher als die einfache Bilanz." in made.notes
    assert "Unter null: So viele Plätze fehlen." in made.notes
    both = housed(outlook(), forecast())
    assert (both.chart.y, both.chart.band) == (("occupied", "usable"), ("occupied_low", "occupied_high"))


def test_a_plain_balance_has_no_band_and_nothing_has_no_exhibit():
    plain = free(outlook(ground=Ground.BALANCE, wide=0), forecast())
    assert plain.chart.band is None
    assert list(table(plain)) == ["Monat", "Belegt", "Nutzbar", "Frei"]
    assert free(nothing(), forecast()) is None
    assert housed(nothing(), forecast()) is None


def test_all_places_say_how_long_their_places_last():
    made = table_of(forecast(None, outlook(), nothing(), outlook(CALM, lasts=(None, None, None))))
    shown = table(made)
    assert shown["Ort"].tolist() == ["Aue", "Bach", "Calm", "Landkreis Musterland"]
    assert shown["Die Plätze reichen"].tolist()[:3] == [
        "bis Februar 2027 (frühestens bis November 2026, spätestens über September 2027 hinaus)",
        "Für Bach liegt nur 1 Quartal vor.", "über September 2027 hinaus",
    ]  # fmt: skip
    assert shown.iloc[0].tolist()[1:5] == ["10", "-14", "-50", "22"]
    assert made.sentence.endswith(
        "In 1 von 2 Orten mit Vorausschau reichen die Plätze voraussichtlich keine zwölf Monate (Aue)."
    )


def test_scenarios_are_compared_by_their_middles():
    more = forecast(None, outlook(monthly=4, lasts=(None, Period("2026-12"), None)), assumptions=("Soll +20 %.",))
    made = compared(AUE, {"Wie eingetragen": forecast(None, outlook()), "Soll +20 %": more, "Leer": forecast()})
    assert made.chart == Lines("period", ("v0", "v1"), "Plätze")
    assert table(made)[["Wie eingetragen", "Soll +20 %"]].iloc[-1].tolist() == ["-14", "-38"]
    assert made.sentence.startswith("Die Plätze reichen unter „Wie eingetragen“ bis Februar 2027 (frühestens")
    assert "unter „Soll +20 %“ bis November 2026" in made.sentence
    assert "Soll +20 %: Soll +20 %." in made.notes
    assert "Ohne Vorausschau für diesen Ort: Leer." in made.notes
    assert compared(BACH, {"a": forecast(None, nothing())}) is None
    with pytest.raises(ValueError, match="6 scenarios"):
        compared(AUE, {str(number): more for number in range(6)})


def test_a_proposal_is_a_table_with_reasons():
    of = quota(row(AUE, 9), row(BACH, 9, actual=None, sign="•"))
    made = proposed(propose(4, of, {AUE: Usable(3, date(2026, 9, 30))}), of)
    shown = table(made)
    assert shown[["Noch aufzunehmen", "Nutzbar frei", "Vorschlag"]].values.tolist() == [
        ["9", "3", "3"], ["•", "keine Angabe", "0"],
    ]  # fmt: skip
    assert made.sentence == "Vorschlag für 4 Personen: 3 in 1 Ort. Für 1 Person ist kein nutzbarer Platz gemeldet."
    assert made.notes[0] == "Ein Vorschlag: Verteilt wird erst, wenn jemand so entscheidet."


def test_costs_and_reimbursements_stand_beside_each_other_and_are_never_subtracted():
    district = MoneyRow(
        "99001", "Landkreis Musterland", Euros(1_000_50), Euros(1_334_00), 12, Euros(12_006_00), Euros(9)
    )
    aue = MoneyRow(AUE, "Aue", Euros(90_000), Euros(sign="•"), None, Euros(sign="•"))
    made = costs(Money(Period("2026-Q3"), (district, aue), ("Erstattungen fehlen von Aue.",)), {"erstattung": "Falle."})
    assert made.sentence == (
        "Kosten und Erstattungen im 3. Quartal 2026: Im Landkreis Musterland kostete ein Platz 1.000,50 Euro; 12 "
        "Plätze waren am Ende des Quartals unbelegt, das sind 12.006,00 Euro; als Erstattung gingen im Landkreis "
        "Musterland 0,09 Euro ein; 1 Ort hat Kosten je Platz gemeldet."
    )
    shown = table(made)
    assert shown.iloc[1].tolist() == ["Aue", "900,00", "•", "•", "•", "keine Angabe"]
    assert {"Erstattungen fehlen von Aue.", "Falle."} <= set(made.notes)
    assert costs(Money(None, (), ("Nichts.",)), {}) is None
    silent = costs(
        Money(Period("2026-Q3"), (replace(district, per_place=Euros(), vacancy=Euros(), reimbursed=Euros()),), ()), {}
    )
    assert silent.sentence == "Kosten und Erstattungen im 3. Quartal 2026: Kein Ort hat Kosten je Platz gemeldet."


def test_the_glance_says_where_places_do_not_last_and_how_long_they_do_elsewhere():
    made = glance(SOME, forecast(None, outlook(), nothing(), outlook(CALM, lasts=(None, None, None))))
    assert made.sentence.endswith(
        "1 von 2 Orten mit Angabe hat das Soll erfüllt. In 1 von 2 Orten mit Vorausschau reichen die Plätze "
        "voraussichtlich keine zwölf Monate (Aue)."
    )
    assert table(made)["Reicht bis"].tolist()[:3] == [
        "Feb 2027 (frühestens Nov 2026, vielleicht länger)", "keine Vorausschau", "länger als Sep 2027",
    ]  # fmt: skip
    assert glance(SOME, None).sentence == quota_table(SOME).sentence
