"""Which exhibits a folder can hold, by name: how each is made from figures and entries, and what it needs to know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.alliances import queries as alliances
from dashboard.catalogue import Catalogue
from dashboard.council.agreed import goals, measures, resolutions, tasks
from dashboard.council.housed import at_a_glance, housing_map, housing_table, housing_trend, key_figures
from dashboard.council.observed import (
    attention,
    breakdown,
    cards,
    carriers,
    changes,
    course,
    fields,
    fund,
    indicator_map,
    places,
)
from dashboard.council.planned import costs, outlook, outlook_places, quota, quota_map
from dashboard.council.reference import Reference, ReferenceInvalid
from dashboard.council.source import Source
from dashboard.exhibits import Exhibit
from dashboard.exhibits.metrics import MAP_METRICS
from dashboard.formats import join
from dashboard.geography import queries as geography
from dashboard.store import Actor, Circle, Role


@dataclass(frozen=True)
class Builder:
    """``needs`` are parameters that must be given, ``reads`` those that may be."""

    title: str
    """What it shows, for lists people choose from."""
    make: Callable[[Source, Reference], Exhibit]
    """Raises ``answers.NoExhibit`` where there is nothing to show."""
    needs: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()


def _of(title: str, make: Callable[[Source, Reference], Exhibit], needs: str = "", reads: str = "") -> Builder:
    return Builder(title, make, frozenset(needs.split()), frozenset(reads.split()))


BUILDERS: Mapping[str, Builder] = {
    "fields": _of("Die fünf Felder auf einen Blick", fields),
    "changes": _of("Was sich am meisten verändert hat", changes),
    "attention": _of("Was Aufmerksamkeit braucht", attention),
    "cards": _of("Kennzahlen eines Feldes", cards, "field"),
    "course": _of("Verlauf einer Kennzahl", course, "indicator", "areas per_thousand over"),
    "places": _of("Orte im Vergleich", places, "indicator", "per_thousand over"),
    "map": _of("Kennzahl auf der Karte", indicator_map, "indicator", "per_thousand over"),
    "breakdown": _of("Gliederung einer Kennzahl", breakdown, "indicator dimension", "area over"),
    "volunteer-fund": _of("Topf für Ehrenamtliche", fund),
    "carriers": _of("Arbeitsgelegenheiten nach Ort und Träger", carriers),
    "accommodation-figures": _of("Kennzahlen der Unterbringung", key_figures),
    "accommodation-map": _of("Karte der Unterbringung", housing_map, "metric"),
    "accommodation-trend": _of("Unterbringung im Verlauf", housing_trend, "", "area"),
    "accommodation-table": _of("Unterbringung nach Orten", housing_table),
    "accommodation-places": _of("Orte auf einen Blick", at_a_glance),
    "quota": _of("Soll und Aufnahme nach Orten", quota),
    "quota-map": _of("Noch aufzunehmende Personen auf der Karte", quota_map),
    "outlook": _of("Ausblick auf die freien Plätze", outlook, "", "area"),
    "outlook-places": _of("Wie lange die Plätze reichen, nach Orten", outlook_places),
    "planning-money": _of("Kosten und Erstattungen", costs),
    "goals": _of("Ziele und ihr Stand", goals, "", "alliance"),
    "measures": _of("Maßnahmen im Zeitverlauf", measures, "", "alliance"),
    "resolutions": _of("Verabredungen, Empfehlungen und Beschlüsse", resolutions),
    "tasks": _of("Aufgaben", tasks),
}
LABELS = {
    "indicator": "die Kennzahl", "areas": "Orte", "area": "den Ort", "field": "das Feld",
    "metric": "die Größe der Karte", "dimension": "die Gliederung", "per_thousand": "den Bezug auf Einwohner",
    "over": "die Länge der Zeiträume", "alliance": "das Bündnis",
}  # fmt: skip


def checked(session: Session, catalogue: Catalogue, reference: Reference) -> None:
    """Raise ReferenceInvalid where a reference names what there is not; for what is put in, not for what is kept."""
    builder = BUILDERS.get(reference.builder)
    if builder is None:
        raise ReferenceInvalid(f"Eine Darstellung „{reference.builder}“ gibt es nicht.")
    given = set(reference.facts) - {"builder"}
    if lacking := builder.needs - given:
        raise ReferenceInvalid(f"„{builder.title}“ braucht noch {join([LABELS[one] for one in sorted(lacking)])}.")
    if foreign := given - builder.needs - builder.reads:
        raise ReferenceInvalid(f"„{builder.title}“ liest {join([LABELS[one] for one in sorted(foreign)])} nicht.")
    _check_names(session, catalogue, reference)


def title_of(reference: Reference, catalogue: Catalogue) -> str:
    """A reference in German words: „Verlauf einer Kennzahl: Untergebrachte Personen“."""
    builder = BUILDERS.get(reference.builder)
    if builder is None:
        return "unbekannte Darstellung"
    indicator, field = catalogue.indicators.get(reference.indicator), catalogue.fields.get(reference.field)
    metric = MAP_METRICS.get(reference.metric)
    about = indicator.title if indicator else field.title if field else metric.short if metric else ""
    return f"{builder.title}: {about}" if about else builder.title


def _check_names(session: Session, catalogue: Catalogue, reference: Reference) -> None:
    if reference.indicator:
        indicator = catalogue.indicators.get(reference.indicator)
        if indicator is None or not indicator.enabled:
            raise ReferenceInvalid(f"Die Kennzahl „{reference.indicator}“ gibt es nicht, oder sie ist abgeschaltet.")
    if reference.field and reference.field not in catalogue.fields:
        raise ReferenceInvalid(f"Ein Feld „{reference.field}“ gibt es nicht.")
    if reference.metric and reference.metric not in MAP_METRICS:
        raise ReferenceInvalid(f"Eine Karte „{reference.metric}“ gibt es nicht.")
    dimensions = {one.name for one in catalogue.vocabulary.dimensions}
    if reference.dimension and reference.dimension not in dimensions:
        raise ReferenceInvalid(f"Eine Gliederung „{reference.dimension}“ gibt es nicht.")
    areas = {*reference.areas, *([reference.area] if reference.area else [])}
    if areas and (unknown := areas - set(geography.places(session, geography.district(session).area)["area"])):
        raise ReferenceInvalid(f"„{min(unknown)}“ ist kein Ort des Landkreises.")
    if reference.alliance is not None:
        alliances.alliance(session, Actor("Mappe", Role.VIEWER, Circle.INTERNAL), reference.alliance)
