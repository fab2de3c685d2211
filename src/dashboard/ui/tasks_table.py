"""One table of tasks over all bodies: the sentence, the choices, the rows a page at a time, and the list as a file."""

from collections.abc import Callable

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.documents import files, task_list
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.task_table import PAGE, Order, TaskFilter
from dashboard.ui import links, meetings_reads, network_reads, tasks_marks, tasks_reads
from dashboard.ui.show import escaped
from dashboard.ui.tasks_reads import TASK, Sorted
from dashboard.ui.visit import Here, store

BODY, ORGANISATION, STATE, LATE, TEXT, ORDER, AT = (
    "aufgaben_gremium", "aufgaben_organisation", "aufgaben_stand", "ueberfaellig", "aufgaben_suche", "aufgaben_folge",
    "aufgaben_seite",
)  # fmt: skip
OPEN = "aufgaben:oeffnen:auswahl"
ALL = "alle"
GOING = (TaskState.OPEN, TaskState.IN_PROGRESS)
ORDERS = {
    "due": ("Fälligkeit", Order.DUE, False), "due_last": ("Fälligkeit, späteste zuerst", Order.DUE, True),
    "body": ("Gremium", Order.BODY, False), "organisation": ("Organisation", Order.ORGANISATION, False),
    "state": ("Stand", Order.STATE, False),
}  # fmt: skip
NAMES = {".pdf": "PDF", ".docx": "DOCX"}


def panel(here: Here) -> int | None:
    """All of it; gives the organisation that is chosen."""
    told = st.container()
    asked, state = _asked(here)
    first = tasks_reads.table(here, asked)
    everything = state == ALL
    said = tasks_marks.sentence(first, TaskState(state) if state and not everything else None, everything=everything)
    told.markdown(f"**{escaped(said)}**")
    if not first.total:
        _nothing(here, asked)
        return asked.wanted.organisation
    shown = st.container()
    page = _page(first.total)
    found = first if page == 0 else tasks_reads.table(here, _on(asked, page))
    with shown:
        opened = {one.id: f"{title(one.form.text)} (Nr. {one.id})" for one in found.rows}
        st.selectbox(
            "Aufgabe öffnen", list(opened), index=None, format_func=opened.__getitem__, key=OPEN, filter_mode=None,
            placeholder="eine aus dieser Liste", width=480, on_change=_open,
        )  # fmt: skip
        st.html(tasks_marks.tasks("Aufgaben", found.rows, _address(here)))
    _files(here, asked)
    return asked.wanted.organisation


def _asked(here: Here) -> tuple[Sorted, str | None]:
    network = network_reads.network(here)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = network_reads.chosen(
            STATE, "Stand", {**{one.value: one.label for one in TaskState}, ALL: "alle"}, "offen und in Arbeit", 200
        )
        body = network_reads.chosen(BODY, "Gremium", meetings_reads.body_names(here), "alle Gremien", 300)
        organisation = None
        if network.organisations:
            names = network_reads.distinct({one.id: one.name for one in network.organisations})
            organisation = network_reads.chosen(ORGANISATION, "Organisation", names, "alle Organisationen", 300)
        text = st.text_input(
            "Text enthält", key=TEXT, bind="query-params", width=200, placeholder="ein Wort oder mehrere"
        )
        order = network_reads.chosen(
            ORDER, "Sortiert nach", {key: one[0] for key, one in ORDERS.items() if key != "due"}, "Fälligkeit", 230
        )
        late = st.checkbox("nur überfällige", key=LATE, bind="query-params") if here.internal else False
    states = GOING if state is None else () if state == ALL else (TaskState(state),)
    wanted = TaskFilter(body=body, organisation=organisation, states=states, overdue=bool(late), text=text or "")
    _, by, descending = ORDERS[order or "due"]
    return Sorted(wanted, by, descending), state


def _on(asked: Sorted, page: int) -> Sorted:
    return Sorted(asked.wanted, asked.order, asked.descending, page)


def _page(total: int) -> int:
    """Which page is shown, counted from 0."""
    last = -(-total // PAGE)
    if last < 2:
        return 0
    options = {str(at): f"{at} von {last}" for at in range(2, last + 1)}
    held = network_reads.chosen(AT, "Seite", options, f"1 von {last}", 160)
    return int(held or 1) - 1


def _open() -> None:
    key = st.session_state.get(OPEN)
    if key is not None:
        st.query_params[TASK] = str(key)
        st.session_state[OPEN] = None


def _address(here: Here) -> dict[str, str]:
    """What a link in the table keeps: the choices as they stand in the address."""
    return {**{name: str(value) for name, value in st.query_params.items() if name != TASK}, **links.kept(here)}


def _nothing(here: Here, asked: Sorted) -> None:
    if asked.wanted != TaskFilter(states=GOING):
        st.info("Keine Aufgabe passt zu dieser Auswahl.", icon=":material/filter_alt_off:")
    elif here.may_edit:
        st.info(
            "Es ist nichts offen. Aufgaben entstehen in der Niederschrift einer Sitzung; eine ohne Sitzung tragen Sie "
            "unten ein.",
            icon=":material/task_alt:",
        )
    else:
        st.info("Für diesen Kreis ist keine Aufgabe offen.", icon=":material/task_alt:")


def _files(here: Here, asked: Sorted) -> None:
    told = filtered(here, asked.wanted)

    def made(suffix: str) -> Callable[[], bytes]:
        def write() -> bytes:
            with store().reading() as session:
                document = task_list.of_tasks(
                    session, here.actor, asked.wanted, order=asked.order, descending=asked.descending, filtered=told
                )
            return files.written(document, suffix)

        return write

    with st.container(horizontal=True):
        for suffix, name in NAMES.items():
            st.download_button(
                f"Diese Liste als {name}", made(suffix), file_name=task_list.file_name(here.circle, suffix),
                mime=files.MEDIA_TYPES[suffix], icon=":material/download:", on_click="ignore",
                key=f"aufgaben-liste{suffix}",
            )  # fmt: skip


def filtered(here: Here, wanted: TaskFilter) -> str:
    """Which tasks a list has, in words: „Gremium: Koordinierungsstab; Stand: offen, in Arbeit“."""
    organisations = {one.id: one.name for one in network_reads.network(here).organisations}
    parts = {
        "Gremium": meetings_reads.body_names(here).get(wanted.body or 0, ""),
        "Organisation": organisations.get(wanted.organisation or 0, ""),
        "Stand": ", ".join(one.label for one in wanted.states),
        "enthält": f"„{wanted.text}“" if wanted.text else "",
    }
    said = [f"{name}: {text}" for name, text in parts.items() if text]
    return "; ".join([*said, *(["nur überfällige"] if wanted.overdue else [])])
