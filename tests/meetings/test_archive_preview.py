"""What minutes from before say of themselves is proposed, never guessed into the future."""

from datetime import date

import pytest

from dashboard.meetings.archive_preview import Guess, guess

TODAY = date(2026, 6, 15)
BODIES = ((1, "Koordinierungsstab"), (2, "Koordinierungsstab für Flüchtlinge"), (3, "Runder Tisch"))


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("\n  Nummer   3\nSitzung vom 6. Mai 2019", "x.docx", Guess("Nummer 3", date(2019, 5, 6), None)),
        ("Protokoll\nRunder Tisch, 06.05.2019; nächste: 07.06.2019", "x", Guess("Protokoll", date(2019, 5, 6), 3)),
        ("A\nKoordinierungsstab für Flüchtlinge", "2018-03-01.txt", Guess("A", date(2018, 3, 1), 2)),
        ("A\nKoordinierungsstab", "01.03.2018.txt", Guess("A", date(2018, 3, 1), 1)),
        ("A\nEinladung zum 01.01.2030, gehalten am 5. März 2020", "", Guess("A", date(2020, 3, 5), None)),
        ("Am 31.02.2019 war nichts", "", Guess("Am 31.02.2019 war nichts", None, None)),
        ("A\nKOORDINIERUNGSSTAB FUER FLUECHTLINGE", "", Guess("A", None, 2)),
        ("", "", Guess("", None, None)),
    ],
)  # fmt: skip
def test_title_day_and_body_are_found_where_they_stand(text: str, name: str, found: Guess) -> None:
    assert guess(text, name, BODIES, TODAY) == found


def test_a_day_far_down_the_text_is_not_the_day_of_the_meeting() -> None:
    assert guess(f"Titel\n{'x ' * 3000} 06.05.2019", "", (), TODAY).held_on is None
