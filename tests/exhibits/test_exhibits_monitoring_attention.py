"""What needs attention: found in the figures or said by the caller, and never concluded from what is withheld."""

from exhibit_frames import LENGEDE, PEINE, VECHELDE, WENDEBURG
from monitoring_frames import Q3, QUARTERS, column, opened, peine, real, row, series

from dashboard.exhibits import table
from dashboard.exhibits.monitoring_attention import Matter, attention
from dashboard.exhibits.monitoring_targets import Target, targets
from dashboard.periods import Period

HIDDEN = "zurückgehalten, damit keine einzelnen Personen erkennbar werden"


def places(*rows):
    """belegt, plaetze and gesperrt of places: (place, belegt, plaetze, gesperrt)."""
    return opened(
        **{
            code: [row(given_row[0], "2026-Q3", given_row[number]) for given_row in rows]
            for number, code in enumerate(("belegt", "plaetze", "gesperrt"), start=1)
        }
    )


def test_a_place_with_more_people_than_places_is_named_with_its_figures():
    found = attention(real(), places((LENGEDE, 61, 64, 4), (VECHELDE, 60, 64, 4), (WENDEBURG, 72, 70, "")), Q3)
    assert table(found).to_numpy().tolist() == [
        [
            *("Mehr Menschen als Plätze", "Lengede"),
            "3. Quartal 2026: belegt 61, Plätze 64, davon gesperrt 4; 1 Person mehr, als Plätze verfügbar sind.",
        ],
        [
            *("Mehr Menschen als Plätze", "Wendeburg"),
            "3. Quartal 2026: belegt 72, Plätze 70, davon gesperrt keine Angabe; mindestens 2 Personen mehr, als "
            "Plätze verfügbar sind.",
        ],
    ]
    assert found.sentence == "2 Orte haben mehr Menschen als Plätze."
    assert targets(found)[0] == Target("accommodation", "belegt", "03157005")
    assert found.as_of == "30.09.2026"


def test_nothing_is_concluded_from_withheld_figures():
    rows = [(LENGEDE, "•", 64, 4), (VECHELDE, 72, "•", 4), (WENDEBURG, 66, 70, "•"), (PEINE, "•", "•", "•")]
    found = attention(real(), places(*rows), Q3)
    assert found.data.empty
    assert (
        found.sentence
        == f"Zurzeit fällt nichts auf, angesehen wurden 3 Kennzahlen; zu 3 Kennzahlen sind Werte {HIDDEN}."
    )
    over = attention(real(), places((WENDEBURG, 72, 70, "•")), Q3)
    assert "davon gesperrt •; mindestens 2 Personen mehr, als Plätze verfügbar sind." in column(over, "Warum")[0]


def test_an_unusual_newest_value_is_named_with_the_reason_and_an_older_one_is_not():
    calm = [50, 51, 49, 50, 52, 50, 51]
    found = attention(real(), opened(belegt=[*peine(*calm, 97), *series(LENGEDE, [97, *calm])]), Q3)
    assert table(found).to_numpy().tolist() == [
        [
            *("Ungewöhnlicher Wert: Untergebrachte Personen", "Landkreis Peine"),
            "3. Quartal 2026, 97 Personen. Die anderen 7 Werte liegen zwischen 49 und 52, der mittlere bei 50 "
            "(robuster z-Wert 31,7, ungewöhnlich über 3,5).",
        ]
    ]
    assert found.sentence == "1 Wert ist ungewöhnlich."
    assert targets(found) == (Target("monitoring", "belegt", "03157"),)


def test_goals_and_deliveries_are_what_the_caller_says():
    goal = Matter("Ziel nicht auf Kurs", "Landkreis Peine", "40 von 60 Praktika.", Target("alliances"))
    late = Matter("Lieferung fehlt", "Lengede", "Fällig am 15.10.2026.", Target("intake", area="03157005"))
    found = attention(real(), places((LENGEDE, 72, 70, 0)), Q3, off_track=[goal], late=[late, late])
    assert found.sentence == (
        "1 Ort hat mehr Menschen als Plätze; 1 Ziel ist nicht auf Kurs; 2 Lieferungen fehlen oder wurden berichtigt."
    )
    assert [target.page for target in targets(found)] == ["accommodation", "alliances", "intake", "intake"]
    assert column(found, "Wo") == ["Lengede", "Landkreis Peine", "Lengede", "Lengede"]


def test_where_nothing_is_conspicuous_it_says_how_many_indicators_were_looked_at():
    found = attention(real(), opened(belegt=(40, 50), praktika=(4, 6)), Q3)
    assert found.sentence == "Zurzeit fällt nichts auf, angesehen wurden 2 Kennzahlen."
    assert (
        attention(real(), opened(belegt=(5,)), Q3).sentence == "Zurzeit fällt nichts auf, angesehen wurde 1 Kennzahl."
    )
    assert attention(real(), {}, Q3).sentence == (
        "Zurzeit fällt nichts auf, es liegen hier aber auch keine Zahlen vor, die angesehen werden könnten."
    )


def test_an_outdated_overfull_place_needs_no_attention_now():
    given_figures = opened(belegt=series(LENGEDE, [72]), plaetze=series(LENGEDE, [70]))
    assert len(attention(real(), given_figures, Period(QUARTERS[0])).data) == 1
    assert attention(real(), given_figures, Q3).data.empty
