"""Whether a file is in force already."""

from sqlalchemy import select

from dashboard.accommodation.models import Report
from dashboard.formats import moment
from dashboard.intake.context import Context
from dashboard.observations.models import Observation, Upload
from dashboard.observations.queries import upload_in_force


def say_known(context: Context, sha256: str, mapping: str) -> int | None:
    """The upload in force with these bytes, read alike; it is said, also where newer files have replaced it."""
    upload = upload_in_force(context.session, sha256, mapping)
    if upload is None:
        return None
    more = ""
    if not _has_current(context, upload):
        more = " Neuere Dateien haben ihre Werte inzwischen ersetzt; soll sie wieder gelten, nehmen Sie jene zurück."
    facts = {"upload": upload.id, "at": moment(upload.at), "who": upload.who, "more": more}
    context.findings.add("file-known", facts=facts)
    return upload.id


def _has_current(context: Context, upload: Upload) -> bool:
    statements = (
        select(table.id).where(table.upload == upload.id, table.current).limit(1) for table in (Observation, Report)
    )
    return any(context.session.scalar(statement) is not None for statement in statements)
