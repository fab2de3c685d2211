"""The most memory a process has held, as the system counts it."""

from pathlib import Path


def peak_megabytes(pid: int | None = None) -> float:
    """Megabytes (10^6 bytes, resident set) at the peak of process ``pid``, or of this one.

    Not ``getrusage``: Linux carries its number over from the process that started this one (a fork's size survives
    the exec), so a small program under a large test run would answer with the test run's memory. ``VmHWM`` begins anew
    with the program.
    """
    status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024 / 1e6
