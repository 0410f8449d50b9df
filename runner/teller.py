"""Events on their way to whoever watches a submission: sent in order, by a thread that no verdict waits for.

Checks of a quick lab end within a millisecond of each other: what is told within forty of them goes together, so that
the judge is not held up by sixteen messages where two will do.
"""

from __future__ import annotations

import json
import queue
import sys
import threading

import redis

from runner.contract import Event

KEPT = 1000
EXPIRE_SECONDS = 24 * 3600
TOGETHER_SECONDS = 0.04


def events_key(submission: int) -> str:
    return f"gradus:events:{submission}"


class Teller:
    """Call it with an event. The verdict is the fact, events only a view of it: one may be lost."""

    def __init__(self, client: redis.Redis) -> None:
        self.client = client
        self._waiting: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._run, name="teller", daemon=True)
        self._thread.start()

    def __call__(self, event: Event) -> None:
        self._waiting.put(event)

    def hurry(self) -> None:
        """Nothing more will come for now: what waits is sent at once, and so before the verdict is written."""
        self._hurry.set()

    def close(self) -> None:
        """Send what waits, then end."""
        self._waiting.put(None)
        self._hurry.set()
        self._thread.join()

    def _run(self) -> None:
        while (event := self._waiting.get()) is not None:
            batch = [event]
            ending = False
            self._hurry.wait(TOGETHER_SECONDS)
            self._hurry.clear()
            while not self._waiting.empty():
                following = self._waiting.get()
                if following is None:
                    ending = True
                    break
                batch.append(following)
            self._send(batch)
            if ending:
                return

    def _send(self, batch: list[Event]) -> None:
        try:
            with self.client.pipeline(transaction=False) as pipe:
                for event in batch:
                    told = json.dumps(event.to_json())
                    pipe.xadd(events_key(event.submission), {"event": told}, maxlen=KEPT, approximate=True)
                for submission in {event.submission for event in batch}:
                    pipe.expire(events_key(submission), EXPIRE_SECONDS)
                pipe.execute()
        except redis.RedisError as error:
            print(f"{len(batch)} events not sent: {error}", file=sys.stderr)
