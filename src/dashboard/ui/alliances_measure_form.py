"""Entering and changing measures, and what was decided of them: „Passgenau oder zu ändern?“"""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.alliances import measures as commands
from dashboard.alliances.checks import MeasureInvalid
from dashboard.alliances.forms import MeasureForm, ReviewForm
from dashboard.alliances.kinds import Judgement, MeasureState, Offer
from dashboard.alliances.models import Measure, MeasureReview
from dashboard.alliances.rows import title
from dashboard.formats import day
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_reads, alliances_sheet, network_reads, quarters
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_reads import Agreed
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.visit import Here

MONEY = {"budget_planned": "Geplantes Budget (Euro)", "budget_spent": "Ausgegeben (Euro)"}


def measure(here: Here, agreed: Agreed) -> None:
    """One measure or a new one."""
    known = {one.id: one for one in alliances_reads.around(here, agreed.alliance.id).measures}
    titles = {key: title(one.form.text) for key, one in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neue Maßnahme", titles, f"massnahme:{agreed.alliance.id}")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"buendnis:massnahme:{agreed.alliance.id}:{chosen}"
    form = entry.form if entry else MeasureForm(agreed.alliance.id, "", circle=agreed.alliance.form.circle)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form,
        goals=list(form.goals), places=_float(form.places), participants=_float(form.participants),
        budget_planned=_euro(form.budget_planned), budget_spent=_euro(form.budget_spent),
    )  # fmt: skip
    organisations = {one.id: one.name for one in alliances_reads.organisations(here)}
    if entry is not None and form.organisation is not None:
        organisations[form.organisation] = entry.organisation
    left, right = st.columns(2, gap="large")
    with left:
        sheet.long("text")
        sheet.several("goals", {one.id: title(one.followed.goal.form.text) for one in agreed.goals}, none="keines")
        sheet.choice("offer", {one.value: one.label for one in Offer})
        sheet.choice("organisation", organisations, none="offen")
        sheet.choice("state", {one.value: one.label for one in MeasureState})
        sheet.choice("practice", network_reads.titles(here), none="kein Praxisbeispiel")
        sheet.circle()
    with right:
        sheet.day("begins")
        sheet.day("ends")
        for key, label in MONEY.items():
            sheet.number(key, 2, label)
        sheet.line("funding")
        sheet.number("places")
        sheet.number("participants")
    number = entry.id if entry is not None else None
    label = "Maßnahme anlegen" if number is None else "Maßnahme speichern"
    sheet.save(label, _save_measure, name, number, agreed.alliance.id)
    if number is not None:
        alliances_sheet.ending(name, Measure, number)


def _save_measure(name: str, number: int | None, alliance: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = MeasureForm(
        alliance=alliance,
        text=value("text", ""),
        goals=tuple(value("goals", ())),
        offer=Offer(value("offer", Offer.OTHER)),
        organisation=value("organisation"),
        begins=value("begins"),
        ends=value("ends"),
        budget_planned=_cents(value("budget_planned")),
        budget_spent=_cents(value("budget_spent")),
        funding=value("funding", ""),
        places=_whole(value("places")),
        participants=_whole(value("participants")),
        state=MeasureState(value("state", MeasureState.PLANNED)),
        circle=Circle(value("circle", Circle.COORDINATION)),
        practice=value("practice"),
    )

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return commands.change_measure(work, number, wish, seen=seen)
        commands.add_measure(work, wish)
        return f"Die Maßnahme „{title(wish.text)}“ ist eingetragen."

    alliances_sheet.attempt(name, command)


def review(here: Here, agreed: Agreed) -> None:
    """A new review of a measure, or the archiving of a wrong one."""
    measures = {one.id: one for one in alliances_reads.around(here, agreed.alliance.id).measures}
    if not measures:
        st.caption("Bewertet werden Maßnahmen. Legen Sie unter „Maßnahme“ eine an.")
        return
    reviews = {review.id: (one, review) for one in measures.values() for review in one.reviews}
    titles = {
        key: f"{title(one.form.text)}: {review.judgement.label} ({day(review.decided_on)})"
        for key, (one, review) in reviews.items()
    }
    chosen = alliances_sheet.entry("Eintrag", "Neue Bewertung", titles, f"bewertung:{agreed.alliance.id}")
    name = f"buendnis:bewertung:{agreed.alliance.id}:{chosen}"
    if chosen != NEW:
        st.caption("Eine Bewertung wird nicht geändert: Eine falsche wird archiviert und eine neue eingetragen.")
        drafts.opened(name, 0, {})
        drafts.trouble(name, 0)
        alliances_sheet.ending(name, MeasureReview, int(chosen))
        return
    form = ReviewForm(next(iter(measures)), Judgement.KEEP, "", "", quarters.today())
    sheet = alliances_sheet.opened(name, 0, form)
    sheet.choice("measure", {key: title(one.form.text) for key, one in measures.items()})
    with st.container(horizontal=True):
        sheet.choice("judgement", {one.value: one.label for one in Judgement})
        sheet.line("decided_by", placeholder="Gremium oder Funktion")
        sheet.day("decided_on")
    sheet.long("reason")
    sheet.save("Bewertung eintragen", _save_review, name)


def _save_review(name: str) -> None:
    value = alliances_sheet.typed(name)

    def command(work: UnitOfWork) -> str:
        decided: date | None = value("decided_on")
        if decided is None:
            raise MeasureInvalid("Bitte „Entschieden am“ angeben.")
        judgement = Judgement(value("judgement", Judgement.KEEP))
        wish = ReviewForm(value("measure"), judgement, value("reason", ""), value("decided_by", ""), decided)
        commands.add_review(work, wish)
        return f"Bewertet: {judgement.label}."

    alliances_sheet.attempt(name, command)


def _euro(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _cents(euro: float | None) -> int | None:
    return None if euro is None else round(euro * 100)


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)
