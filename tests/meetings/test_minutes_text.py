"""Pasted text becomes ordinary text: nothing that people read is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.meetings.minutes_text import cleaned


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Gemein\u00adschafts\u00adunterkünfte", "Gemeinschaftsunterkünfte"),
        ("§\u00a05 AsylbLG, 1.000\u202f€", "§ 5 AsylbLG, 1.000 €"),
        ("Zeile eins\vZeile zwei\r\nZeile drei\u2028Zeile vier", "Zeile eins\nZeile zwei\nZeile drei\nZeile vier"),
        (
            "\uf0b7\tErstens\n  \uf0a7 Zweitens\n•\tDrittens\n·\tViertens",
            "- Erstens\n  - Zweitens\n- Drittens\n- Viertens",
        ),
        ("Jobcenter \uf0e0 Gemeinde \uf123", "Jobcenter → Gemeinde □"),
        ("2025\x962026 \x84so\x93", "2025–2026 „so“"),
        ("Mu\u0308ller\ufeff", "Müller"),
        ("a\x00b\x08c", "abc"),
        ("<script>alert(1)</script> **fett**", "<script>alert(1)</script> **fett**"),
        ("Vor\u2011Ort\x1eTermin", "Vor-Ort-Termin"),
        ("halb\ud800", "halb?"),
        ("👩\u200d🏫 سلام", "👩\u200d🏫 سلام"),
    ],
)
def test_odd_characters_become_ordinary_ones(pasted: str, kept: str) -> None:
    assert cleaned(pasted) == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Co"])))
def test_no_letter_and_no_digit_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    def read(some: str) -> list[str]:
        return [sign for sign in unicodedata.normalize("NFC", some) if sign.isalnum()]

    once = cleaned(text)
    windows = any("\x80" <= sign <= "\x9f" for sign in text)  # those become letters: „\x8a“ is „Š“
    assert windows or read(once) == read(text)
    assert cleaned(once) == once
