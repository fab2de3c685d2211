"""Gaps: fields and places in which nobody works, and where only somebody for the whole district does."""

from datetime import UTC, datetime

from dashboard.network.gaps import Cover, gaps
from dashboard.network.kinds import Kind
from dashboard.network.queries import OrganisationEntry

DISTRICT, UNION = "99001", "990015401"
PLACES = {"99001001": DISTRICT, "99001007": UNION, "99001008": UNION}


def organisation(field: str = "", area: str | None = None) -> OrganisationEntry:
    return OrganisationEntry(1, "A", Kind.CLUB, field, area, (), 1, datetime(2026, 1, 1, tzinfo=UTC), "E", None, None)


def test_without_organisations_every_place_is_a_gap() -> None:
    found = gaps([], ["labour"], PLACES, DISTRICT)
    assert found.without("labour") == tuple(PLACES)
    assert found.only_wide("labour") == ()


def test_an_organisation_covers_its_field_in_its_place_and_nothing_else() -> None:
    found = gaps([organisation("labour", "99001001")], ["labour", "civic"], PLACES, DISTRICT)
    assert found.covers["labour", "99001001"] == Cover(1, 0)
    assert found.without("labour") == ("99001007", "99001008")
    assert found.without("civic") == tuple(PLACES)


def test_one_of_a_samtgemeinde_works_in_its_members_and_one_without_a_field_at_all_of_them() -> None:
    found = gaps([organisation(area=UNION)], ["labour", "civic"], PLACES, DISTRICT)
    assert found.without("labour") == found.without("civic") == ("99001001",)


def test_one_for_the_whole_district_leaves_no_gap_but_is_not_there_itself() -> None:
    for area in (None, DISTRICT):
        found = gaps([organisation("labour", area), organisation("labour", "99001001")], ["labour"], PLACES, DISTRICT)
        assert found.without("labour") == ()
        assert found.only_wide("labour") == ("99001007", "99001008")
        assert found.covers["labour", "99001001"] == Cover(1, 1)
