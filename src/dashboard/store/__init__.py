"""The store: engine, unit of work, actor and audit, data versions, settings, migrations."""

from dashboard.store.actor import Actor, Circle, Role
from dashboard.store.base import Base, Moment, now
from dashboard.store.configuration import get_setting, set_setting
from dashboard.store.store import Store, running
from dashboard.store.work import SUBJECTS, UnitOfWork

__all__ = [
    "SUBJECTS",
    "Actor",
    "Base",
    "Circle",
    "Moment",
    "Role",
    "Store",
    "UnitOfWork",
    "get_setting",
    "now",
    "running",
    "set_setting",
]
