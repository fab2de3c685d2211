"""Access: accounts, sessions on the server, one-time links, and the throttle of the sign-in. No web in here."""

from dashboard.access.attempts import Place, TooManyAttempts
from dashboard.access.commands import Rights
from dashboard.access.keys import signing_key
from dashboard.access.links import Link, LinkUnusable, Offer, Purpose, first_admin_link
from dashboard.access.names import NameUnusable
from dashboard.access.passwords import PasswordUnusable
from dashboard.access.queries import AccountView, State, Visit
from dashboard.access.sessions import Limits, Opened, by_token, present, sign_out
from dashboard.access.signin import SignInRefused

__all__ = [
    "AccountView",
    "Limits",
    "Link",
    "LinkUnusable",
    "NameUnusable",
    "Offer",
    "Opened",
    "PasswordUnusable",
    "Place",
    "Purpose",
    "Rights",
    "SignInRefused",
    "State",
    "TooManyAttempts",
    "Visit",
    "by_token",
    "first_admin_link",
    "present",
    "sign_out",
    "signing_key",
]
