"""Settings kept in the database: decisions of this county that are made at run time."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.store.models import Setting
from dashboard.store.work import UnitOfWork


def get_setting(session: Session, key: str, default: Any = None) -> Any:
    """The value under ``key``, or ``default`` where nothing was decided."""
    text = session.scalar(select(Setting.value).where(Setting.key == key))
    return default if text is None else json.loads(text)


def set_setting(work: UnitOfWork, key: str, value: Any) -> None:
    """Decide ``key``; the audit keeps the value before. Nothing is written where nothing changes."""
    before = get_setting(work.session, key)
    if before == value:
        return
    work.session.merge(Setting(key=key, value=json.dumps(value, ensure_ascii=False)))
    work.session.flush()
    work.record("settings", "setting.changed", f"setting:{key}", before, value)
