"""What ``dashboard import --json`` prints: one object, also where a file cannot be read at all."""

import hashlib
from typing import Any

from dashboard.errors import UserError
from dashboard.intake.commands import Receipt
from dashboard.intake.findings import Findings
from dashboard.intake.proposal import Proposal


def as_json(proposal: Proposal, receipt: Receipt | None = None) -> dict[str, Any]:
    """The object for a file that was read; ``receipt`` where it was taken over (or found to be in force)."""
    changes = receipt.changes if receipt is not None and receipt.committed else proposal.changes
    return {
        "file": proposal.file_name,
        "sha256": proposal.sha256,
        "encoding": proposal.encoding,
        "delimiter": proposal.delimiter,
        "layout": proposal.layout,
        "profile": proposal.profile,
        "rows_read": proposal.content.rows_read,
        "observations": proposal.content.observations,
        **changes.counts(),
        "findings": [finding.as_json() for finding in proposal.findings],
        "committed": receipt is not None and receipt.committed,
        "upload": receipt.upload if receipt is not None else proposal.known_upload,
    }


def refusal(name: str, data: bytes, error: UserError) -> dict[str, Any]:
    """The object for a file that cannot be read or taken over at all, with the reason among the findings."""
    findings = Findings()
    findings.add("file-unusable", facts={"reason": str(error)})
    sha256 = hashlib.sha256(data).hexdigest()
    return as_json(Proposal(name, sha256, len(data), findings=findings.close()))
