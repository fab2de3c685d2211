"""The command line: for the county's IT and for tests. Everything here is also in the browser."""

from dashboard.cli.main import run

__all__ = ["run"]
