"""One-time links and passwords: used once, replaced by newer ones, worthless when they should be."""

import threading

import pytest
from access_people import OFFICE, PASSWORD
from sqlalchemy import select

from dashboard.access import (
    LinkUnusable,
    NameUnusable,
    PasswordUnusable,
    Purpose,
    Rights,
    SignInRefused,
    commands,
    first_admin_link,
    links,
    present,
    queries,
    sessions,
    signin,
    signing_key,
)
from dashboard.access.models import OneTimeLink
from dashboard.errors import Conflict
from dashboard.store import Circle, Role

NEW = "Sechs Pferde im Nebel"
VIEWER = Rights(Role.VIEWER, Circle.PUBLIC)
ADMIN = Rights(Role.ADMIN, Circle.INTERNAL)


def token_of(link):
    return link.path.removeprefix("/einladung/")


def test_a_new_account_comes_with_a_link_that_sets_its_password_once(store, admin, limits, moment):
    with store.unit_of_work(admin) as work:
        link = commands.create(work, "erika", "Erika Muster", Rights(Role.EDITOR, Circle.INTERNAL))
    assert links.offer(store, token_of(link)) == links.Offer(Purpose.INVITE, link.account, "erika", "Erika Muster")
    with pytest.raises(SignInRefused):
        signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    assert links.set_password(store, token_of(link), PASSWORD, OFFICE) == "erika"
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    for again in (
        lambda: links.offer(store, token_of(link)),
        lambda: links.set_password(store, token_of(link), NEW, OFFICE),
    ):
        with pytest.raises(LinkUnusable):
            again()


def test_a_refused_password_leaves_the_link_usable(store, admin, moment):
    with store.unit_of_work(admin) as work:
        link = commands.create(work, "erika", "Erika Muster", VIEWER)
    with pytest.raises(PasswordUnusable):
        links.set_password(store, token_of(link), "zu kurz", OFFICE)
    links.set_password(store, token_of(link), PASSWORD, OFFICE)


def test_a_link_holds_for_seven_days_and_a_newer_one_replaces_it(store, admin, account, moment):
    erika = account("erika")
    with store.unit_of_work(admin) as work:
        first = commands.reset(work, erika)
    moment.go_on(days=7, seconds=-1)
    assert links.offer(store, token_of(first)).purpose is Purpose.RESET
    with store.unit_of_work(admin) as work:
        second = commands.reset(work, erika)
    with pytest.raises(LinkUnusable):
        links.offer(store, token_of(first))
    moment.go_on(days=7)
    with pytest.raises(LinkUnusable):
        links.offer(store, token_of(second))


def test_the_token_of_a_link_is_kept_as_a_hash_only(store, admin):
    with store.unit_of_work(admin) as work:
        link = commands.create(work, "erika", "Erika Muster", VIEWER)
    with store.reading() as session:
        assert token_of(link) not in session.scalars(select(OneTimeLink)).one().token_hash
    with pytest.raises(LinkUnusable):
        links.offer(store, sessions.hash_of(token_of(link)))


def test_two_people_with_one_link_at_the_same_moment_set_one_password(store, admin, limits):
    with store.unit_of_work(admin) as work:
        link = commands.create(work, "erika", "Erika Muster", VIEWER)
    outcomes = []

    def use(password):
        try:
            links.set_password(store, token_of(link), password, OFFICE)
            outcomes.append(password)
        except LinkUnusable:
            outcomes.append(None)

    threads = [threading.Thread(target=use, args=[f"{PASSWORD} {number}"]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [password for password in outcomes if password]
    signin.sign_in(store, "erika", winner, OFFICE, limits)


def test_of_four_first_admin_links_used_at_the_same_moment_one_makes_the_first_admin(store):
    printed = [first_admin_link(store) for _ in range(4)]
    outcomes = []
    start = threading.Barrier(4)

    def use(number):
        start.wait()
        try:
            name = links.set_password(
                store, token_of(printed[number]), PASSWORD, OFFICE, name=f"admin{number}", display_name="Ada Muster"
            )
            outcomes.append(name)
        except LinkUnusable:
            outcomes.append(None)

    threads = [threading.Thread(target=use, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        names = [account.name for account in queries.accounts(session)]
    assert names == [name for name in outcomes if name]
    assert len(names) == 1


def test_the_old_password_holds_until_the_reset_link_is_used_and_then_all_sessions_end(store, admin, account, limits):
    erika = account("erika")
    opened = signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    with store.unit_of_work(admin) as work:
        link = commands.reset(work, erika)
    assert present(store, opened.session_id) is not None
    links.set_password(store, token_of(link), NEW, OFFICE)
    assert present(store, opened.session_id) is None
    with pytest.raises(SignInRefused):
        signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    signin.sign_in(store, "erika", NEW, OFFICE, limits)


def test_a_locked_account_gets_no_link_and_an_old_link_is_worthless(store, admin, account):
    erika = account("erika")
    with store.unit_of_work(admin) as work:
        link = commands.reset(work, erika)
    with store.unit_of_work(admin) as work:
        commands.disable(work, erika)
    with pytest.raises(LinkUnusable):
        links.set_password(store, token_of(link), NEW, OFFICE)
    with pytest.raises(Conflict, match="gesperrt"), store.unit_of_work(admin) as work:
        commands.reset(work, erika)


def test_changing_the_own_password_needs_the_old_one_and_ends_every_session(store, account, limits):
    account("erika")
    first = signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    second = signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    visit = present(store, first.session_id)
    with pytest.raises(SignInRefused):
        commands.change_own_password(store, visit, NEW, NEW, OFFICE)
    with pytest.raises(PasswordUnusable):
        commands.change_own_password(store, visit, PASSWORD, "zu kurz", OFFICE)
    assert present(store, first.session_id) is not None
    commands.change_own_password(store, visit, PASSWORD, NEW, OFFICE)
    assert present(store, first.session_id) is None
    assert present(store, second.session_id) is None
    signin.sign_in(store, "erika", NEW, OFFICE, limits)


def test_the_first_admin_chooses_name_and_password_by_a_link_that_ends_with_it(store, limits, moment):
    link, other = first_admin_link(store), first_admin_link(store)
    assert links.offer(store, token_of(link)).purpose is Purpose.FIRST_ADMIN
    with pytest.raises(NameUnusable):
        links.set_password(store, token_of(link), PASSWORD, OFFICE, name="", display_name="Erika Muster")
    links.set_password(store, token_of(link), PASSWORD, OFFICE, name="erika", display_name="Erika Muster")
    visit = present(store, signin.sign_in(store, "erika", PASSWORD, OFFICE, limits).session_id)
    assert (visit.role, visit.circle) == (Role.ADMIN, Circle.INTERNAL)
    assert first_admin_link(store) is None
    with pytest.raises(LinkUnusable):
        links.offer(store, token_of(other))


def test_a_first_admin_link_is_given_while_no_admin_has_a_password(store, account):
    account("erika", Role.ADMIN, password=None)
    account("otto", Role.EDITOR)
    link = first_admin_link(store)
    with pytest.raises(NameUnusable, match="schon ein anderes"):
        links.set_password(store, token_of(link), PASSWORD, OFFICE, name="erika", display_name="Erika Muster")
    links.set_password(store, token_of(link), PASSWORD, OFFICE, name="wilma", display_name="Wilma Muster")
    assert first_admin_link(store) is None


def test_the_signing_key_is_made_once_even_by_two_processes(store):
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(signing_key(store))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 4
    assert set(keys) == {signing_key(store)}
    assert len(keys[0]) == 32
