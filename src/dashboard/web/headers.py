"""Headers that go out with every answer, and those from outside that never get in."""

from starlette.datastructures import MutableHeaders

IDENTITY = b"x-dashboard-user"
IDENTITY_PREFIX = b"x-dashboard-"

STRICT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For our own plain pages: no script at all."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=(), "
        "browsing-topics=(), clipboard-write=(self), fullscreen=(self)"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def page_policy(script_hashes: tuple[str, ...]) -> str:
    """The policy under which page, map, charts, tables and upload work; ``script_hashes`` of the shell's own script."""
    hashes = "".join(f" '{value}'" for value in script_hashes)
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def without(raw: list[tuple[bytes, bytes]], *names: bytes) -> list[tuple[bytes, bytes]]:
    """The headers without those of these names."""
    return [(name, value) for name, value in raw if name.lower() not in names]


def without_identity(raw: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers without anything that could be taken for our own, however it is spelled."""
    return [(name, value) for name, value in raw if not name.lower().replace(b"_", b"-").startswith(IDENTITY_PREFIX)]


def harden(headers: MutableHeaders, *, secure: bool, policy: str, immutable: bool) -> None:
    """Bring an answer's headers to the house's rules; a policy that is already there is a stricter one."""
    for name, value in _ALWAYS.items():
        headers[name] = value
    if "content-security-policy" not in headers:
        headers["Content-Security-Policy"] = policy
    headers["Cache-Control"] = "private, max-age=31536000, immutable" if immutable else "no-store"
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
        _secure_cookies(headers)


def _secure_cookies(headers: MutableHeaders) -> None:
    for position, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie" and b"; secure" not in value.lower():
            headers.raw[position] = (name, value + b"; Secure")
