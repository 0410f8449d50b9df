"""A zygote that ends in the way it is told: `python ending.py stay|leave|crash DESCRIPTOR [--no-namespaces]`.

It forks a sealed cell that holds DESCRIPTOR open and waits for ever, prints "ready", and ends.
"""

import os
import signal
import sys

from runner.sandbox.lockdown import Lockdown, view_for

if __name__ == "__main__":
    way, held = sys.argv[1], int(sys.argv[2])
    lockdown = Lockdown(view_for("numpy"), namespaces="--no-namespaces" not in sys.argv)
    lockdown.enter()
    sealed, sealing = os.pipe()
    if os.fork() == 0:
        lockdown.seal_cell(0, {held, sealing})
        os.write(sealing, b"x")
        while True:
            signal.pause()
    os.read(sealed, 1)
    os.close(held)
    print("ready", flush=True)
    if way == "leave":
        os._exit(7)
    if way == "crash":
        os.kill(os.getpid(), signal.SIGABRT)
        os._exit(8)  # the first process of a namespace is deaf to signals of its own
    signal.pause()
