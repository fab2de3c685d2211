"""A form of the alliances on screen: its fields under the labels of the form, kept over errors until it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard.alliances import commands
from dashboard.alliances.checks import ConfirmationNeeded
from dashboard.council.commands import archive_folder
from dashboard.council.models import Folder, FolderQuestion
from dashboard.council.questions import archive_question
from dashboard.meetings import agenda, archiving
from dashboard.meetings.models import AgendaItem
from dashboard.network import commands as network
from dashboard.network import guarded
from dashboard.network.models import Function, Hurdle, Organisation, Practice
from dashboard.planning import commands as planning
from dashboard.planning.models import Intake, PlannedFacility, QuotaCredit, QuotaPeriod, QuotaRule
from dashboard.store import Circle, UnitOfWork, kept
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui import drafting, drafting_notes

NEW = "+"
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
CIRCLES = {one.value: one.label for one in Circle}
Save = Callable[[UnitOfWork], str]


def _of_meetings(model: type[kept.Kept]) -> Callable[[UnitOfWork, int, str], str]:
    return lambda work, number, why: archiving.archive(work, model, number, why)


ELSEWHERE: Mapping[type[kept.Kept], Callable[[UnitOfWork, int, str], str]] = {
    Organisation: network.archive_organisation,
    Function: network.archive_function,
    Practice: lambda work, number, why: guarded.archive(work, guarded.PRACTICE, number, why),
    Hurdle: lambda work, number, why: guarded.archive(work, guarded.HURDLE, number, why),
    AgendaItem: agenda.archive_item,
    Folder: archive_folder,
    FolderQuestion: archive_question,
    QuotaPeriod: planning.archive_period,
    QuotaRule: planning.archive_rule,
    QuotaCredit: planning.archive_credit,
    Intake: planning.archive_intake,
    PlannedFacility: planning.archive_planned,
    **{model: _of_meetings(model) for model in archiving.THINGS},
}
"""How what belongs to the network and to meetings is archived; all else is of the alliances."""


@dataclass(frozen=True)
class Sheet:
    """One open form; what is typed stands in the session under ``prefix``."""

    name: str
    prefix: str
    labels: Mapping[str, str]

    def value(self, key: str) -> Any:
        """What is typed now."""
        return st.session_state.get(f"{self.prefix}{key}")

    def line(self, key: str, label: str = "", **more: Any) -> None:
        """One line of text."""
        st.text_input(
            label or self.labels[key], key=f"{self.prefix}{key}", on_change="ignore", persist_state="session", **more
        )

    def long(self, key: str, label: str = "", **more: Any) -> None:
        """A text of any length, kept as a draft while it is typed; ``more``: placeholder, help, height."""
        drafting.long(self.name, key, label or self.labels[key], **more)

    def choice(
        self, key: str, options: Mapping[Any, str], *, none: str | None = None, label: str = "", follows: bool = False
    ) -> None:
        """One of ``options``; with ``none``, its words, also nothing. ``follows``: other fields depend on it."""
        held = self.value(key)
        known = [*options, *([held] if held is not None and held not in options else [])]
        st.selectbox(
            label or self.labels[key], known, index=0 if none is None else None, placeholder=none,
            format_func=lambda one: options.get(one, str(one)), key=f"{self.prefix}{key}",
            on_change="rerun" if follows else "ignore", filter_mode=None, persist_state="session",
        )  # fmt: skip

    def several(self, key: str, options: Mapping[Any, str], *, none: str) -> None:
        """Any number of ``options``."""
        known = [*options, *[one for one in self.value(key) or [] if one not in options]]
        st.multiselect(
            self.labels[key], known, format_func=lambda one: options.get(one, str(one)), key=f"{self.prefix}{key}",
            placeholder=none, on_change="ignore", filter_mode=None, persist_state="session",
        )  # fmt: skip

    def day(self, key: str) -> None:
        """A day, or none."""
        st.date_input(
            self.labels[key], None, min_value=FIRST, max_value=LAST, key=f"{self.prefix}{key}", format="DD.MM.YYYY",
            on_change="ignore", persist_state="session",
        )  # fmt: skip

    def number(self, key: str, decimals: int = 0, label: str = "", **more: Any) -> None:
        """A number, or none."""
        st.number_input(
            label or self.labels[key], value=None, key=f"{self.prefix}{key}", step=0.1**decimals,
            format=f"%.{decimals}f", placeholder="keine Angabe", on_change="ignore", persist_state="session", **more,
        )  # fmt: skip

    def tick(self, key: str) -> None:
        """Yes or no."""
        st.checkbox(self.labels[key], key=f"{self.prefix}{key}", on_change="ignore", persist_state="session")

    def circle(self) -> None:
        """Who sees it."""
        self.choice("circle", CIRCLES)

    def save(self, label: str, action: Callable[..., None], *args: Any) -> None:
        """The button that saves, with a question before it where the last attempt asked one."""
        if st.session_state.get(asked(self.name)):
            st.checkbox("Ja, so ist es vereinbart", key=f"{self.prefix}bestaetigt", on_change="ignore")
        st.button(label, type="primary", on_click=action, args=args, key=f"{self.name}:speichern")


def opened(name: str, version: int, form: kept.Form, **other: Any) -> Sheet:
    """The sheet of a form; ``other`` are fields shown otherwise than the form has them."""
    values = {key: getattr(value, "value", value) for key, value in form.facts.items()} | other
    prefix = drafts.opened(name, version, values)
    drafting.restore(name)
    drafts.trouble(name, version, drafting.throw_away)
    drafting_notes.notes(name, form.LABELS)
    return Sheet(name, prefix, form.LABELS)


def typed(name: str) -> Callable[..., Any]:
    """Reads what is typed in the form ``name``, also before its page runs."""
    drafting.collect(name)
    prefix = drafts.prefix(name)

    def value(key: str, otherwise: Any = None) -> Any:
        found = st.session_state.get(f"{prefix}{key}")
        return otherwise if found is None else found

    return value


def attempt(name: str, command: Save) -> bool:
    """Save in one transaction; what is refused or asked stands beside the form, with all that was typed."""
    questions: list[str] = []
    drafting.collect(name)

    def asking(work: UnitOfWork, _folder: object) -> str:
        try:
            sentence = command(work)
        except ConfirmationNeeded as question:
            questions.append(str(question))
            raise
        drafting.done(work, name)
        return sentence

    done = drafts.attempt(name, asking)
    if done:
        drafting.closed(name)
    st.session_state[asked(name)] = bool(questions)
    return done


def asked(name: str) -> str:
    """Key of whether the last attempt ended with a question."""
    return f"{name}:rueckfrage"


def entry(what: str, new: str, known: Mapping[int, str], scope: str) -> str:
    """Choose an entry to change, or a new one.

    The browser remembers the choice by its label. A title that has just been changed, also by somebody else, must not
    close the entry, so what is open is kept beside the widget.
    """
    key = f"buendnis:eintrag:{scope}"
    names = {NEW: new, **{str(number): title for number, title in known.items()}}
    held = st.session_state.get(f"{key}:offen", NEW)
    st.session_state[key] = held if held in names else NEW
    chosen = st.selectbox(
        what, list(names), format_func=names.__getitem__, key=key, filter_mode=None, on_change=_open, args=(key,)
    )
    return str(chosen)


def choice_of(scope: str, chosen: str) -> dict[str, object]:
    """What must stand in the session for ``entry`` to have ``chosen``: the key's number, or NEW."""
    return {f"buendnis:eintrag:{scope}": chosen, f"buendnis:eintrag:{scope}:offen": chosen}


def was_chosen(scope: str) -> bool:
    """Whether somebody has chosen an entry in this session."""
    return f"buendnis:eintrag:{scope}:offen" in st.session_state


def _open(key: str) -> None:
    st.session_state[f"{key}:offen"] = st.session_state[key]


def ending(name: str, model: type[kept.Kept], number: int) -> None:
    """Archive with a reason."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Grund für das Archivieren", key=f"{name}:grund", max_chars=300, on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        st.button(
            "Archivieren", icon=":material/archive:", on_click=_archive, args=(name, model, number), key=f"{name}:weg"
        )


def _archive(name: str, model: type[kept.Kept], number: int) -> None:
    why = str(st.session_state.get(f"{name}:grund") or "")

    def command(work: UnitOfWork) -> str:
        if model in ELSEWHERE:
            return ELSEWHERE[model](work, number, why)
        return commands.archive(work, model, number, why)

    if attempt(name, command):
        st.session_state[f"{name}:grund"] = ""
