"""Superseding, taking back and releasing on both databases."""

from datetime import date

import pandas as pd
import pytest

from dashboard.observations.commands import (
    breakdown_ids,
    recompute_current,
    release_values,
    supersede,
    withdraw_values,
)
from dashboard.observations.models import IN_FORCE, TAKEN_BACK, Release, Upload
from dashboard.observations.queries import values
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Store, now

ADMIN = Actor.local()


def upload(store: Store, rows: list[tuple[str, str, str, float | None]]) -> int:
    """Take over (indicator, area, period, value) rows as one upload; returns its id."""
    frame = pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])
    frame["period_end"] = [Period.of(code).last for code in frame["period"]]
    frame["sign"] = ["" if value is not None else "." for _, _, _, value in rows]
    frame["breakdown"] = 0
    frame["value"] = frame["value"].astype(float)
    with store.unit_of_work(ADMIN) as work:
        entry = Upload(
            file_name="a.csv", sha256="0" * 64, size=1, layout="wide", profile=None, supplier="", period=None,
            who="", account=None, at=now(), state=IN_FORCE,
        )  # fmt: skip
        work.add(entry)
        assert supersede(work, entry, frame) == len(frame)
        work.record("figures", "upload.taken_over", f"upload:{entry.id}")
        return entry.id


def set_state(store: Store, number: int, state: str) -> None:
    with store.unit_of_work(ADMIN) as work:
        work.session.get_one(Upload, number).state = state
        work.session.flush()
        recompute_current(work.session, number)
        work.record("figures", "upload.state", f"upload:{number}")


def release(store: Store, code: str) -> int:
    with store.unit_of_work(ADMIN) as work:
        entry = work.add(Release(period=code, who="", account=None, at=now(), note=""))
        count = release_values(work.session, entry.id, Period.of(code))
        work.record("figures", "period.released", code)
        return count


def seen(store: Store, circle: Circle, indicator: str = "belegt") -> dict[tuple[str, str], float]:
    with store.reading() as session:
        frame = values(session, circle, indicators=[indicator])
    return {(a, p): v for a, p, v in zip(frame["area"], frame["period"], frame["value"], strict=True)}


A, B, Q2, Q3 = "03157006", "03157007", "2026-Q2", "2026-Q3"


def test_the_newest_upload_holds_and_values_it_does_not_mention_stay(store: Store) -> None:
    upload(store, [("belegt", A, Q3, 10), ("belegt", B, Q3, 20)])
    upload(store, [("belegt", A, Q3, 11)])
    assert seen(store, Circle.INTERNAL) == {(A, Q3): 11.0, (B, Q3): 20.0}


def test_taking_back_lets_the_newest_remaining_upload_hold_whatever_the_order(store: Store) -> None:
    first = upload(store, [("belegt", A, Q3, 10)])
    second = upload(store, [("belegt", A, Q3, 11)])
    third = upload(store, [("belegt", A, Q3, 12)])
    set_state(store, second, TAKEN_BACK)
    assert seen(store, Circle.INTERNAL) == {(A, Q3): 12.0}
    set_state(store, third, TAKEN_BACK)
    assert seen(store, Circle.INTERNAL) == {(A, Q3): 10.0}
    set_state(store, second, IN_FORCE)
    assert seen(store, Circle.INTERNAL) == {(A, Q3): 11.0}
    set_state(store, first, TAKEN_BACK)
    assert seen(store, Circle.INTERNAL) == {(A, Q3): 11.0}
    set_state(store, second, TAKEN_BACK)
    assert seen(store, Circle.INTERNAL) == {}


def test_other_circles_see_nothing_before_a_release_and_the_released_value_after_a_correction(store: Store) -> None:
    upload(store, [("belegt", A, Q3, 10)])
    assert seen(store, Circle.PUBLIC) == {}
    assert release(store, Q3) == 1
    upload(store, [("belegt", A, Q3, 99)])
    assert seen(store, Circle.PUBLIC) == {(A, Q3): 10.0}
    assert seen(store, Circle.INTERNAL) == {(A, Q3): 99.0}
    assert release(store, Q3) == 1
    assert seen(store, Circle.COORDINATION) == {(A, Q3): 99.0}


def test_a_second_release_without_changes_freezes_nothing_new(store: Store) -> None:
    upload(store, [("belegt", A, Q3, 10)])
    assert release(store, Q3) == 1
    assert release(store, Q3) == 0
    assert seen(store, Circle.PUBLIC) == {(A, Q3): 10.0}


def test_a_release_takes_away_what_has_been_taken_back_since(store: Store) -> None:
    wrong = upload(store, [("belegt", A, Q3, 10), ("belegt", B, Q3, 20)])
    release(store, Q3)
    set_state(store, wrong, TAKEN_BACK)
    upload(store, [("belegt", A, Q3, 12)])
    assert seen(store, Circle.PUBLIC) == {(A, Q3): 10.0, (B, Q3): 20.0}
    release(store, Q3)
    assert seen(store, Circle.PUBLIC) == {(A, Q3): 12.0}


def test_a_quarters_release_takes_along_years_and_months_that_ended_but_no_other_quarter(store: Store) -> None:
    upload(store, [("belegt", A, Q2, 9), ("belegt", A, Q3, 10)])
    upload(store, [("einwohner", A, "2025", 1000), ("einwohner", A, "2026", 1001), ("einwohner", A, "2026-09", 5)])
    release(store, Q3)
    assert seen(store, Circle.PUBLIC) == {(A, Q3): 10.0}
    assert seen(store, Circle.PUBLIC, "einwohner") == {(A, "2025"): 1000.0, (A, "2026-09"): 5.0}


def test_withdrawing_hides_all_that_the_release_took_along_and_nothing_else(store: Store) -> None:
    upload(store, [("belegt", A, Q2, 9), ("belegt", A, Q3, 10), ("einwohner", A, "2025", 1000)])
    release(store, Q2)
    release(store, Q3)
    with store.unit_of_work(ADMIN) as work:
        withdraw_values(work.session, [2], Period.of("2026-Q3"))
        work.record("figures", "period.withdrawn", Q3)
    assert seen(store, Circle.PUBLIC) == {(A, Q2): 9.0}
    assert seen(store, Circle.PUBLIC, "einwohner") == {(A, "2025"): 1000.0}


def test_a_sign_without_a_number_is_kept_as_no_value(store: Store) -> None:
    upload(store, [("belegt", A, Q3, None)])
    assert pd.isna(seen(store, Circle.INTERNAL)[(A, Q3)])


def test_many_rows_are_written_whole_and_superseded_whole(store: Store) -> None:
    rows = [("belegt", f"{number:08d}", Q3, float(number)) for number in range(1203)]
    upload(store, rows)
    upload(store, [(i, a, p, v + 1) for i, a, p, v in rows if v is not None])
    assert seen(store, Circle.INTERNAL) == {(a, Q3): v + 1 for _, a, _, v in rows if v is not None}


def test_breakdowns_are_made_once_and_keep_their_members(store: Store) -> None:
    with store.unit_of_work(ADMIN) as work:
        first = breakdown_ids(work, {"art=GU": {"art": "GU"}, "": {}})
        work.record("figures", "test", "x")
    with store.unit_of_work(ADMIN) as work:
        second = breakdown_ids(work, {"art=GU": {"art": "GU"}, "art=NU": {"art": "NU"}})
        work.record("figures", "test", "x")
    assert first[""] == 0
    assert second["art=GU"] == first["art=GU"]
    assert second["art=NU"] not in (0, first["art=GU"])


def test_the_database_itself_refuses_two_current_values_of_one_key(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError

    from dashboard.observations.models import Observation

    number = upload(store, [("belegt", A, Q3, 10)])
    row = Observation(
        indicator="belegt", area=A, period=Q3, period_end=date(2026, 9, 30), breakdown=0, value=1.0, sign="",
        upload=number, current=True,
    )  # fmt: skip
    with pytest.raises(IntegrityError), store.quiet() as session:
        session.add(row)
