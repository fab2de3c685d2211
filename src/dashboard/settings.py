"""Settings of the installation, read from the environment (prefix ``DASHBOARD_``)."""

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dashboard.errors import SetupError

PROGRAM_ROOT = Path(__file__).resolve().parents[2]
"""Folder of the program: catalogue, geography and templates lie beside it, never in the data folder."""

DATABASE_NAME = "lagebild.sqlite3"


class Settings(BaseSettings):
    """What the county's IT decides before start; everything else is set in the browser and kept in the store."""

    model_config = SettingsConfigDict(env_prefix="DASHBOARD_", extra="ignore")

    database_url: str = ""
    data_dir: Path = PROGRAM_ROOT / "data" / "local"
    catalogue_dir: Path = PROGRAM_ROOT / "data" / "catalogue"
    geography_dir: Path = PROGRAM_ROOT / "data" / "geography"

    demo: bool = False
    """The fictional county with its sign-in buttons; only ever set by ``dashboard demo``."""

    secure_cookies: bool = False
    """True behind TLS: cookies carry ``Secure`` and the ``__Host-`` prefix, HSTS is sent."""
    trusted_proxy: str = ""
    """Address of the reverse proxy whose X-Forwarded-* headers count; empty: none."""
    session_idle_minutes: int = Field(60, ge=1)
    session_hours: int = Field(12, ge=1)

    @property
    def store_url(self) -> str:
        """The database URL in force: the given one, or the SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / DATABASE_NAME}"


@cache
def get_settings() -> Settings:
    """The settings of this process, read once; SetupError names the variables that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = {f"DASHBOARD_{str(one['loc'][0]).upper()}={one['input']}" for one in error.errors()}
        raise SetupError(
            f"Diese Einstellungen der Umgebung sind nicht zu verwenden: {', '.join(sorted(wrong))}. "
            "Was jeweils möglich ist, steht in den Hinweisen für den Betrieb (docs/betrieb.md)."
        ) from None
