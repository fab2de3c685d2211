"""The register of what was agreed, recommended, proposed and decided: by body, year, kind, state and text."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.documents import files, register
from dashboard.documents.wording import office
from dashboard.formats import number
from dashboard.meetings.kinds import ResolutionKind, ResolutionState
from dashboard.meetings.resolution_queries import ResolutionEntry, Wanted
from dashboard.store.folding import searchable, words
from dashboard.ui import links, meetings_reads, network_reads, reads, tasks_marks, tasks_reads
from dashboard.ui.kept import Kept
from dashboard.ui.show import escaped
from dashboard.ui.tasks_reads import RESOLUTION
from dashboard.ui.visit import Here, store

BODY, YEAR, KIND, STATE, TEXT, AT = (
    "beschluss_gremium", "beschluss_jahr", "beschluss_art", "beschluss_stand", "beschluss_suche", "beschluss_seite",
)  # fmt: skip
OPEN = "beschluss:oeffnen"
ON_A_PAGE = 50
FITTING: Kept[list[ResolutionEntry]] = Kept(32)
NAMES = {".pdf": "PDF", ".docx": "DOCX"}
PLURALS = {
    ResolutionKind.AGREEMENT: ("Verabredung", "Verabredungen"),
    ResolutionKind.RECOMMENDATION: ("Empfehlung", "Empfehlungen"),
    ResolutionKind.PROPOSAL: ("Vorschlag", "Vorschläge"),
    ResolutionKind.DECISION: ("Beschluss", "Beschlüsse"),
}


def panel(here: Here) -> None:
    """The choices, the sentence and the rows a page at a time."""
    told = st.container()
    found, chosen = _chosen(here)
    if not found:
        _nothing(here, narrowed=chosen)
        return
    told.markdown(f"**{escaped(sentence(found))}**")
    shown = st.container()
    page = _page(len(found))
    rows = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    with shown:
        opened = {one.id: f"{one.number} {one.title} (Nr. {one.id})" for one in rows}
        st.selectbox(
            "Verabredung oder Beschluss öffnen", list(opened), index=None, format_func=opened.__getitem__, key=OPEN,
            filter_mode=None, placeholder="aus dieser Liste", width=480, on_change=_open,
        )  # fmt: skip
        kept = {name: str(value) for name, value in st.query_params.items() if name != RESOLUTION}
        st.html(tasks_marks.register(rows, {**kept, **links.kept(here)}))
    _files(here, found)


def sentence(found: Sequence[ResolutionEntry]) -> str:
    """„5 Einträge: 2 Verabredungen, 1 Vorschlag, 2 Beschlüsse; 1 Vorschlag wartet auf einen Beschluss.“"""
    counts = {kind: sum(one.form.kind is kind for one in found) for kind in ResolutionKind}
    parts = [f"{number(count)} {PLURALS[kind][count != 1]}" for kind, count in counts.items() if count]
    waiting = sum(one.form.state is ResolutionState.PROPOSED for one in found)
    many = "1 Eintrag" if len(found) == 1 else f"{number(len(found))} Einträge"
    more = ""
    if waiting:
        more = f"; {'1 Vorschlag wartet' if waiting == 1 else f'{number(waiting)} Vorschläge warten'} auf den Beschluss"
    return f"{many}: {', '.join(parts)}{more}."


def fitting(found: Sequence[ResolutionEntry], text: str) -> list[ResolutionEntry]:
    """Those in which every word occurs, in any spelling of its umlauts."""
    sought = words(text)
    if not sought:
        return list(found)
    folded = (
        (one, searchable(f"{one.number} {one.form.wording} {one.form.outcome} {one.form.result}")) for one in found
    )
    return [one for one, told in folded if all(word in told for word in sought)]


def _chosen(here: Here) -> tuple[list[ResolutionEntry], bool]:
    years = {str(one.form.day.year): str(one.form.day.year) for one in meetings_reads.meetings(here)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        body = network_reads.chosen(BODY, "Gremium", meetings_reads.body_names(here), "alle Gremien", 300)
        year = network_reads.chosen(YEAR, "Jahr", years, "alle Jahre", 160)
        kind = network_reads.chosen(KIND, "Art", {one.value: one.label for one in ResolutionKind}, "alle Arten", 200)
        state = network_reads.chosen(
            STATE, "Stand", {one.value: one.label for one in ResolutionState}, "jeder Stand", 200
        )
        text = st.text_input(
            "Text enthält", key=TEXT, bind="query-params", width=200, placeholder="ein Wort oder mehrere"
        )
    wanted = Wanted(
        body=body, year=int(year) if year else None, kind=ResolutionKind(kind) if kind else None,
        state=ResolutionState(state) if state else None,
    )  # fmt: skip
    key = (*meetings_reads.state(here), reads.catalogue().version, wanted, text)
    found = FITTING.get(key, lambda: fitting(tasks_reads.register(here, wanted), text or ""))
    return found, wanted != Wanted() or bool(text)


def _page(total: int) -> int:
    last = -(-total // ON_A_PAGE)
    if last < 2:
        return 0
    options = {str(at): f"{at} von {last}" for at in range(2, last + 1)}
    return int(network_reads.chosen(AT, "Seite", options, f"1 von {last}", 160) or 1) - 1


def _open() -> None:
    key = st.session_state.get(OPEN)
    if key is not None:
        st.query_params[RESOLUTION] = str(key)
        st.session_state[OPEN] = None


def _nothing(here: Here, *, narrowed: bool) -> None:
    if narrowed:
        st.info("Nichts im Verzeichnis passt zu dieser Auswahl.", icon=":material/filter_alt_off:")
        return
    more = " Sie werden in der Niederschrift einer Sitzung festgehalten." if here.may_edit else ""
    st.info(f"Für diesen Kreis ist noch keine Verabredung und kein Beschluss da.{more}", icon=":material/gavel:")


def _files(here: Here, found: Sequence[ResolutionEntry]) -> None:
    def made(suffix: str) -> Callable[[], bytes]:
        def write() -> bytes:
            with store().reading() as session:
                named = office(session)
            return files.written(register.document(found, circle=here.circle, office=named), suffix)

        return write

    with st.container(horizontal=True):
        for suffix, name in NAMES.items():
            st.download_button(
                f"Dieses Verzeichnis als {name}", made(suffix), file_name=register.file_name(here.circle, suffix),
                mime=files.MEDIA_TYPES[suffix], icon=":material/download:", on_click="ignore",
                key=f"beschluss-liste{suffix}",
            )  # fmt: skip
