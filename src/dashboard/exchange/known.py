"""What names mean at the moment a table is written or read: organisations, alliances, places, indicators …"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.concept_models import Concept
from dashboard.alliances.models import Alliance, Recommendation
from dashboard.catalogue import Catalogue
from dashboard.geography import queries as geography
from dashboard.network.models import Organisation, Practice


@dataclass(frozen=True)
class Known:
    """Names by what the store calls a thing. Organisations also those out of use, whose names go on standing."""

    organisations: Mapping[int, str]
    alliances: Mapping[int, str]
    recommendations: Mapping[int, str]
    practices: Mapping[int, str]
    concepts: Mapping[int, str]
    places: Mapping[str, str]
    """By area: the district and its places."""
    indicators: Mapping[str, str]
    fields: Mapping[str, str]


def known(session: Session, catalogue: Catalogue) -> Known:
    """All of it, as it is now."""

    def names(column: object, key: object, *, model: type | None = None) -> dict[int, str]:
        statement = select(key, column)  # type: ignore[call-overload]
        if model is not None:
            statement = statement.where(model.archived_at.is_(None))  # type: ignore[attr-defined]
        return {row[0]: row[1] for row in session.execute(statement)}

    places = geography.places(session, geography.district(session).area)
    return Known(
        names(Organisation.name, Organisation.id),
        names(Alliance.name, Alliance.id, model=Alliance),
        names(Recommendation.text, Recommendation.id, model=Recommendation),
        names(Practice.title, Practice.id),
        names(Concept.title, Concept.id, model=Concept),
        dict(zip(places["area"], places["name"], strict=True)),
        {code: one.title for code, one in catalogue.indicators.items()},
        {code: one.title for code, one in catalogue.fields.items()},
    )
