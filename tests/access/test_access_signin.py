"""Signing in: what opens a session, what has to wait, and who is never shut out."""

import threading

import pytest
from access_people import OFFICE, PASSWORD
from argon2 import PasswordHasher
from sqlalchemy import func, select

from dashboard.access import Place, SignInRefused, TooManyAttempts, commands, passwords, present, signin
from dashboard.access.models import Account, LoginAttempt
from dashboard.store import Role, Store

AWAY = Place("198.51.100.7")
WRONG = "Fünf Pferde im Schnee"


def fail(store, limits, name, place, times=1):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            signin.sign_in(store, name, WRONG, place, limits)


def test_name_and_password_open_a_session_with_the_account_s_rights(store: Store, account, limits):
    erika = account("erika", Role.EDITOR)
    opened = signin.sign_in(store, " ERIKA ", PASSWORD, OFFICE, limits)
    visit = present(store, opened.session_id)
    assert visit is not None
    assert (visit.account, visit.name, visit.role) == (erika, "erika", Role.EDITOR)
    assert opened.token not in opened.session_id


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_get_the_same_answer(store, account, limits, admin):
    account("erika")
    disabled = account("otto")
    account("neu", password=None)
    with store.unit_of_work(admin) as work:
        commands.disable(work, disabled)
    answers = set()
    for name, password in [("erika", WRONG), ("niemand", PASSWORD), ("otto", PASSWORD), ("neu", PASSWORD)]:
        with pytest.raises(SignInRefused) as refused:
            signin.sign_in(store, name, password, OFFICE, limits)
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_after_five_failures_that_name_waits_at_that_place_even_with_the_right_password(store, account, limits, moment):
    account("erika")
    fail(store, limits, "erika", AWAY, 5)
    with pytest.raises(TooManyAttempts, match="5 Sekunden") as refused:
        signin.sign_in(store, "erika", PASSWORD, AWAY, limits)
    assert refused.value.seconds == 5
    moment.go_on(seconds=5)
    signin.sign_in(store, "erika", PASSWORD, AWAY, limits)
    fail(store, limits, "erika", AWAY, 5)


def test_an_unknown_name_waits_like_a_known_one(store, limits, moment):
    fail(store, limits, "niemand", AWAY, 5)
    with pytest.raises(TooManyAttempts):
        signin.sign_in(store, "niemand", PASSWORD, AWAY, limits)


def test_attempts_during_a_wait_are_not_counted(store, account, limits, moment):
    account("erika")
    fail(store, limits, "erika", AWAY, 5)
    for _ in range(20):
        with pytest.raises(TooManyAttempts):
            signin.sign_in(store, "erika", WRONG, AWAY, limits)
    moment.go_on(seconds=5)
    signin.sign_in(store, "erika", PASSWORD, AWAY, limits)


def test_one_colleague_s_failures_do_not_slow_the_office(store, account, limits, moment):
    account("erika")
    account("otto")
    fail(store, limits, "otto", OFFICE, 5)
    with pytest.raises(TooManyAttempts):
        signin.sign_in(store, "otto", PASSWORD, OFFICE, limits)
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)


def test_somebody_elsewhere_cannot_shut_a_person_out(store, account, limits, moment):
    account("erika")
    for number in range(40):
        moment.go_on(seconds=31)
        fail(store, limits, "erika", Place(f"203.0.113.{number}"))
    with pytest.raises(TooManyAttempts):
        signin.sign_in(store, "erika", PASSWORD, Place("203.0.113.99"), limits)
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)


def test_an_intruder_in_the_office_cannot_shut_out_a_browser_in_which_the_name_has_signed_in(
    store, account, limits, moment
):
    account("erika")
    own = Place(OFFICE.address, device="abc")
    signin.sign_in(store, "erika", PASSWORD, own, limits)
    moment.go_on(seconds=1)
    fail(store, limits, "erika", OFFICE, 5)
    with pytest.raises(TooManyAttempts):
        signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    signin.sign_in(store, "erika", PASSWORD, own, limits)


def test_a_stolen_browser_mark_has_waits_of_its_own(store, account, limits, moment):
    account("erika")
    stolen = Place(AWAY.address, device="abc")
    fail(store, limits, "erika", stolen, 5)
    with pytest.raises(TooManyAttempts):
        signin.sign_in(store, "erika", PASSWORD, stolen, limits)


def test_trying_forty_names_at_an_address_slows_new_names_there_and_nobody_who_is_at_home(
    store, account, limits, moment
):
    account("erika")
    account("otto")
    signin.sign_in(store, "erika", PASSWORD, AWAY, limits)
    for number in range(40):
        moment.go_on(seconds=1)
        fail(store, limits, f"name{number}", AWAY)
    with pytest.raises(TooManyAttempts, match="60 Sekunden"):
        signin.sign_in(store, "otto", PASSWORD, AWAY, limits)
    signin.sign_in(store, "erika", PASSWORD, AWAY, limits)
    signin.sign_in(store, "otto", PASSWORD, OFFICE, limits)
    moment.go_on(seconds=60)
    signin.sign_in(store, "otto", PASSWORD, AWAY, limits)


def test_forty_five_people_who_mistype_at_one_address_all_get_in(store, account, limits, moment):
    people = [f"person{number}" for number in range(45)]
    for person in people:
        account(person)
    for person in people:
        moment.go_on(seconds=2)
        fail(store, limits, person, OFFICE)
    for person in people:
        signin.sign_in(store, person, PASSWORD, OFFICE, limits)


def test_attempts_at_the_same_moment_count_as_many(store, account, limits):
    account("erika")
    outcomes = []

    def guess():
        try:
            signin.sign_in(store, "erika", WRONG, AWAY, limits)
        except (SignInRefused, TooManyAttempts) as refused:
            outcomes.append(type(refused))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 12
    assert outcomes.count(SignInRefused) == 5


def test_a_hash_with_old_parameters_is_renewed_at_sign_in(store, account, limits):
    erika = account("erika")
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with store.quiet() as session:
        session.get_one(Account, erika).password_hash = old
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    with store.reading() as session:
        kept = session.get_one(Account, erika).password_hash
    assert kept != old
    assert not passwords.is_outdated(kept)
    assert passwords.fits(PASSWORD, kept)


def test_attempts_older_than_ninety_days_are_forgotten_at_the_next_sign_in(store, account, limits, moment):
    account("erika")
    fail(store, limits, "erika", AWAY, 3)
    moment.go_on(days=91)
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(LoginAttempt)) == 1


def test_odd_names_are_refused_like_any_other(store, limits):
    for name in ("", " ", "x" * 5000, "a\x00b", "a\x01b", "\udcff", "Ǆ" * 100, "'; DROP TABLE account; --"):
        fail(store, limits, name, AWAY)
