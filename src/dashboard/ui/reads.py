"""The only cache. Every entry is keyed by the subject's data version and the circle it was made for.

A stale entry, or one of another circle, is unreachable, so nothing ever needs clearing. What is cached is ready to be
handed over: a page run neither queries nor draws nor encodes.
"""

from datetime import date

import pandas as pd

from dashboard import catalogue as catalogues
from dashboard.access import AccountView
from dashboard.access import queries as access
from dashboard.accommodation import queries as accommodation
from dashboard.catalogue import Catalogue
from dashboard.geography import queries as geography
from dashboard.intake import brought, calendar, deliveries, expectations
from dashboard.observations import queries as observations
from dashboard.periods import Frequency, Period
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Role, get_setting
from dashboard.store.audit import Entry, entries
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, known, store

FRAMES = 32
"""Entries kept of each frame: versions move on, and circles are three."""

FICTIONAL: Kept[bool] = Kept(FRAMES)
DISTRICTS: Kept[geography.District] = Kept(FRAMES)
PLACES: Kept[pd.DataFrame] = Kept(FRAMES)
FEATURES: Kept[geography.Drawn] = Kept(FRAMES)
HISTORIES: Kept[pd.DataFrame] = Kept(FRAMES)
QUARTERS: Kept[tuple[str, ...]] = Kept(FRAMES)
REPORTING: Kept[dict[str, str]] = Kept(FRAMES)
FACILITIES: Kept[pd.DataFrame] = Kept(FRAMES)
UPLOADS: Kept[pd.DataFrame] = Kept(FRAMES)
DELIVERIES: Kept[deliveries.Quarter] = Kept(FRAMES)
BROUGHT: Kept[tuple[brought.Brought, ...]] = Kept(FRAMES)
PROPOSALS: Kept[tuple[expectations.Expectation, ...]] = Kept(FRAMES)


def catalogue() -> Catalogue:
    """The catalogue in force: the files with the county's own entries; raises CatalogueError where they do not fit."""
    here = known()
    version = here.version("settings") if here is not None else None
    return catalogues.current(store(), get_settings().catalogue_dir, version)


def trap(indicator: str) -> str:
    """What is easily misread about an indicator; shown next to the figure."""
    return catalogue().indicators[indicator].trap


def is_fictional(here: Here) -> bool:
    """Whether the county is the fictional one: every page says so."""
    return FICTIONAL.get((url(), here.version("settings")), _is_fictional)


def district(here: Here) -> geography.District:
    """The own district; raises NotFound before it is set up."""
    return DISTRICTS.get((url(), here.version("settings"), here.version("figures")), _district)


def places(here: Here) -> pd.DataFrame:
    """The district's places in official order. Not to be changed."""
    area = district(here).area
    return PLACES.get((url(), here.version("figures"), area), lambda: _places(area))


def features(here: Here) -> geography.Drawn:
    """Outlines of the district's places below itself, associations as the union of their members."""
    area = district(here).area
    return FEATURES.get((url(), here.version("figures"), area), lambda: _features(area))


def history(here: Here) -> pd.DataFrame:
    """Accommodation per place and quarter, as this circle has it. Not to be changed."""
    area, circle = district(here).area, here.circle
    return HISTORIES.get((url(), here.version("figures"), circle, area), lambda: _history(circle, area))


def has_accommodation(here: Here) -> bool:
    """Whether this circle has any figure of accommodation; there may be others of the monitoring."""
    return not history(here).empty


def quarters(here: Here) -> list[str]:
    """Codes of the quarters this circle has figures of, newest first."""
    key = (url(), here.version("figures"), here.circle, district(here).area)
    return list(QUARTERS.get(key, lambda: _quarters(history(here), here.circle)))


def reporting(here: Here) -> dict[str, str]:
    """The places that have a row in the history (area -> name), in official order, without the district."""
    key = (url(), here.version("figures"), here.circle, district(here).area)
    return REPORTING.get(key, lambda: _reporting(history(here), key[-1]))


def facilities(here: Here) -> pd.DataFrame | None:
    """Single facilities; None outside the internal circle, where they do not exist."""
    if not here.internal:
        return None
    area, sees_protected = district(here).area, here.actor.sees_protected
    key = (url(), here.version("figures"), area, sees_protected)
    return FACILITIES.get(key, lambda: _facilities(area, sees_protected))


def uploads(here: Here) -> pd.DataFrame:
    """All uploads, newest first; for editors of the internal circle."""
    here.actor.require(Role.EDITOR)
    here.actor.require_circle(Circle.INTERNAL)
    return UPLOADS.get((url(), here.version("figures")), _uploads)


def quarter_deliveries(here: Here, period: Period, today: date) -> deliveries.Quarter:
    """What is expected for the quarter and how far it is; for the internal circle."""
    here.actor.require_circle(Circle.INTERNAL)
    key = (url(), here.version("figures"), here.version("settings"), period.code, today)
    return DELIVERIES.get(key, lambda: _deliveries(here, period, today))


def proposed_deliveries(here: Here, period: Period) -> tuple[expectations.Expectation, ...]:
    """What came for the quarter before and is not expected for this one; for the internal circle."""
    here.actor.require_circle(Circle.INTERNAL)
    key = (url(), here.version("figures"), here.version("settings"), period.code)
    return PROPOSALS.get(key, lambda: _proposals(here, period))


def brought_before(here: Here, period: Period) -> tuple[brought.Brought, ...]:
    """What came for the period before; for the internal circle."""
    here.actor.require_circle(Circle.INTERNAL)
    key = (url(), here.version("figures"), catalogue().version, period.code)
    return BROUGHT.get(key, lambda: _brought(period.previous()))


def expected(here: Here) -> tuple[expectations.Expectation, ...]:
    """All that is expected from anybody; for the internal circle."""
    with store().reading() as session:
        return expectations.expectations(session, here.actor)


def calendar_rules(here: Here) -> calendar.Rules:
    """How many days before the sitting each step is."""
    here.actor.require_circle(Circle.INTERNAL)
    with store().reading() as session:
        return calendar.rules(session)


def tables(here: Here) -> dict[str, str]:
    """All tables that can be expected: code -> German title."""
    here.actor.require_circle(Circle.INTERNAL)
    return brought.table_titles(catalogue())


def accounts(here: Here) -> tuple[AccountView, ...]:
    """All accounts, as they are now; for administrators."""
    here.actor.require(Role.ADMIN)
    here.actor.require_circle(Circle.INTERNAL)
    with store().reading() as session:
        return access.accounts(session)


def protocol(here: Here, words: str) -> list[Entry]:
    """The newest entries of the audit that contain ``words``; for administrators."""
    with store().reading() as session:
        return entries(session, here.actor, words=words)


def url() -> str:
    """Address of the store: installations (and tests) do not share entries."""
    return get_settings().store_url


def _is_fictional() -> bool:
    with store().reading() as session:
        return bool(get_setting(session, "demo", False))


def _district() -> geography.District:
    with store().reading() as session:
        return geography.district(session)


def _deliveries(here: Here, period: Period, today: date) -> deliveries.Quarter:
    with store().reading() as session:
        return deliveries.quarter(session, here.actor, catalogue(), period, today)


def _brought(period: Period) -> tuple[brought.Brought, ...]:
    with store().reading() as session:
        return brought.brought(session, catalogue(), [period])


def _proposals(here: Here, period: Period) -> tuple[expectations.Expectation, ...]:
    with store().reading() as session:
        return expectations.proposals(session, here.actor, catalogue(), period)


def _uploads() -> pd.DataFrame:
    with store().reading() as session:
        return observations.uploads(session)


def _places(area: str) -> pd.DataFrame:
    with store().reading() as session:
        return geography.places(session, area)


def _features(area: str) -> geography.Drawn:
    with store().reading() as session:
        named = geography.places(session, area)
        below = named.loc[named["area"] != area, "area"].tolist() or [area]
        return geography.features(session, below)


def _history(circle: Circle, area: str) -> pd.DataFrame:
    with store().reading() as session:
        return accommodation.history(session, circle, geography.places(session, area), area)


def _quarters(frame: pd.DataFrame, circle: Circle) -> tuple[str, ...]:
    with store().reading() as session:
        stated = {code for code, _ in observations.periods(session, circle)}
    found = {Period.of(code) for code in {*frame["period"], *stated}}
    return tuple(period.code for period in sorted(found, reverse=True) if period.frequency is Frequency.QUARTER)


def _reporting(frame: pd.DataFrame, district: str) -> dict[str, str]:
    rows = frame[frame["area"] != district].drop_duplicates("area")
    return dict(zip(rows["area"], rows["name"], strict=True))


def _facilities(area: str, sees_protected: bool) -> pd.DataFrame:
    reader = Actor("Anzeige", Role.VIEWER, Circle.INTERNAL, sees_protected=sees_protected)
    with store().reading() as session:
        areas = geography.places(session, area)["area"].tolist()
        return accommodation.facilities(session, reader, areas=areas)
