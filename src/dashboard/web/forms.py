"""Forms: reading what was sent, and the tokens that prove it was sent from our own page."""

import hashlib
import secrets
from urllib.parse import parse_qsl

from itsdangerous import BadSignature, Signer, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.access.names import fold
from dashboard.web.cookies import HALF_A_YEAR

LONGEST = 20_000
"""Bytes of a form; ours have a name, two passwords and a path."""
PEOPLE_PER_BROWSER = 8


async def read(request: Request) -> dict[str, str]:
    """The fields of a plain form; raises HTTPException for anything else or too much of it."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Das war kein Formular dieser Seite.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise HTTPException(413, "Das Formular ist zu groß.")
    try:
        return dict(parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise HTTPException(400, "Das Formular hat zu viele Felder.") from error


class FormTokens:
    """Signed double submit: the field is a signature of the form cookie (and of the session, if there is one).

    It also guards the sign-in form, so nobody can be signed in to a stranger's account unawares.
    """

    def __init__(self, key: bytes) -> None:
        self._signer = Signer(key, salt="dashboard.form", digest_method=hashlib.sha256)

    @staticmethod
    def new_cookie() -> str:
        """A value for the form cookie."""
        return secrets.token_urlsafe(24)

    def field(self, cookie: str, session_id: str = "") -> str:
        """The value of the hidden field for this cookie and session."""
        return self._signer.get_signature(f"{cookie}|{session_id}").decode()

    def fits(self, field: str, cookie: str, session_id: str = "") -> bool:
        """Whether the field was made for this cookie and session."""
        expected = self.field(cookie, session_id).encode()
        return bool(cookie) and secrets.compare_digest(field.encode("utf-8", "replace"), expected)


class DeviceMarks:
    """The marks of people who have signed in with this browser, so strangers' failures elsewhere do not slow them."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeTimedSerializer(
            key, salt="dashboard.device", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def mark(self, cookie: str, name: str) -> str:
        """The mark of ``name`` in this browser; empty if there is none."""
        return self._marks(cookie).get(_key(name), "")

    def with_mark(self, cookie: str, name: str) -> str:
        """The cookie with a mark for ``name``; the newest eight people are kept."""
        marks = self._marks(cookie)
        mark = marks.pop(_key(name), "") or secrets.token_urlsafe(18)
        newest = [*marks.items(), (_key(name), mark)][-PEOPLE_PER_BROWSER:]
        text = self._serializer.dumps(dict(newest))
        return text if isinstance(text, str) else text.decode()

    def _marks(self, cookie: str) -> dict[str, str]:
        try:
            return dict(self._serializer.loads(cookie, max_age=HALF_A_YEAR))
        except BadSignature:
            return {}


def _key(name: str) -> str:
    # Not the name itself: whoever finds the browser's files should not read who works here.
    return hashlib.sha256(fold(name).encode()).hexdigest()[:16]
