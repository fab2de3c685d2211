"""Password rules say what is wrong; hashes are argon2id and never tell which names exist."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.access import passwords
from dashboard.access.passwords import PasswordUnusable, check, fits, hash_of, is_outdated


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elf Zeichen", "mindestens 12 Zeichen"),
        ("", "mindestens 12 Zeichen"),
        ("x" * 201, "höchstens 200"),
        ("abababababab", "zu wenigen verschiedenen"),
        ("erika.muster", "eigenen Namen"),
        ("Erika.Muster2026", "eigenen Namen"),
        ("Erika MusterErika Muster", "eigenen Namen"),
    ],
)
def test_a_password_that_is_too_easy_is_refused_with_the_rule(password, reason):
    with pytest.raises(PasswordUnusable, match=reason):
        check(password, "erika.muster", "Erika Muster")


@pytest.mark.parametrize("password", ["zwölf Zeiche", "vier pferde im regen", "erika.muster im regen", "1234567890ab"])
def test_length_is_enough_no_kinds_of_characters_are_asked_for(password):
    check(password, "erika.muster", "Erika Muster")


def test_hashes_are_argon2id_with_at_least_the_recommended_cost():
    strong = PasswordHasher()
    assert (strong.type, strong.memory_cost >= 65536, strong.time_cost >= 3) == (Type.ID, True, True)
    assert extract_parameters(hash_of("Vier Pferde im Regen")).type is Type.ID


def test_a_hash_made_with_other_parameters_is_outdated():
    kept = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash("Vier Pferde im Regen")
    assert fits("Vier Pferde im Regen", kept)
    assert is_outdated(kept)
    assert not is_outdated(hash_of("Vier Pferde im Regen"))


def test_umlauts_fit_however_the_keyboard_composes_them():
    assert fits("Bu\u0308rgerbu\u0308ro Nord", hash_of("Bürgerbüro Nord"))


def test_without_a_kept_hash_the_same_work_is_done_and_the_answer_is_no(monkeypatch):
    asked = []
    real = passwords.hasher.verify

    class Watched(PasswordHasher):
        def verify(self, kept, password):
            asked.append(kept)
            return real(kept, password)

    watched = Watched(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", watched)
    passwords._nobodys.cache_clear()
    assert not fits("Vier Pferde im Regen", None)
    assert len(asked) == 1
    assert extract_parameters(asked[0]) == extract_parameters(watched.hash("x"))


@settings(max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60))
def test_only_the_same_text_fits(one, other):
    assert fits(one, hash_of(one))
    if passwords._normal(one) != passwords._normal(other):
        assert not fits(other, hash_of(one))
