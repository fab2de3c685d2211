"""Resolutions: what a body may resolve, numbers that stay, proposals followed to their Beschluss, marks in charts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from minutes_room import BEGIN, ERIKA, PARTNER, PRESS, body, do, item, look, meeting

from dashboard.alliances import commands as alliances
from dashboard.alliances import goals as goal_writes
from dashboard.alliances import measures as measure_writes
from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm
from dashboard.alliances.kinds import GoalKind
from dashboard.catalogue import Catalogue
from dashboard.errors import Conflict, NotFound
from dashboard.meetings.answers import AnswerInvalid
from dashboard.meetings.kinds import BodyKind, LinkKind, ResolutionKind, ResolutionState
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_queries import Wanted, marks, resolution, resolutions
from dashboard.meetings.resolutions import (
    ResolutionInvalid,
    add_resolution,
    archive_resolution,
    change_resolution,
    restore_resolution,
)
from dashboard.periods import Period
from dashboard.store import Circle, Store, search
from dashboard.store.kept import EditConflict, ReasonMissing, TextInvalid

K, S = ResolutionKind, ResolutionState
PUBLIC = Circle.PUBLIC


def under(office: Store, kind: BodyKind = BodyKind.STAFF, begin: datetime = BEGIN, **more: Any) -> tuple[int, int]:
    """A body of its own and an item of its meeting."""
    key = body(office, kind.label, kind)
    return key, item(office, meeting(office, key, begin), **more)


def add(office: Store, catalogue: Catalogue, wish: ResolutionForm) -> int:
    return int(do(office, add_resolution, catalogue, wish))


def one(office: Store, catalogue: Catalogue, key: int, actor: Any = ERIKA) -> Any:
    return look(office, resolution, actor, catalogue, key)


def test_numbers_count_per_body_and_year_and_are_never_given_again(office: Store, catalogue: Catalogue) -> None:
    staff, first = under(office)
    new_year = item(office, meeting(office, staff, datetime(2026, 12, 31, 23, 30, tzinfo=UTC)))
    other = under(office)[1]
    keys = [add(office, catalogue, ResolutionForm(at, "Wortlaut")) for at in (first, first, new_year, other)]
    assert [one(office, catalogue, key).number for key in keys] == ["2026-01", "2026-02", "2027-01", "2026-01"]
    do(office, archive_resolution, keys[1], "doppelt erfasst")
    assert one(office, catalogue, add(office, catalogue, ResolutionForm(first, "Neu"))).number == "2026-03"


@pytest.mark.parametrize(
    ("kind", "wish", "sentence"),
    [
        (
            BodyKind.STAFF,
            {"kind": K.DECISION},
            "ist kein Organ und fasst keinen Beschluss; möglich sind: Verabredung, ",
        ),
        (BodyKind.DISTRICT_COUNCIL, {"kind": K.AGREEMENT}, "möglich sind: Beschluss und Empfehlung"),
        (BodyKind.STAFF, {"result": "einstimmig"}, "Ein Abstimmungsergebnis hat nur ein Beschluss"),
        (BodyKind.STAFF, {"kind": K.PROPOSAL}, "an welches Organ der Vorschlag geht"),
        (BodyKind.STAFF, {"addressee": 1}, "Nur ein Vorschlag geht an ein Organ"),
        (BodyKind.STAFF, {"answers": 1}, "Nur ein Beschluss entscheidet"),
        (BodyKind.STAFF, {"state": S.DECIDED}, "„beschlossen“ gibt es bei „Verabredung“ nicht"),
    ],
)
def test_what_a_body_cannot_resolve_is_refused_with_what_it_can(
    office: Store, catalogue: Catalogue, kind: BodyKind, wish: dict[str, Any], sentence: str
) -> None:
    at = under(office, kind)[1]
    with pytest.raises(ResolutionInvalid, match=sentence):
        add(office, catalogue, replace(ResolutionForm(at, "Wortlaut"), **wish))


def test_a_resolution_is_never_for_more_people_than_its_item(office: Store, catalogue: Catalogue) -> None:
    at = under(office, circle=Circle.COORDINATION.value)[1]
    with pytest.raises(ResolutionInvalid, match=r"nur für „Koordinierungsstab“; .* nicht für „Öffentlichkeit“"):
        add(office, catalogue, ResolutionForm(at, "Wortlaut", circle=PUBLIC))
    with pytest.raises(TextInvalid, match="Bitte „Wortlaut“ angeben"):
        add(office, catalogue, ResolutionForm(at, " \u00ad "))


def test_a_proposal_stands_where_the_beschluss_that_answers_it_says(office: Store, catalogue: Catalogue) -> None:
    council, sitting = under(office, BodyKind.DISTRICT_COUNCIL)
    at = under(office)[1]
    wish = ResolutionForm(at, "Der Kreistag möge 10 Stellen schaffen.", K.PROPOSAL, addressee=council, circle=PUBLIC)
    proposal = add(office, catalogue, wish)
    assert one(office, catalogue, proposal).form.state is S.PROPOSED
    decided = ResolutionForm(
        sitting, "Es werden 10 Stellen.", K.DECISION, "einstimmig", answers=proposal, circle=PUBLIC
    )
    decision = add(office, catalogue, decided)
    seen = one(office, catalogue, proposal, PRESS)
    assert (seen.form.state, seen.addressee, seen.answered_by.number) == (S.DECIDED, "Kreistag", "2026-01")
    with pytest.raises(Conflict, match="entscheidet schon der Beschluss „2026-01“"):
        add(office, catalogue, replace(decided, wording="Noch einmal"))
    with pytest.raises(ResolutionInvalid, match="entscheidet der Beschluss „2026-01“: Art, Empfänger und Stand folgen"):
        by_hand = replace(wish, state=S.REJECTED, outcome="von Hand")
        do(office, change_resolution, catalogue, proposal, by_hand, seen=2)
    do(office, change_resolution, catalogue, decision, replace(decided, state=S.REJECTED), seen=1)
    assert one(office, catalogue, proposal).form.state is S.REJECTED
    do(office, archive_resolution, decision, "falsche Sitzung")
    assert one(office, catalogue, proposal).form.state is S.PROPOSED
    do(office, restore_resolution, decision)
    assert one(office, catalogue, proposal).form.state is S.REJECTED


def test_only_the_organ_that_was_asked_answers_and_only_proposals_are_answered(
    office: Store, catalogue: Catalogue
) -> None:
    council, _ = under(office, BodyKind.DISTRICT_COUNCIL)
    _, committee = under(office, BodyKind.COMMITTEE)
    at = under(office)[1]
    proposal = add(office, catalogue, ResolutionForm(at, "Bitte", K.PROPOSAL, addressee=council))
    agreement = add(office, catalogue, ResolutionForm(at, "So machen wir es"))
    with pytest.raises(AnswerInvalid, match="geht an „Kreistag“, nicht an „Fachausschuss“"):
        add(office, catalogue, ResolutionForm(committee, "Nein", K.DECISION, answers=proposal))
    with pytest.raises(AnswerInvalid, match="ist kein Vorschlag"):
        add(office, catalogue, ResolutionForm(committee, "Nein", K.DECISION, answers=agreement))
    staff = under(office)[0]
    with pytest.raises(ResolutionInvalid, match="ist kein Organ"):
        add(office, catalogue, ResolutionForm(at, "Bitte", K.PROPOSAL, addressee=staff))
    with pytest.raises(ResolutionInvalid, match="wer wann wie entschieden hat"):
        wish = one(office, catalogue, proposal).form
        do(office, change_resolution, catalogue, proposal, replace(wish, state=S.DECIDED), seen=1)


def test_changing_archiving_and_finding(office: Store, catalogue: Catalogue) -> None:
    at = under(office)[1]
    wish = ResolutionForm(at, "Sprachkurse\u00a0in Nachmittagsbetreuung", circle=PUBLIC)
    key = add(office, catalogue, wish)

    def found() -> list[str]:
        hits = look(office, search.find, Circle.PUBLIC, "mittagsbetreuung").hits
        return [hit.title for hit in hits if hit.object_id == str(key)]

    assert found() == ["2026-01 Sprachkurse in Nachmittagsbetreuung"]
    changed = replace(wish, wording="Sprachkurse in Mittagsbetreuung", state=S.DONE, outcome="12 Kurse")
    assert do(office, change_resolution, catalogue, key, changed, seen=1) == "„2026-01“ ist gespeichert."
    with pytest.raises(EditConflict, match="Dort steht jetzt"):
        do(office, change_resolution, catalogue, key, wish, seen=1)
    with pytest.raises(ReasonMissing):
        do(office, archive_resolution, key, "")
    do(office, archive_resolution, key, "Irrtum")
    assert found() == []
    with pytest.raises(NotFound):
        one(office, catalogue, key, PARTNER)
    do(office, restore_resolution, key)
    assert found() == ["2026-01 Sprachkurse in Mittagsbetreuung"]


def test_each_circle_reads_its_resolutions_and_the_public_no_names(office: Store, catalogue: Catalogue) -> None:
    staff, at = under(office)
    hidden = item(office, meeting(office, staff), circle=Circle.INTERNAL.value)
    for where, circle in ((at, PUBLIC), (at, Circle.COORDINATION), (hidden, Circle.INTERNAL)):
        add(office, catalogue, ResolutionForm(where, circle.value, circle=circle))
    seen = {
        actor.name: {one.form.wording for one in look(office, resolutions, actor, catalogue, Wanted(body=staff))}
        for actor in (ERIKA, PARTNER, PRESS)
    }
    assert seen == {
        "Erika": {"internal", "coordination", "public"}, "Kirche": {"coordination", "public"}, "Presse": {"public"},
    }  # fmt: skip
    (public,) = look(
        office, resolutions, PRESS, catalogue, Wanted(body=staff, year=2026, kind=K.AGREEMENT, state=S.OPEN)
    )
    assert (public.life.changed_by, public.day) == ("", date(2026, 3, 17))
    assert look(office, resolutions, PRESS, catalogue, Wanted(body=staff, year=2025)) == ()


def test_links_must_exist_and_are_named_only_to_who_sees_them(office: Store, catalogue: Catalogue) -> None:
    at = under(office)[1]
    alliance = do(office, alliances.add_alliance, AllianceForm("Patenschaften"))
    goal = do(office, goal_writes.add_goal, catalogue, goal_form(alliance))
    with pytest.raises(NotFound, match="Ziel „9999“ gibt es nicht"):
        add(office, catalogue, ResolutionForm(at, "Wort", links=(Link(LinkKind.GOAL, "9999"),)))
    with pytest.raises(NotFound, match="Kennzahl „unbekannt“ gibt es nicht"):
        add(office, catalogue, ResolutionForm(at, "Wort", links=(Link(LinkKind.INDICATOR, "unbekannt"),)))
    links = (Link(LinkKind.INDICATOR, "patenschaften"), Link(LinkKind.GOAL, str(goal)))
    key = add(office, catalogue, ResolutionForm(at, "Wort", circle=PUBLIC, links=links))
    inside, outside = (one(office, catalogue, key, actor) for actor in (ERIKA, PRESS))
    title = catalogue.indicators["patenschaften"].title
    assert [linked.title for linked in inside.linked] == ["Mehr Patenschaften", title]
    assert [linked.title for linked in outside.linked] == [title]
    assert outside.form.links == (Link(LinkKind.INDICATOR, "patenschaften"),)


def goal_form(alliance: int) -> GoalForm:
    return GoalForm(
        alliance, "Mehr Patenschaften", GoalKind.INDICATOR, indicator="patenschaften", baseline_value=40,
        baseline_period=Period.of("2025-Q1"), target_value=60, due_period=Period.of("2027-Q1"),
    )  # fmt: skip


def test_marks_of_an_indicator_come_by_day_also_through_goals_and_measures(office: Store, catalogue: Catalogue) -> None:
    alliance = do(office, alliances.add_alliance, AllianceForm("Initiativen"))
    wish = replace(goal_form(alliance), text="Mehr Initiativen", indicator="initiativen")
    goal = do(office, goal_writes.add_goal, catalogue, wish)
    measure = do(office, measure_writes.add_measure, MeasureForm(alliance, "Fonds", goals=(goal,)))
    staff, late = under(office)
    early = item(office, meeting(office, staff, datetime(2025, 3, 1, 9, tzinfo=UTC)))
    about = {
        "Ziel": Link(LinkKind.GOAL, str(goal)), "Maßnahme": Link(LinkKind.MEASURE, str(measure)),
        "Kennzahl": Link(LinkKind.INDICATOR, "initiativen"), "Anderes": Link(LinkKind.INDICATOR, "treffpunkte"),
    }  # fmt: skip
    for at, wording, circle in (
        (late, "Ziel", PUBLIC), (early, "Maßnahme", PUBLIC), (late, "Kennzahl", PUBLIC), (late, "Anderes", PUBLIC),
        (late, "Kennzahl", Circle.INTERNAL),
    ):  # fmt: skip
        add(office, catalogue, ResolutionForm(at, wording, circle=circle, links=(about[wording],)))
    seen = [(one.day, one.label) for one in look(office, marks, Circle.COORDINATION, "initiativen")]
    day = date(2026, 3, 17)
    assert seen == [(date(2025, 3, 1), "2025-01 Maßnahme"), (day, "2026-01 Ziel"), (day, "2026-02 Kennzahl")]
    assert len(look(office, marks, Circle.INTERNAL, "initiativen")) == 4
    assert [one.label for one in look(office, marks, Circle.PUBLIC, "initiativen")] == ["2026-02 Kennzahl"]
