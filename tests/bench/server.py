"""A server under measurement: started on loopback, watched, and ended by its own process id."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from peak_memory import peak_megabytes

ROOT = Path(__file__).parents[2]
START_PATIENCE = 120
"""Seconds a server may take until it answers."""


class Server:
    """A running server process."""

    def __init__(self, process: subprocess.Popen[bytes], host: str, log: Path) -> None:
        self.process = process
        self.host = host
        self.log = log

    def wait_until_ready(self) -> None:
        """Return as soon as the start page is answered, whatever the answer; raises RuntimeError with the log."""
        deadline = monotonic() + START_PATIENCE
        while monotonic() < deadline and self.process.poll() is None:
            try:
                with closing(http.client.HTTPConnection(self.host, timeout=5)) as connection:
                    connection.request("GET", "/")
                    connection.getresponse().read()
            except OSError:
                sleep(0.1)
            else:
                return
        raise RuntimeError(f"the server did not start:\n{self.log.read_text(encoding='utf-8', errors='replace')}")

    def peak_megabytes(self) -> float:
        """Highest memory so far (resident set, 10^6 bytes) of the process that serves: the largest of those started."""
        return max(peak_megabytes(pid) for pid in _family(self.process.pid))

    def end(self) -> None:
        """End this process and what it started, and no other."""
        family = _family(self.process.pid) if self.process.poll() is None else []
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            for pid in family:
                os.kill(pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def serving(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    """Run ``command`` with a free port as its last argument, from the project's folder, until the block ends."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, str(port)],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        server = Server(process, f"127.0.0.1:{port}", log)
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.end()


def bare_page() -> list[str]:
    """Command line of the bare page, under the project's own settings (they are read from the project's folder)."""
    script = str(ROOT / "tests" / "bench" / "bare.py")
    return [sys.executable, "-m", "streamlit", "run", script, "--server.address", "127.0.0.1", "--server.port"]


def free_port() -> int:
    """A port of loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(member for child in children for member in _family(int(child)))]
