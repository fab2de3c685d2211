"""Accounts: made and changed by admins of a wide enough circle, with links, audit and always one admin left."""

import json
import threading

import pytest
from access_people import OFFICE, PASSWORD
from sqlalchemy import select

from dashboard.access import (
    NameUnusable,
    Rights,
    SignInRefused,
    commands,
    present,
    queries,
    signin,
)
from dashboard.access.models import Account, LoginAttempt
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

NEW = "Sechs Pferde im Nebel"
VIEWER = Rights(Role.VIEWER, Circle.PUBLIC)
ADMIN = Rights(Role.ADMIN, Circle.INTERNAL)


def token_of(link):
    return link.path.removeprefix("/einladung/")


def audit(store):
    with store.reading() as session:
        return [(row.who, row.action, row.object, row.before, row.after) for row in session.scalars(select(Audit))]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_only_admins_manage_accounts(store, account, role):
    erika = account("erika", Role.ADMIN)
    somebody = Actor("Otto Muster", role, Circle.INTERNAL, sees_protected=True)
    attempts = [
        lambda work: commands.create(work, "neu", "Neue Person", VIEWER),
        lambda work: commands.reset(work, erika),
        lambda work: commands.change(work, erika, 1, "Erika", VIEWER),
        lambda work: commands.disable(work, erika),
        lambda work: commands.enable(work, erika),
        lambda work: commands.remove(work, erika),
        lambda work: commands.end_sessions(work, erika),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed), store.unit_of_work(somebody) as work:
            attempt(work)


def test_an_admin_manages_nobody_whose_circle_is_wider_and_grants_no_wider_one(store, account):
    account("wilma", Role.ADMIN)
    inside, outside = account("erika", circle=Circle.INTERNAL), account("otto", circle=Circle.PUBLIC)
    narrow = Actor("Nora Muster", Role.ADMIN, Circle.COORDINATION)
    for attempt in (
        lambda work: commands.reset(work, inside),
        lambda work: commands.disable(work, inside),
        lambda work: commands.remove(work, inside),
        lambda work: commands.end_sessions(work, inside),
        lambda work: commands.change(work, inside, 1, "Erika", VIEWER),
        lambda work: commands.change(work, outside, 1, "Otto", ADMIN),
        lambda work: commands.create(work, "neu", "Neue Person", ADMIN),
    ):
        with pytest.raises(NotAllowed, match="Kreis"), store.unit_of_work(narrow) as work:
            attempt(work)
    with store.unit_of_work(narrow) as work:
        commands.disable(work, outside)


def test_only_the_internal_circle_can_be_in_the_group_for_protected_houses(store, admin):
    with pytest.raises(NotAllowed, match="Geschützte"), store.unit_of_work(admin) as work:
        commands.create(work, "erika", "Erika Muster", Rights(Role.ADMIN, Circle.COORDINATION, sees_protected=True))


def test_the_last_admin_can_be_neither_locked_nor_demoted_nor_removed(store, admin, account):
    erika = account("erika", Role.ADMIN)
    account("neu", Role.ADMIN, password=None)
    for attempt in (
        lambda work: commands.disable(work, erika),
        lambda work: commands.remove(work, erika),
        lambda work: commands.change(work, erika, 1, "Erika Muster", Rights(Role.EDITOR, Circle.INTERNAL)),
    ):
        with pytest.raises(NotAllowed, match="letzte Konto"), store.unit_of_work(admin) as work:
            attempt(work)
    account("otto", Role.ADMIN)
    with store.unit_of_work(admin) as work:
        commands.disable(work, erika)


def test_an_admin_without_a_password_is_the_last_one_too_while_there_is_no_other(store, admin, account):
    erika = account("erika", Role.ADMIN, password=None)
    with pytest.raises(NotAllowed, match="letzte Konto"), store.unit_of_work(admin) as work:
        commands.disable(work, erika)


def test_two_admins_cannot_lock_each_other_at_the_same_moment(store, admin, account):
    both = [account("erika", Role.ADMIN), account("otto", Role.ADMIN)]
    refused = []

    def lock(one):
        try:
            with store.unit_of_work(admin) as work:
                commands.disable(work, one)
        except Exception as error:
            refused.append(type(error))

    threads = [threading.Thread(target=lock, args=[one]) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        enabled = session.scalars(select(Account.id).where(Account.disabled_at.is_(None))).all()
    assert len(enabled) == 1
    assert len(refused) == 1


def test_an_account_somebody_else_changed_meanwhile_raises_a_conflict_with_both_versions(store, admin, account):
    erika = account("erika")
    with store.unit_of_work(admin) as work:
        commands.change(work, erika, 1, "Erika Beispiel", VIEWER)
    with pytest.raises(Conflict) as caught, store.unit_of_work(admin) as work:
        commands.change(work, erika, 1, "Erika Anders", Rights(Role.EDITOR, Circle.INTERNAL, True))
    assert str(caught.value) == (
        "Das Konto „erika“ wurde inzwischen von jemand anderem geändert: „Erika Beispiel“, Recht „Lesen“, "
        "Kreis „Öffentlichkeit“. Ihre Fassung ist nicht gespeichert: „Erika Anders“, Recht „Bearbeiten“, "
        "Kreis „Kreisverwaltung (intern)“, sieht geschützte Einrichtungen. Bitte prüfen Sie, was gelten soll."
    )


@pytest.mark.parametrize("name", ["erika", "ERIKA", " Erika ", "Ｅrika"])
def test_names_are_unique_whatever_their_case(store, admin, account, name):
    account("erika")
    with pytest.raises(NameUnusable, match="schon ein anderes"), store.unit_of_work(admin) as work:
        commands.create(work, name, "Erika Muster", VIEWER)


def test_a_removed_account_leaves_only_its_name_in_the_audit(store, admin, account, limits):
    account("wilma", Role.ADMIN)
    erika = account("erika")
    opened = signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    with store.unit_of_work(admin) as work:
        commands.remove(work, erika)
    assert present(store, opened.session_id) is None
    with pytest.raises(NotFound), store.reading() as session:
        queries.account_named(session, "erika")
    with store.reading() as session:
        assert session.scalars(select(LoginAttempt).where(LoginAttempt.name == "erika")).all() == []
    assert ("Befehlszeile", "account.removed", f"account:{erika}", '{"name": "erika"}', None) in audit(store)


def test_every_change_of_an_account_is_in_the_audit_and_no_secret_is(store, admin, account, limits):
    account("wilma", Role.ADMIN)
    erika = account("erika", Role.EDITOR, sees_protected=True)
    opened = signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    commands.change_own_password(store, present(store, opened.session_id), PASSWORD, NEW, OFFICE)
    with store.unit_of_work(admin) as work:
        commands.change(work, erika, 1, "Erika Beispiel", VIEWER)
        link = commands.reset(work, erika)
        commands.end_sessions(work, erika)
        commands.disable(work, erika)
        commands.enable(work, erika)
    entries = audit(store)
    assert [action for _, action, object_, _, _ in entries if object_ == f"account:{erika}"] == [
        "account.created",
        "account.password-set",
        "account.password-changed",
        "account.changed",
        "account.link-issued",
        "account.sessions-ended",
        "account.disabled",
        "account.enabled",
    ]
    whole = json.dumps(entries)
    with store.reading() as session:
        hashes = session.scalars(select(Account.password_hash)).all()
    for secret in (PASSWORD, NEW, token_of(link), opened.token, *hashes):
        assert secret not in whole
    changed = next(entry for entry in entries if entry[1] == "account.changed")
    assert json.loads(changed[3]) == {
        "display_name": "Erika Muster",
        "role": "editor",
        "circle": "internal",
        "sees_protected": True,
    }


def test_the_administration_sees_accounts_with_their_live_sessions_by_name(store, account, limits, moment):
    account("otto")
    erika = account("erika", Role.EDITOR, Circle.COORDINATION)
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    moment.go_on(hours=2)
    signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    with store.reading() as session:
        first, second = queries.accounts(session)
        assert queries.account(session, erika) == first
        assert queries.account_named(session, "ERIKA") == first
    assert (first.name, first.role, first.circle, first.live_sessions) == ("erika", Role.EDITOR, Circle.COORDINATION, 1)
    assert first.last_seen_at == moment()
    assert (second.name, second.has_password, second.live_sessions, second.last_seen_at) == ("otto", True, 0, None)


def test_ending_sessions_says_how_many_there_were(store, admin, account, limits):
    erika = account("erika")
    for _ in range(3):
        signin.sign_in(store, "erika", PASSWORD, OFFICE, limits)
    with store.unit_of_work(admin) as work:
        assert commands.end_sessions(work, erika) == 3
        assert commands.end_sessions(work, erika) == 0


def test_recent_failures_are_counted_by_name(store, account, limits, moment):
    account("erika")
    for name in ("erika", "erika", "niemand"):
        with pytest.raises(SignInRefused):
            signin.sign_in(store, name, NEW, OFFICE, limits)
    with store.reading() as session:
        assert queries.recent_failures(session) == (("erika", 2), ("niemand", 1))
