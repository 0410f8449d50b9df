"""The victims. Each dies while the walk is held, the walk is let go, and the victim comes back as a supervisor brings it.

A victim's function returns when the victim is back.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable

from tests.chaos.house import is_gone, until
from tests.chaos.steps import RIGHT, Walk

LOCKED_SECONDS = 20.0


def brought_back(walk: Walk, name: str) -> None:
    house = walk.house
    house.kill(name)
    if name == "results":
        for key in house.redis.keys("gradus:results:*"):
            house.redis.delete(key)
    walk.let_go()
    house.start(name)
    house.await_back(name)


def runner(walk: Walk) -> None:
    brought_back(walk, "runner")


def zygote(walk: Walk) -> None:
    """The runner notices by itself; nothing else restarts it. Its cells go with it, before anything goes on."""
    zygote = walk.house.zygote()
    doomed = [zygote, *zygote.children(recursive=True)]
    zygote.kill()
    until(lambda: all(map(is_gone, doomed)), "the zygote and its cells are gone")
    walk.let_go()


def results(walk: Walk) -> None:
    brought_back(walk, "results")


def web(walk: Walk) -> None:
    brought_back(walk, "web")


def redis_with_its_data(walk: Walk) -> None:
    """While it is away a learner sends something: that is accepted too."""
    walk.house.kill("redis")
    walk.let_go()
    walk.send("while-away", RIGHT)
    walk.house.start("redis")
    walk.house.await_back("redis")


def redis_emptied(walk: Walk) -> None:
    walk.house.kill("redis")
    walk.let_go()
    shutil.rmtree(walk.house.folder / "redis")
    (walk.house.folder / "redis").mkdir()
    walk.send("while-away", RIGHT)
    walk.house.start("redis")
    walk.house.await_back("redis")


def database(walk: Walk) -> None:
    """Not killed, but locked, by another that writes for long; all else goes on, and a learner sends something."""
    walk.lock()
    walk.go_on()
    sending = threading.Thread(target=walk.send, args=("while-away", RIGHT), daemon=True)
    sending.start()
    time.sleep(LOCKED_SECONDS)
    walk.unlock()
    sending.join(LOCKED_SECONDS)
    assert not sending.is_alive(), "what was sent while the database was locked was never answered"


Victim = Callable[[Walk], None]
VICTIMS: dict[str, Victim] = {
    "runner": runner,
    "zygote": zygote,
    "results worker": results,
    "web": web,
    "Redis, with its data": redis_with_its_data,
    "Redis, emptied": redis_emptied,
    "database locked for 20 s": database,
}
