"""A browser's end of the stream: opens a page at an address and keeps everything the server sends for it.

Each view is a fresh tab: what an address cannot hold (which tab is in front, which tables are open) goes along as the
states of widgets, learned from what was sent before.
"""

import hashlib
import http.client
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pikepdf
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 60
FILE = re.compile(rb"/media/[0-9a-f]+\.\w+")
TABLE = '<div role="region"'
CONCERNS_THE_SESSION = {"new_session", "session_status_changed", "script_finished"}
Address = Mapping[str, str | Sequence[str]]


@dataclass
class Sight:
    """All that came for one view."""

    messages: list[ForwardMsg] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """What its images lead to, and its download buttons (by what they are called)."""
    new: bool = False

    def elements(self, kind: str = "") -> Iterator[Any]:
        """Everything that is shown, or only what is of this kind."""
        for message in self.messages:
            if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
                found = message.delta.new_element.WhichOneof("type")
                if found and kind in ("", found):
                    yield getattr(message.delta.new_element, found)

    def offered(self, key: str) -> list[str]:
        """The choices of the widget with this key; none where there is no such widget."""
        for widget in self.elements():
            if str(getattr(widget, "id", "")).endswith(f"-{key}") and hasattr(widget, "options"):
                return [str(getattr(option, "content", option)) for option in widget.options]
        return []

    def told(self) -> list[bytes]:
        """Every message and file without what belongs to the session, in an order that can be compared."""
        names = {name.encode(): _digest(content) for name, content in self.files.items()}
        texts = []
        for message in self.messages:
            if message.WhichOneof("type") not in CONCERNS_THE_SESSION:
                known = ForwardMsg()
                known.CopyFrom(message)
                known.ClearField("hash")
                known.metadata.ClearField("run")
                if known.delta.new_element.HasField("download_button"):
                    known.delta.new_element.download_button.ClearField("deferred_file_id")
                texts.append(FILE.sub(lambda found: names.get(found[0], found[0]), known.SerializeToString()))
        return [*texts, *(name + b" " + digest for name, digest in names.items() if not FILE.fullmatch(name))]


@dataclass
class Reader:
    """Somebody signed in who opens views."""

    host: str
    cookie: str
    known: dict[str, bool | str] = field(default_factory=dict)
    """What to say of every expander (open) and of every set of tabs (which one is in front)."""
    fetched: dict[str, bytes] = field(default_factory=dict)
    tables: set[tuple[str, str]] = field(default_factory=set)
    """Of which buttons and tables the file has been fetched."""

    def open(self, page: str, address: Address, front: str = "") -> Sight:
        """A page with every table open and the tab ``front`` in front."""
        for _ in range(4):
            sight = self._opened(page, address, front)
            if not sight.new:
                return sight
        raise AssertionError(f"{page} {address}: always something new")

    def _opened(self, page: str, address: Address, front: str) -> Sight:
        sight = Sight()
        with connect(
            f"ws://{self.host}/_stcore/stream",
            origin=Origin(f"http://{self.host}"),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": self.cookie},
            compression=None,
            max_size=None,
        ) as socket:
            socket.send(self._request(page, address, front).SerializeToString())
            while True:
                message = _next(socket)
                sight.messages.append(message)
                match message.WhichOneof("type"):
                    case "delta":
                        sight.new |= self._learned(message)
                        _refuse_errors(message.delta.new_element)
                    case "script_finished":
                        break
            self._fetch(socket, sight)
        return sight

    def _request(self, page: str, address: Address, front: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.page_name = page
        state.query_string = urlencode(address, doseq=True)
        state.context_info.timezone, state.context_info.locale = "Europe/Berlin", "de-DE"
        state.context_info.url = f"http://{self.host}/{page}"
        state.context_info.color_scheme = "light"
        for key, value in self.known.items():
            if value is True:
                state.widget_states.widgets.add(id=key, bool_value=True)
            elif front:
                state.widget_states.widgets.add(id=key, string_value=front)
        return message

    def _learned(self, message: ForwardMsg) -> bool:
        block = message.delta.add_block
        found: dict[str, bool | str] = {block.expandable.id: True, block.tab_container.id: "tab"}
        new = {key: value for key, value in found.items() if key and key not in self.known}
        self.known |= new
        return bool(new)

    def _fetch(self, socket: ClientConnection, sight: Sight) -> None:
        table = ""
        for element in list(sight.elements()):
            if str(getattr(element, "body", "")).startswith(TABLE):
                table = element.body
            deferred = str(getattr(element, "deferred_file_id", ""))
            if deferred and (element.id, table) not in self.tables:
                self.tables.add((element.id, table))
                sight.files[element.id] = self._file(self._made(socket, sight, deferred))
        for message in sight.messages:
            for found in FILE.findall(message.SerializeToString()):
                sight.files[found.decode()] = self._file(found.decode())

    @staticmethod
    def _made(socket: ClientConnection, sight: Sight, deferred: str) -> str:
        """Have a file made that is made on demand, as a click does; its address."""
        started = next(m.new_session for m in sight.messages if m.WhichOneof("type") == "new_session")
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = deferred, started.initialize.session_id
        request.deferred_file.file_id = deferred
        socket.send(message.SerializeToString())
        while (answer := _next(socket)).WhichOneof("type") != "backend_operation_response":
            pass
        assert not answer.backend_operation_response.error_msg, answer
        return answer.backend_operation_response.deferred_file.url

    def _file(self, address: str) -> bytes:
        if address not in self.fetched:
            with closing(http.client.HTTPConnection(self.host, timeout=PATIENCE)) as connection:
                connection.request("GET", address, headers={"Cookie": self.cookie})
                answer = connection.getresponse()
                content = answer.read()
                assert answer.status == 200, (address, answer.status)
            self.fetched[address] = content
        return self.fetched[address]


def _next(socket: ClientConnection) -> ForwardMsg:
    message = ForwardMsg()
    message.ParseFromString(socket.recv(timeout=PATIENCE, decode=False))
    return message


def _refuse_errors(element: Element) -> None:
    assert not element.HasField("exception"), element.exception.message


def _digest(content: bytes) -> bytes:
    """Of workbooks and papers their parts, because the moment they were made is in them."""
    found = hashlib.sha256()
    if content.startswith(b"%PDF"):
        for part in _parts_of_paper(content):
            found.update(part)
        return found.hexdigest().encode()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in sorted(parts.namelist()):
                if name != "docProps/core.xml":
                    found.update(name.encode() + parts.read(name))
    else:
        found.update(content)
    return found.hexdigest().encode()


def _parts_of_paper(content: bytes) -> Iterator[bytes]:
    """What is drawn, and what is said beside it: alternative texts, bookmarks."""
    with pikepdf.open(io.BytesIO(content)) as paper:
        for one in paper.objects:
            if isinstance(one, pikepdf.Stream):
                if one.get("/Type") != "/Metadata":
                    yield one.read_bytes()
            elif isinstance(one, pikepdf.Dictionary):
                yield from (str(one[name]).encode() for name in ("/Alt", "/ActualText", "/Title") if name in one)
