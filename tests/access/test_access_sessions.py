"""Sessions expire and are ended; an expired one goes on in the same browser, an ended one never."""

import pytest
from access_people import OFFICE, PASSWORD
from sqlalchemy import event, func, select

from dashboard.access import Limits, State, by_token, commands, endings, present, queries, sessions, sign_out, signin
from dashboard.access.models import AccountSession
from dashboard.access.sessions import End
from dashboard.errors import NotFound
from dashboard.store import Circle, Role, Store


@pytest.fixture
def erika(store, account, moment):
    return account("erika", Role.EDITOR, Circle.COORDINATION)


@pytest.fixture
def enter(store, limits):
    def sign_in(name="erika", old_token=""):
        return signin.sign_in(store, name, PASSWORD, OFFICE, limits, old_token=old_token)

    return sign_in


def state_of(store: Store, session_id: str) -> State:
    with store.reading() as session:
        return queries.state(session, session_id)


def test_a_visit_is_found_by_id_and_by_token_and_by_nothing_else(store, erika, enter):
    opened = enter()
    assert present(store, opened.session_id) == by_token(store, opened.token)
    assert present(store, opened.token) is None
    assert by_token(store, opened.session_id) is None
    assert by_token(store, "") is None


def test_neither_token_nor_password_stands_in_the_store(store, erika, enter):
    opened = enter()
    with store.reading() as session:
        row = session.scalars(select(AccountSession)).one()
        assert opened.token not in (row.id, row.token_hash)
        assert row.token_hash == sessions.hash_of(opened.token)


def test_a_page_run_asks_one_query_and_gets_the_data_versions_with_it(store, erika, enter):
    opened = enter()
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    visit = present(store, opened.session_id)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1
    assert visit.versions == store.versions()
    assert set(visit.versions) == {"figures", "alliances", "meetings", "network", "settings", "council", "planning"}


def test_a_session_ends_by_idleness_and_not_before(store, erika, enter, moment):
    opened = enter()
    moment.go_on(minutes=59, seconds=59)
    assert present(store, opened.session_id) is not None
    sessions.wait_until_noted()
    moment.go_on(minutes=59, seconds=59)
    assert present(store, opened.session_id) is not None
    sessions.touch(store, opened.session_id)
    moment.go_on(minutes=60)
    assert present(store, opened.session_id) is None
    assert by_token(store, opened.token) is None
    assert state_of(store, opened.session_id) is State.EXPIRED


def test_a_session_ends_after_twelve_hours_however_busy(store, erika, enter, moment):
    opened = enter()
    for _ in range(23):
        moment.go_on(minutes=30)
        sessions.touch(store, opened.session_id)
    assert present(store, opened.session_id) is not None
    moment.go_on(minutes=30)
    sessions.touch(store, opened.session_id)
    assert present(store, opened.session_id) is None


def test_a_visit_is_noted_at_most_once_a_minute(store, erika, enter, moment):
    opened = enter()
    written = []
    event.listen(
        store.engine,
        "before_cursor_execute",
        lambda *call: written.append(call[2]) if call[2].startswith("UPDATE") else None,
    )
    present(store, opened.session_id)
    moment.go_on(seconds=61)
    for _ in range(20):
        present(store, opened.session_id)
    sessions.wait_until_noted()
    assert len(written) == 1
    assert present(store, opened.session_id).last_seen_at == moment()


def test_signing_in_again_in_the_same_browser_goes_on_with_the_expired_session(store, erika, enter, moment):
    opened = enter()
    moment.go_on(hours=30)
    assert present(store, opened.session_id) is None
    again = enter(old_token=opened.token)
    assert again.session_id == opened.session_id
    assert again.token != opened.token
    assert by_token(store, opened.token) is None
    assert present(store, opened.session_id) is not None
    moment.go_on(minutes=59)
    assert present(store, opened.session_id) is not None


def test_a_session_expired_for_over_a_week_does_not_go_on(store, erika, enter, moment):
    opened = enter()
    moment.go_on(days=7, seconds=1)
    assert enter(old_token=opened.token).session_id != opened.session_id


def test_an_ended_session_never_goes_on(store, erika, enter, admin):
    opened = enter()
    sign_out(store, opened.session_id)
    assert present(store, opened.session_id) is None
    assert state_of(store, opened.session_id) is State.ENDED
    assert enter(old_token=opened.token).session_id != opened.session_id


def test_another_person_in_the_same_browser_gets_another_session_and_ends_the_first(store, erika, enter, account):
    account("otto")
    first = enter()
    second = enter("otto", old_token=first.token)
    assert second.session_id != first.session_id
    assert present(store, first.session_id) is None
    assert present(store, second.session_id).name == "otto"


def test_signing_in_elsewhere_leaves_the_other_browser_alone(store, erika, enter):
    first, second = enter(), enter()
    assert first.session_id != second.session_id
    sign_out(store, second.session_id)
    assert present(store, first.session_id) is not None


def test_role_circle_and_lock_are_in_force_at_the_next_page_run(store, erika, enter, admin):
    opened = enter()
    with store.unit_of_work(admin) as work:
        commands.change(work, erika, 1, "Erika Beispiel", commands.Rights(Role.VIEWER, Circle.PUBLIC))
    visit = present(store, opened.session_id)
    assert (visit.display_name, visit.role, visit.circle) == ("Erika Beispiel", Role.VIEWER, Circle.PUBLIC)
    with store.unit_of_work(admin) as work:
        commands.disable(work, erika)
    assert present(store, opened.session_id) is None
    assert state_of(store, opened.session_id) is State.ENDED


def test_unlocking_does_not_bring_old_sessions_back(store, erika, enter, admin):
    opened = enter()
    with store.unit_of_work(admin) as work:
        commands.disable(work, erika)
    with store.unit_of_work(admin) as work:
        commands.enable(work, erika)
    assert present(store, opened.session_id) is None


def test_a_visit_acts_in_its_circle_or_a_narrower_one_never_in_a_wider(store, erika, enter):
    visit = present(store, enter().session_id)
    assert visit.actor().circle is Circle.COORDINATION
    assert visit.actor(Circle.PUBLIC).circle is Circle.PUBLIC
    assert visit.actor(Circle.INTERNAL).circle is Circle.COORDINATION
    assert (visit.actor().account, visit.actor().name) == (erika, "Erika Muster")


def test_the_named_group_sees_protected_houses_only_while_internal(store, account, enter, moment):
    account("petra", sees_protected=True)
    visit = present(store, enter("petra").session_id)
    assert visit.actor().sees_protected
    assert not visit.actor(Circle.COORDINATION).sees_protected


def test_what_remembers_a_session_is_told_of_an_ending_after_its_commit_only(store, erika, enter):
    opened = enter()
    before = endings.count()
    with store.quiet() as session:
        sessions.end_in(session, End.ADMIN, session_id=opened.session_id)
        assert endings.count() == before
    assert endings.count() == before + 1
    with pytest.raises(NotFound), store.quiet() as session:
        sessions.end_in(session, End.ADMIN, account=erika)
        raise NotFound("anders überlegt")
    assert endings.count() == before + 1


def test_old_sessions_are_deleted_at_a_later_sign_in(store, erika, enter, moment):
    enter()
    moment.go_on(days=31)
    enter()
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(AccountSession)) == 1


def test_the_limits_are_those_of_the_sign_in(store, erika, moment):
    opened = signin.sign_in(store, "erika", PASSWORD, OFFICE, Limits(idle_minutes=5, hours=1))
    moment.go_on(minutes=5)
    assert present(store, opened.session_id) is None


def test_a_demo_sign_in_opens_a_session_of_an_enabled_account_only(store, erika, limits, admin):
    opened = signin.sign_in_demo(store, erika, limits)
    assert present(store, opened.session_id).name == "erika"
    with pytest.raises(NotFound):
        signin.sign_in_demo(store, erika + 1, limits)
    with store.unit_of_work(admin) as work:
        commands.disable(work, erika)
    with pytest.raises(NotFound):
        signin.sign_in_demo(store, erika, limits)
