"""What is typed into a form, kept in the database until it is saved: it stands there again in any later session.

The session holds what is typed now (``catalogue_drafts``), the store what was typed last, the browser what it could
not send. All three are let go of when the form is saved or thrown away. With every long text that is typed the other
fields of the form are kept too, under ``REST``.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.errors import NotAllowed, UserError
from dashboard.formats import clock, moment
from dashboard.store import UnitOfWork
from dashboard.store import drafts as kept
from dashboard.store.drafts import Key, Typed
from dashboard.ui import catalogue_drafts as forms
from dashboard.ui import draft_box
from dashboard.ui.draft_box import Box
from dashboard.ui.visit import acting, current, store

REST = "*"
"""Name under which the fields beside the long texts are kept, as JSON."""
BOX = ":kasten"
SESSION_GONE = "noch nicht gesichert – Ihre Sitzung ist beendet; der Text bleibt in diesem Browser"
PLAIN = (str, int, float, bool, type(None))


def thing(name: str) -> tuple[str, str]:
    """Kind and id under which the drafts of the form ``name`` are kept: ``buendnis:ziel``, ``3:17``."""
    parts = name.split(":")
    kind = 2 if len(parts) > 2 else 1
    return ":".join(parts[:kind]), ":".join(parts[kind:])


def restore(name: str) -> None:
    """Let a form that this session has just begun go on with the person's draft, if there is one."""
    state, prefix = st.session_state, forms.prefix(name)
    if state.get(f"{prefix}begonnen"):
        return
    state[f"{prefix}begonnen"] = True
    kind, object_id = thing(name)
    with store().reading() as session:
        own = kept.own(session, current().actor, kind, object_id)
    if own:
        fill(name, own)


def fill(name: str, found: list[Typed]) -> None:
    """Put drafts into the open form, with the version of the thing they were begun with."""
    state, prefix = st.session_state, forms.prefix(name)
    begun = state.get(f"{name}:anfang", {})
    for one in sorted(found, key=lambda one: one.key.field != REST):
        values = unpacked(one.text) if one.key.field == REST else {one.key.field: one.text}
        state.update({f"{prefix}{key}": value for key, value in values.items() if key in begun})
    newest = max(found, key=lambda one: one.at)
    state[f"{name}:fassung"] = newest.base_version or 0
    state[f"{prefix}entwurf"] = moment(newest.at)
    state[f"{prefix}runde"] = state.get(f"{prefix}runde", 0) + 1


def restored(name: str) -> str:
    """When the draft was typed that stands in the form; empty: none was found."""
    return str(st.session_state.get(f"{forms.prefix(name)}entwurf", ""))


def long(name: str, key: str, label: str, **more: Any) -> None:
    """A box for a long text of the form; ``more`` as in ``Box``: placeholder, help, height."""
    _field(name, forms.prefix(name), key, current().actor.account, label, more)


@st.fragment
def _field(name: str, prefix: str, key: str, account: int | None, label: str, more: Mapping[str, Any]) -> None:
    # A fragment: what is typed runs this box again and not the page.
    state = st.session_state
    _receive(name, prefix, key)
    if state.pop(f"{name}:sitzung", False):
        st.rerun()  # the frame asks to sign in again; what is typed waits here
    standing = _standing(name, prefix, key)
    box = Box(
        label, str(state.get(f"{prefix}{key}") or ""), f"{prefix}{state.get(f'{prefix}runde', 0)}",
        place=":".join(("entwurf", str(account), *thing(name), key)), **standing, **more,
    )  # fmt: skip
    draft_box.mount(f"{prefix}{key}{BOX}", box)


def collect(name: str) -> None:
    """Take what the browser sent together with the click, whichever of the two Streamlit tells first."""
    prefix = forms.prefix(name)
    for found in [str(one) for one in st.session_state if str(one).startswith(prefix) and str(one).endswith(BOX)]:
        _receive(name, prefix, found.removeprefix(prefix).removesuffix(BOX))


def done(work: UnitOfWork, name: str) -> None:
    """Delete the person's drafts of the form, in the transaction that saves it."""
    kept.done(work, *thing(name))


def closed(name: str) -> None:
    """Tell the browser that all it sent is taken care of: it lets go of its copies."""
    for key in [str(one) for one in st.session_state if str(one).startswith(f"{name}:feld:")]:
        st.session_state[key] = {**st.session_state[key], "kept": st.session_state[key]["known"]}


def settled(name: str, version: int) -> None:
    """Let a form that was saved as ``version`` stay open as it is, with cursor and all: whoever writes goes on."""
    state, prefix = st.session_state, forms.prefix(name)
    begun = state.get(f"{name}:anfang", {})
    state[f"{name}:anfang"] = {key: state.get(f"{prefix}{key}", value) for key, value in begun.items()}
    state[f"{name}:fassung"] = version
    for key in (f"{name}:fehler", f"{prefix}entwurf"):
        state.pop(key, None)
    closed(name)
    for key in [str(one) for one in state if str(one).startswith(f"{name}:feld:")]:
        state[key] = {**state[key], "at": ""}


def throw_away(name: str) -> None:
    """Let go of all that was typed into the form, because the person said so."""
    collect(name)
    kept.discard_all(store(), acting(), *thing(name))
    closed(name)
    forms.given_up(name)


def forget(kind: str, object_id: str) -> None:
    """Let go of a form in this session whose draft was thrown away elsewhere."""
    name = f"{kind}:{object_id}"
    if f"{name}:anfang" in st.session_state:
        closed(name)
        forms.given_up(name)


def packed(values: Mapping[str, Any]) -> str:
    """Values of fields as text: words, numbers, days and lists of them; others are left out."""
    return json.dumps({key: _packed(value) for key, value in values.items() if _packable(value)}, ensure_ascii=False)


def unpacked(text: str) -> dict[str, Any]:
    """What ``packed`` was given."""
    return {key: _unpacked(value) for key, value in json.loads(text).items()}


def _receive(name: str, prefix: str, key: str) -> None:
    """Take what was typed into the session and keep it as a draft; does nothing where that is done already."""
    state, typed = st.session_state, draft_box.typed(f"{prefix}{key}{BOX}")
    standing = _standing(name, prefix, key)
    if typed is None or typed.number <= standing["known"]:
        return
    state[f"{prefix}{key}"] = typed.text
    standing |= {"known": typed.number, "trouble": ""}
    try:
        standing |= {"at": _keep(name, prefix, key, typed.text), "kept": typed.number}
    except NotAllowed:
        # Not taken as received: the next run after a new sign-in keeps it.
        state[f"{name}:sitzung"] = True
        standing |= {"known": standing["kept"], "trouble": SESSION_GONE}
    except UserError as error:
        standing |= {"trouble": str(error)}
    state[f"{name}:feld:{key}"] = {**standing, "of": prefix}


def _standing(name: str, prefix: str, key: str) -> dict[str, Any]:
    held = dict(st.session_state.get(f"{name}:feld:{key}", {}))
    said = ("at", "trouble") if held.pop("of", "") == prefix else ()
    return {"known": 0, "kept": 0, "at": "", "trouble": ""} | {
        part: held[part] for part in ("known", "kept", *said) if part in held
    }


def _keep(name: str, prefix: str, key: str, text: str) -> str:
    """Keep the text and the other fields; gives the time of day, or nothing where all is as it was."""
    state, actor, (kind, object_id) = st.session_state, acting(), thing(name)
    if not forms.touched(name):
        kept.discard_all(store(), actor, kind, object_id)
        return ""
    base = forms.seen(name) or None
    at = kept.put(store(), actor, Key(kind, object_id, key), text, base)
    rest = {
        one: state.get(f"{prefix}{one}", value)
        for one, value in state.get(f"{name}:anfang", {}).items()
        if f"{prefix}{one}{BOX}" not in state
    }
    kept.put(store(), actor, Key(kind, object_id, REST), packed(rest), base)
    return clock(at)


def _packable(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_packable(one) for one in value)
    return isinstance(value, PLAIN) or type(value) is date


def _packed(value: Any) -> Any:
    match value:
        case list() | tuple():
            return [_packed(one) for one in value]
        case date():
            return {"day": value.isoformat()}
    return value


def _unpacked(value: Any) -> Any:
    match value:
        case list():
            return [_unpacked(one) for one in value]
        case {"day": day}:
            return date.fromisoformat(day)
    return value
