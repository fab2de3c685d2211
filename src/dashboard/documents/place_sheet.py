"""The Gemeindeblatt: what a Bürgermeister is asked about, on one page of A4; one place, or all of them in one file."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from dashboard.accommodation.identity import UMLAUTS
from dashboard.catalogue import Catalogue
from dashboard.documents.document import (
    Block,
    Cover,
    Document,
    Facts,
    Heading,
    Note,
    PageBreak,
    Picture,
    Table,
    plain,
    small,
)
from dashboard.documents.place_facts import PlaceFacts, Sheets, gather
from dashboard.documents.report import FICTIONAL
from dashboard.documents.wording import SLUGS, office
from dashboard.exhibits.exhibit import NOT_GIVEN, WITHHELD, signed_text
from dashboard.exhibits.paper_renderer import WIDTH, drawing
from dashboard.exhibits.planning_outlook import housed
from dashboard.exhibits.planning_quota import sign_of
from dashboard.formats import MINUS, NOTHING, join, number
from dashboard.formats import day as german_day
from dashboard.meetings.task_table import TaskEntry
from dashboard.periods import Period
from dashboard.planning.kinds import Carrying
from dashboard.planning.outlook_views import Ground
from dashboard.planning.quota_views import Quota, QuotaRow
from dashboard.store import Circle, get_setting

TITLE, ALL = "Gemeindeblatt", "Gemeindeblätter"
CHART_HEIGHT = 230
"""Units of the drawing: higher, and a page would not hold the rest."""
MOST_LEASES, MOST_RESOLUTIONS, MOST_TASKS = 4, 3, 4
"""Named on the page; of more it says how many there are."""
SHORTENED = "Mit „…“ Endendes ist gekürzt; vollständig steht es in der Niederschrift oder in der Aufgabenliste."
LONGEST, LONGEST_TASK, LONGEST_NAME = 110, 90, 45
"""Letters of an agreement, of a task and of who does it; what is longer is cut at a word and ends with „…“."""
QUOTA = (
    ("official", "Soll\namtlich"), ("computed", "Soll\nberechnet"), ("carried_over", "davon\nÜbertrag"),
    ("credited", "Angerechnet"), ("actual", "Aufgenommen"), ("open", "Noch\noffen"),
)  # fmt: skip
HOUSED = (("plaetze", "Plätze"), ("gesperrt", "gesperrt"), ("belegt", "belegt"), ("nutzbar_frei", "nutzbar frei"))


def place_sheets(
    session: Session, circle: Circle, catalogue: Catalogue, period: Period, today: date,
    areas: Sequence[str] | None = None,
) -> Document:  # fmt: skip
    """The sheets of ``areas`` (None: of all places with a share of their own), a page each, as ``circle`` has them.

    ``period``: the quarter up to which figures reach. One place has no cover. Raises NotFound for a place that is not
    a unit of distribution.
    """
    found = gather(session, circle, catalogue, period, today, areas)
    return document(found, office=office(session), fictional=bool(get_setting(session, "demo", False)))


def document(found: Sheets, *, office: str, fictional: bool = False) -> Document:
    """What was gathered as one document."""
    about = f"Stand {german_day(found.today)}, Zahlen bis zum {found.period.label}"
    facts = (office, found.circle.label, german_day(found.today))
    if len(found.places) == 1:
        (one,) = found.places
        return Document(
            f"{TITLE} {one.name}", about, tuple(page(found, one, 1, fictional=fictional)), *facts, compact=True
        )
    blocks: list[Block] = []
    for one in found.places:
        blocks += [*([PageBreak()] if blocks else []), Heading(1, f"{TITLE} {one.name}")]
        blocks += page(found, one, 2, fictional=fictional)
    names = join([one.name for one in found.places]) or "keine"
    pairs = (
        ("Zeitraum", found.period.label), ("Herausgegeben von", office), ("Fassung für", found.circle.label),
        ("Stand", german_day(found.today)), ("Orte", names), *((("Hinweis", FICTIONAL),) if fictional else ()),
    )  # fmt: skip
    return Document(ALL, found.district, tuple(blocks), *facts, cover=Cover(Facts(pairs)), compact=True)


def file_name(circle: Circle, today: date, suffix: str = ".pdf", place: str = "") -> str:
    """„gemeindeblaetter-2026-11-26-intern.pdf“, of one place „gemeindeblatt-vechelde-2026-11-26-oeffentlich.pdf“."""
    slug = re.sub(r"[^a-z0-9]+", "-", place.casefold().translate(UMLAUTS)).strip("-")
    which = f"gemeindeblatt-{slug}" if slug else "gemeindeblaetter"
    return f"{which}-{today.isoformat()}-{SLUGS[circle]}{suffix}"


def page(found: Sheets, one: PlaceFacts, level: int, *, fictional: bool = False) -> Iterator[Block]:
    """One place's page without its title; headings of ``level``."""
    if fictional and len(found.places) == 1:
        yield Note(FICTIONAL)
    yield from _quota(found.quota, one, level)
    yield from _places(found, one, level)
    yield from _leases(found, one, level)
    yield from _concern(one, level)
    yield small(f"Datenstand: {one.data}{f' {FICTIONAL}' if fictional and len(found.places) > 1 else ''}")


def _quota(quota: Quota | None, one: PlaceFacts, level: int) -> Iterator[Block]:
    if quota is None:
        yield Heading(level, "Soll und Aufnahme")
        yield plain("Ein Verteilzeitraum ist hier nicht eingetragen oder nicht veröffentlicht.")
        return
    yield Heading(level, f"Soll und Aufnahme, {quota.of.period.label}")
    if one.row is None:
        yield plain("Für diesen Zeitraum hat der Ort keinen Anteil.")
        return
    yield plain(_owed(one.row))
    rows = ((one.name, one.row), (quota.district.name, quota.district))
    yield Table(
        "", ("", *(label for _, label in QUOTA)),
        tuple((name, *(_cell(quota, row, figure) for figure, _ in QUOTA)) for name, row in rows),
        (False, *(True for _ in QUOTA)),
    )  # fmt: skip
    until = f", bekannt bis {german_day(one.row.until)}" if one.row.until is not None else ""
    why = f" Warum amtlich und berechnet sich unterscheiden: {one.row.why.rstrip('.')}." if one.row.why else ""
    yield small(f"Gezählt werden: {quota.of.counting.label}{until}.{why}")


def _owed(row: QuotaRow) -> str:
    if row.target is None:
        return f"Das Soll ist {'zurückgehalten (•)' if WITHHELD in row.sign else 'nicht bekannt'}."
    if row.open is None:
        told = "zurückgehalten (•)" if sign_of(row, "open") else "nicht bekannt"
        return f"Das Soll sind {number(row.target)} Personen; wie viele noch aufzunehmen sind, ist {told}."
    if row.open < 0:
        more = "ist 1 Person" if row.open == -1 else f"sind {number(-row.open)} Personen"
        return f"Es {more} mehr aufgenommen, als das Soll von {number(row.target)} vorsieht."
    if row.open == 0:
        return f"Das Soll von {number(row.target)} Personen ist erfüllt."
    return (
        f"Von {number(row.target)} Personen {'ist' if row.open == 1 else 'sind'} noch {number(row.open)} aufzunehmen."
    )


def _cell(quota: Quota, row: QuotaRow, figure: str) -> str:
    value, sign = getattr(row, figure), sign_of(row, figure)
    shared = quota.of.carrying is Carrying.SHARED and row is not quota.district
    if value is None and (figure == "official" or (figure == "carried_over" and (shared or not sign))):
        return NOTHING
    return signed_text(None if value is None else number(value).replace("-", MINUS), sign)


def _places(found: Sheets, one: PlaceFacts, level: int) -> Iterator[Block]:
    yield Heading(level, "Plätze")
    stand = f" (Stand {german_day(one.usable.as_of)})" if one.usable.as_of is not None else ""
    if one.usable.places is None:
        said = one.usable.why
    else:
        many = "1 Platz ist" if one.usable.places == 1 else f"{number(one.usable.places)} Plätze sind"
        said = f"{many} nutzbar und frei{stand}."
    row = one.housed
    if row:
        told = [f"{label} {_figure(row[figure], row[f'{figure}_sign'])}" for figure, label in HOUSED[:3]]
        said = f"{said} Gemeldet zum {german_day(row['period_end'])}: {', '.join(told)}."
    yield plain(said)
    outlook = one.outlook
    if outlook is None:
        return
    exhibit = housed(outlook, found.forecast)
    if exhibit is None:
        yield plain(outlook.why)
        return
    yield plain(outlook.sentence)
    yield Picture(drawing(exhibit, height=CHART_HEIGHT), exhibit.alt, WIDTH, CHART_HEIGHT)
    test = found.forecast.backtest if outlook.ground is Ground.ERRORS else None
    older = outlook.notes[:1] if outlook.as_of != found.period.last else ()
    yield small(" ".join([*older, outlook.why, *([test.sentence] if test is not None else [])]))


def _figure(value: float, sign: str) -> str:
    return signed_text(None if value != value else number(value), sign) if value == value or sign else NOT_GIVEN


def _leases(found: Sheets, one: PlaceFacts, level: int) -> Iterator[Block]:
    yield Heading(level, "Verträge, die in den nächsten zwölf Monaten enden")
    if found.circle is not Circle.INTERNAL:
        many = sum(ending.places for ending in one.endings)
        days = [german_day(ending.until) for ending in one.endings]
        yield plain(f"{_many(many)}, der erste Vertrag endet am {days[0]}." if many else "Keine, soweit gemeldet.")
        return
    if not one.leases:
        yield plain("Keine, soweit gemeldet.")
        return
    named = [f"{lease.name} ({_many(lease.places)}) am {german_day(lease.until)}" for lease in one.leases[:MOST_LEASES]]
    yield plain(f"{join(named)}.{_more(len(one.leases) - MOST_LEASES, 'ein weiterer', 'weitere')}")


def _concern(one: PlaceFacts, level: int) -> Iterator[Block]:
    yield Heading(level, "Aus den Sitzungen")
    agreed, tasks = one.concern.resolutions, one.concern.tasks
    if not agreed and not tasks:
        yield plain("Offene Verabredungen, Beschlüsse oder Aufgaben zu diesem Ort sind hier nicht eingetragen.")
        return
    texts = [(entry.form.wording, LONGEST) for entry in agreed[:MOST_RESOLUTIONS]]
    for entry in tasks[:MOST_TASKS]:
        texts += [(entry.form.text, LONGEST_TASK), (entry.responsible, LONGEST_NAME)]
    rows = [
        (f"{entry.form.kind.label} {entry.number}", _short(entry.form.wording), german_day(entry.day),
         entry.form.state.label if entry.form.state is not None else NOTHING)
        for entry in agreed[:MOST_RESOLUTIONS]
    ]  # fmt: skip
    rows += [
        ("Aufgabe", _task(entry), _due(entry), entry.state.label)
        for entry in tasks[:MOST_TASKS]
    ]  # fmt: skip
    yield Table("", ("Was", "Inhalt", "Vom / bis", "Stand"), tuple(rows))
    further = (
        _more(
            len(agreed) - MOST_RESOLUTIONS,
            "eine weitere Verabredung oder ein Beschluss",
            "weitere Verabredungen und Beschlüsse",
        )
        + _more(len(tasks) - MOST_TASKS, "eine weitere Aufgabe", "weitere Aufgaben")
    ).strip()
    cut = SHORTENED if any(_short(*one) != " ".join(one[0].split()) for one in texts) else ""
    if further or cut:
        yield small(f"{further} {cut}".strip())


def _due(one: TaskEntry) -> str:
    return NOTHING if one.form.due_on is None else german_day(one.form.due_on)


def _task(one: TaskEntry) -> str:
    who = f" ({_short(one.responsible, LONGEST_NAME)})" if one.responsible else ""
    return _short(one.form.text, LONGEST_TASK) + who


def _short(text: str, longest: int = LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def _more(count: int, one: str, many: str) -> str:
    return "" if count <= 0 else f" Dazu kommt {one}." if count == 1 else f" Dazu kommen {number(count)} {many}."


def _many(places: int) -> str:
    return "1 Platz" if places == 1 else f"{number(places)} Plätze"
