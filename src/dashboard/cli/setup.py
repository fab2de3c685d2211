"""``init`` registers the district; ``doctor`` says what is set up and what is missing."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard import catalogue as catalogues
from dashboard.access import queries as access
from dashboard.accommodation.queries import report_periods
from dashboard.catalogue import EntryKind
from dashboard.catalogue.queries import stored
from dashboard.cli import context
from dashboard.cli.data import read_bytes, take_in
from dashboard.errors import UserError
from dashboard.formats import day, join, number
from dashboard.geography import commands as geography
from dashboard.geography import queries as places
from dashboard.intake.decisions import Decisions
from dashboard.intake.retention import due
from dashboard.lookup import index
from dashboard.observations import queries as observations
from dashboard.periods import Period
from dashboard.store import Circle, Store
from dashboard.store.migrate import newest, revision


def init(
    district: Annotated[str, typer.Option(help="Kreisschlüssel mit fünf Ziffern, zum Beispiel 03157, oder „alle“.")],
    boundaries: Annotated[
        Path | None, typer.Option(help="Amtliche Grenzen: GeoPackage, gezipptes Shapefile oder GeoJSON.")
    ] = None,
    directory: Annotated[Path | None, typer.Option(help="Gemeindeverzeichnis GV100AD.")] = None,
    inhabitants_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d", "%d.%m.%Y"], help="Stichtag der Einwohnerzahlen.")
    ] = None,
) -> None:
    """Datenbank anlegen oder aktualisieren, Landkreis und Gemeinden eintragen."""
    with context.refusals(), context.opened() as store:
        context.catalogue()
        with store.reading() as session:
            plan = geography.prepare(session, district, boundaries, directory)
        with store.unit_of_work(context.OPERATOR) as work:
            receipt = geography.register(work, plan)
        for sentence in plan.sentences():
            print(sentence)
        print(receipt.sentence())
        if directory is not None:
            print(_take_inhabitants(store, directory, inhabitants_date.date() if inhabitants_date else None))
        with store.unit_of_work(context.OPERATOR) as work:
            searched = index.rebuild(work)
        if searched:
            print(searched)


def doctor() -> None:
    """Sagt in Sätzen, was eingerichtet ist und was fehlt."""
    problems = 0
    settings = context.settings()
    print(f"Datenbank: {settings.store_url.split('@')[-1]}")
    try:
        catalogue = catalogues.load(settings.catalogue_dir)
        print(f"Katalog: {len(catalogue.indicators)} Kennzahlen, davon {len(catalogue.enabled())} eingeschaltet.")
    except UserError as error:
        problems += 1
        print(f"Katalog: {error}")
    try:
        with context.opened() as store:
            problems += _examine(store)
    except UserError as error:
        problems += 1
        print(str(error))
    if problems:
        raise typer.Exit(context.UNUSABLE)


def _take_inhabitants(store: Store, directory: Path, day: date | None) -> str:
    decisions = Decisions(inhabitants_date=day, supplier="Statistisches Bundesamt, Gemeindeverzeichnis")
    outcome = take_in(store, read_bytes(directory), directory.name, decisions)
    if not outcome.done:
        raise UserError(" ".join(finding.message for finding in outcome.proposal.errors))
    count = outcome.proposal.content.observations
    return f"Einwohnerzahlen aus dem Gemeindeverzeichnis: {number(count)} {'Wert' if count == 1 else 'Werte'}."


def _own_entries(store: Store) -> int:
    """Print how far the catalogue is the county's own; returns the number of problems."""
    with store.reading() as session:
        entries = stored(session)
    differing = [one for one in entries if one.kind is not EntryKind.DECISION and (one.content or one.archived)]
    if differing:
        kinds = Counter(one.kind.label for one in differing)
        listed = join([f"{kind}: {count}" for kind, count in kinds.items()])
        print(f"Eigene Einträge im Katalog: {len(differing)} weichen von den Dateien ab ({listed}).")
    else:
        print("Eigene Einträge im Katalog: keine, es gilt, was in den Dateien steht.")
    try:
        catalogue = context.catalogue(store)
    except UserError as error:
        print(f"Katalog mit eigenen Einträgen: {error}")
        return 1
    for code, decision in catalogue.decisions.items():
        print(
            f"Eingeschaltet durch Entscheidung: „{catalogue.indicators[code].title}“ ({decision.body}, "
            f"{day(decision.day)}; eingetragen von {decision.who}). Begründung: {decision.reason}"
        )
    return 0


def _examine(store: Store) -> int:
    """Print what is set up; returns the number of things that keep the dashboard from working."""
    print(f"Stand der Datenbank: {revision(store.engine)} (Programm: {newest()}).")
    problems = _own_entries(store)
    with store.reading() as session:
        own = places.own_district(session)
        if own is None:
            problems += 1
            print("Es ist noch kein Landkreis eingerichtet: „dashboard init --district 03157“.")
        else:
            frame = places.places(session, own)
            drawn = places.drawn_areas(session)
            missing = [n for a, n in zip(frame["area"], frame["name"], strict=True) if len(a) == 8 and a not in drawn]
            print(f"Landkreis: {own}, {int((frame['level'] == 'municipality').sum())} Gemeinden und Gebiete.")
            print(f"Ohne Grenze: {join(missing)}." if missing else "Alle Gemeinden haben eine Grenze.")
        people = access.accounts(session)
        admins = [person for person in people if person.role == "admin" and person.has_password]
        print(f"Konten: {len(people)}, davon {len(admins)} mit Verwaltungsrecht und Passwort.")
        if not admins:
            print("Es gibt noch kein Verwaltungskonto: „dashboard serve“ zeigt beim Start einen Link dafür.")
        quarters = [code for code, _ in report_periods(session, Circle.INTERNAL)]
        released = [code for code, _ in report_periods(session, Circle.PUBLIC)]
        newest_quarter = f"das neueste ist {Period.of(quarters[0]).label}" if quarters else "noch keines"
        print(f"Quartale mit Unterkünften: {len(quarters)}, {newest_quarter}; freigegeben sind {len(released)}.")
        print(f"Eingereichte Dateien: {len(observations.uploads(session))}.")
        if differing := sum(map(len, index.differences(session))):
            entries = "1 Eintrag weicht" if differing == 1 else f"{number(differing)} Einträge weichen"
            print(f"Suche: {entries} von dem ab, was eingetragen ist; „dashboard init“ gleicht sie an.")
        if overdue := due(session, context.OPERATOR):
            print(
                f"Aufbewahrungsfrist abgelaufen: {join([one.text for one in overdue])}; beim nächsten Start von "
                "„dashboard serve“ werden sie entfernt."
            )
    return problems
