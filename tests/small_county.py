"""A district of two Gemeinden, for tests that need places and nothing else."""

from dashboard.geography.models import Place
from dashboard.geography.queries import DISTRICT_SETTING
from dashboard.store import Actor, Store, set_setting

PLACES = (
    ("99001", "district", "Landkreis Musterland", None),
    ("99001001", "municipality", "Aue", "99001"),
    ("99001002", "municipality", "Bach", "99001"),
)


def settle(store: Store) -> None:
    """Register the Landkreis Musterland with Aue and Bach."""
    with store.unit_of_work(Actor.local()) as work:
        for area, level, name, parent in PLACES:
            place = Place(
                area=area, level=level, name=name, short_name=name, kind="", parent=parent, sort_key=area,
                origin="given",
            )  # fmt: skip
            work.add(place)
        set_setting(work, DISTRICT_SETTING, "99001")
