"""The invented organisations of the fictional county, reached through functions and shared mailboxes.

Nobody here is a person and no name is that of a real organisation; the hosts end in ``.example``.
"""

from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo.places import ASSOCIATION
from dashboard.network import commands
from dashboard.network.commands import FunctionForm, OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.store import UnitOfWork

CONSENT = date(2026, 1, 14)
"""The day on which the volunteers agreed that their shared mailboxes are kept."""
TOWN, BEISPIELHAUSEN, FABELSIEK = "99001001", "99001002", "99001003"


@dataclass(frozen=True)
class Contact:
    """A function and the part of its mailbox before the @; empty: no mailbox."""

    title: str
    mailbox: str = ""


@dataclass(frozen=True)
class Organisation:
    """An invented organisation; ``key`` is also the host of its mailboxes."""

    key: str
    name: str
    kind: Kind
    field: str = ""
    area: str | None = None
    contacts: tuple[Contact, ...] = ()


ORGANISATIONS = (
    Organisation(
        "stabsstelle", "Stabsstelle Integration des Landkreises Musterland", Kind.AUTHORITY,
        contacts=(Contact("Leitung der Stabsstelle", "integration"), Contact("Geschäftsstelle Bündnisse", "buendnis")),
    ),
    Organisation(
        "bildungsbuero", "Bildungsbüro des Landkreises Musterland", Kind.AUTHORITY, "education",
        contacts=(Contact("Bildungskoordination für Neuzugewanderte", "bildung"),),
    ),
    Organisation(
        "teilhabe", "Koordinierungsstelle Migration und Teilhabe Musterland", Kind.AUTHORITY,
        contacts=(Contact("Koordination Migration und Teilhabe", "teilhabe"),),
    ),
    Organisation(
        "jobcenter", "Jobcenter Musterland", Kind.AUTHORITY, "labour",
        contacts=(Contact("Team Integration in Arbeit", "integration"), Contact("Arbeitgeberservice", "betriebe")),
    ),
    Organisation(
        "arbeitsagentur", "Arbeitsagentur Musterstadt", Kind.AUTHORITY, "labour",
        contacts=(Contact("Berufsberatung", "berufsberatung"),),
    ),
    Organisation(
        "skizzental", "Samtgemeinde Skizzental, Fachbereich Soziales", Kind.AUTHORITY, "housing", ASSOCIATION,
        contacts=(Contact("Leitung Unterbringung", "unterbringung"),),
    ),
    Organisation(
        "wohlfahrt", "Wohlfahrtsverband Musterland e. V.", Kind.WELFARE, "housing",
        contacts=(Contact("Flüchtlingssozialarbeit", "beratung"),),
    ),
    Organisation(
        "volkshochschule", "Kreisvolkshochschule Musterland", Kind.EDUCATION, "education",
        contacts=(Contact("Fachbereich Deutsch und Integration", "deutsch"),),
    ),
    Organisation(
        "berufsschule", "Berufsbildende Schulen Probenmühlen", Kind.EDUCATION, "education", "99001004",
        contacts=(Contact("Koordination Sprachklassen", "sprachklassen"),),
    ),
    Organisation(
        "kammer", "Kammer für Handel und Handwerk Musterland", Kind.CHAMBER, "labour",
        contacts=(Contact("Ausbildungsberatung", "ausbildung"),),
    ),
    Organisation(
        "arbeitgeber", "Arbeitgeberverband Mittleres Musterland", Kind.OTHER, "labour",
        contacts=(Contact("Geschäftsstelle", "geschaeftsstelle"),),
    ),
    Organisation(
        "modellbau", "Modellbau Fabelsiek GmbH", Kind.COMPANY, "labour", FABELSIEK,
        contacts=(Contact("Ausbildungsleitung", "ausbildung"),),
    ),
    Organisation(
        "sportverein", "Sportverein Eintracht Beispielhausen", Kind.CLUB, "civic", BEISPIELHAUSEN,
        contacts=(Contact("Beauftragte Stelle für Integration", "integration"),),
    ),
    Organisation(
        "polizei", "Polizeiinspektion Musterstadt", Kind.POLICE, "safety",
        contacts=(Contact("Prävention", "praevention"),),
    ),
    Organisation(
        "ehrenamtsnetz", "Ehrenamtsnetz Musterland", Kind.VOLUNTEERS, "civic",
        contacts=(Contact("Sprecherkreis", "sprecherkreis"), Contact("Patenschaften", "patenschaften")),
    ),
    Organisation(
        "helferkreis", "Helferkreis Fabelsiek", Kind.VOLUNTEERS, "civic", FABELSIEK,
        contacts=(Contact("Fahrdienst"),),
    ),
    Organisation(
        "offene-tuer", "Initiative Offene Tür Musterstadt", Kind.INITIATIVE, "civic", TOWN,
        contacts=(Contact("Treffpunkt Marktplatz", "treffpunkt"),),
    ),
    Organisation(
        "naehstube", "Nähstube Gleichnisrode", Kind.INITIATIVE, "civic", "99001006",
        contacts=(Contact("Offene Werkstatt", "werkstatt"),),
    ),
    Organisation(
        "prozessbegleitung", "Kompass Prozessbegleitung gGmbH", Kind.OTHER,
        contacts=(Contact("Prozessbegleitung der Bündnisse", "buendnisse"),),
    ),
    Organisation(
        "landkreis", "Landkreis Musterland, Büro des Landrats", Kind.AUTHORITY,
        contacts=(Contact("Landrat", "landrat"), Contact("Kreistagsbüro", "kreistag")),
    ),
    Organisation(
        "stadt", "Stadt Musterstadt, Rathaus", Kind.AUTHORITY, area=TOWN,
        contacts=(Contact("Bürgermeisteramt", "rathaus"), Contact("Ordnungsamt", "ordnung")),
    ),
    Organisation(
        "beispielhausen", "Gemeinde Beispielhausen, Rathaus", Kind.AUTHORITY, area=BEISPIELHAUSEN,
        contacts=(Contact("Bürgermeisteramt", "rathaus"),),
    ),
    Organisation(
        "fabelsiek", "Gemeinde Fabelsiek, Rathaus", Kind.AUTHORITY, area=FABELSIEK,
        contacts=(Contact("Bürgermeisteramt", "rathaus"),),
    ),
    Organisation(
        "buerger", "Kreistagsfraktion Bürger für Musterland", Kind.OTHER,
        contacts=(Contact("Fraktionsvorsitz", "fraktion"),),
    ),
    Organisation(
        "gemeinsam", "Kreistagsfraktion Gemeinsam Musterland", Kind.OTHER,
        contacts=(Contact("Fraktionsvorsitz", "fraktion"),),
    ),
    Organisation(
        "liste", "Kreistagsfraktion Freie Liste Land", Kind.OTHER,
        contacts=(Contact("Fraktionsvorsitz", "fraktion"),),
    ),
)  # fmt: skip


def enter(work: UnitOfWork, catalogue: Catalogue) -> dict[str, int]:
    """Enter all organisations with their functions; returns their ids by key."""
    known = {}
    for one in ORGANISATIONS:
        wish = OrganisationForm(one.name, one.kind, one.field, one.area)
        known[one.key] = commands.add_organisation(work, catalogue, wish)
        for contact in one.contacts:
            commands.add_function(work, _function(known[one.key], one, contact))
    return known


def _function(organisation: int, one: Organisation, contact: Contact) -> FunctionForm:
    mailbox = f"{contact.mailbox}@{one.key}.example" if contact.mailbox else ""
    volunteer = one.kind is Kind.VOLUNTEERS
    return FunctionForm(
        organisation, contact.title, mailbox, volunteer=volunteer, consent_on=CONSENT if volunteer and mailbox else None
    )
