"""The warm process that cells are forked from.

`python -m runner.sandbox.zygote FLAVOUR FD SPARES [--no-namespaces]` imports and warms everything on one thread,
locks itself down, keeps a few spare cells ready, and answers one socket: `kill` ends a cell, and it and `give` have the
ends of so many spare ones handed over. It tells how each cell ended. It dies with its parent, and its cells with it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from collections import deque
from dataclasses import dataclass

from runner.sandbox import warm, wire
from runner.sandbox.lockdown import Lockdown, view_for
from runner.sandbox.selftest import self_test

# A fork at once would take the processor from the very cells just handed over: where the judge has some left, their
# work comes first, and most of it is done by then.
QUIET_MILLISECONDS = 15
QUIET_MILLISECONDS_WITH_CELLS = 60


@dataclass
class Spare:
    """A forked, sealed cell that waits: the judge's ends of its control socket and of its output pipe."""

    name: int
    control: socket.socket
    output: int


class Zygote:
    """Forks cells and reaps them. Single-threaded for ever."""

    def __init__(self, lockdown: Lockdown, framework: str, judge: socket.socket, spares: int) -> None:
        self.lockdown = lockdown
        self.framework = framework
        self.judge = judge
        self.inbox = wire.Inbox(judge)
        self.wanted = spares
        self.spares: deque[Spare] = deque()
        self.hurried = False  # the judge has none left
        self.pids: dict[int, int] = {}  # cell name -> pid
        self.watches: dict[int, int] = {}  # pidfd -> cell name
        self.count = 0
        self.poll = select.poll()
        self.poll.register(judge, select.POLLIN)

    def serve(self) -> None:
        """Answer the judge until its socket ends; make up for spares handed over once it is quiet."""
        self.spares.extend(self.fork() for _ in range(self.wanted))
        told = {"ready": self.lockdown.layers, "missing": self.lockdown.missing, "level": self.lockdown.level}
        wire.send_message(self.judge, told)
        while True:
            events = self.poll.poll(self.patience())
            if not events:
                self.spares.append(self.fork())
                if len(self.spares) == self.wanted:
                    self.hurried = False
                    wire.send_message(self.judge, {"full": self.count})
            for fd, _ in events:
                if fd in self.watches:
                    self.reap(fd)
                elif not self.answer():
                    return

    def patience(self) -> int | None:
        """Milliseconds without anything to do after which a spare is made; None where none is missing."""
        if len(self.spares) >= self.wanted:
            return None
        return QUIET_MILLISECONDS if self.hurried else QUIET_MILLISECONDS_WITH_CELLS

    def answer(self) -> bool:
        if not self.inbox.fill():
            return False
        while (message := self.inbox.take()) is not None:
            if message["op"] == "give":
                self.hurried = True
            elif message["cell"] in self.pids:
                os.kill(self.pids[message["cell"]], signal.SIGKILL)
            for _ in range(message["give"]):
                self.hand_over()
        return True

    def hand_over(self) -> None:
        spare = self.spares.popleft() if self.spares else self.fork()
        wire.send_message(self.judge, {"cell": spare.name}, [spare.control.fileno(), spare.output])
        spare.control.close()
        os.close(spare.output)

    def fork(self) -> Spare:
        self.count += 1
        ours, theirs = socket.socketpair()
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            self.become_cell(theirs, write)
        theirs.close()
        os.close(write)
        watch = os.pidfd_open(pid)
        self.pids[self.count] = pid
        self.watches[watch] = self.count
        self.poll.register(watch, select.POLLIN)
        return Spare(self.count, ours, read)

    def become_cell(self, control: socket.socket, output: int) -> None:
        """In the child: seal, then serve one submission. Never returns."""
        from runner.sandbox.cell import Cell, attach_output

        code = 70
        try:
            attach_output(output)
            self.lockdown.seal_cell(self.count % 1000, {0, 1, 2, control.fileno()})
            cell = Cell(control, self.lockdown.limit_job)
            cell.rehearse(self.framework)
            cell.serve()
            code = 0
        except (BrokenPipeError, ConnectionResetError):
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)

    def reap(self, watch: int) -> None:
        name = self.watches.pop(watch)
        self.poll.unregister(watch)
        os.close(watch)
        pid = self.pids.pop(name)
        _, status, usage = os.wait4(pid, 0)
        wire.send_message(self.judge, {"ended": name, "status": status, "peak_kb": usage.ru_maxrss})


def main() -> None:
    flavour, fd, spares = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the judge; its end of the socket tells us
    warm.warm(flavour)
    view = view_for("torch" if flavour == "torch" else "numpy")
    lockdown = Lockdown(view, namespaces="--no-namespaces" not in sys.argv)
    lockdown.enter()
    self_test(lockdown)  # what is claimed is tried: a layer that does not hold takes the level away
    gc.collect()
    gc.freeze()  # keeps the collector from writing to pages the cells share
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        Zygote(lockdown, flavour, socket.socket(fileno=fd), spares).serve()


if __name__ == "__main__":
    main()
