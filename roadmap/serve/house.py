"""Raises the whole house and takes it down again."""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO, Any

import redis.asyncio

from roadmap.serve.embedded_redis import forget_private_folder
from roadmap.serve.errors import StartError
from roadmap.serve.leash import leashed
from roadmap.serve.parts import Part, parts_of, shared_environment
from roadmap.serve.plan import Plan
from roadmap.serve.watch import Watch, last_lines, say

REDIS_SECONDS = 60.0
READY_SECONDS = 180.0
HEARTBEATS = ("gradus:runner:*", "gradus:results:*")
ASK_EVERY_SECONDS = 0.1
ASK_TIMEOUT_SECONDS = 5.0


class House:
    """All parts of one start."""

    def __init__(self, plan: Plan, environment: dict[str, str]) -> None:
        self.plan = plan
        self.environment = environment
        self.watches: list[Watch] = []
        self.asked_to_stop = asyncio.Event()

    async def live(self) -> None:
        """Starts everything and watches it until asked to stop; leaves no process behind.

        Raises StartError, and OSError where the disk fails us.
        """
        self.listen_for_signals()
        work = asyncio.create_task(self.work())
        asked = asyncio.create_task(self.asked_to_stop.wait())
        try:
            await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work
        except* (StartError, OSError) as errors:
            raise errors.exceptions[0] from None
        finally:
            asked.cancel()
            await self.take_down()

    async def work(self) -> None:
        async with asyncio.TaskGroup() as group:
            await self.raise_all(group)
            say(f"Ready: {self.plan.address}")

    async def raise_all(self, group: asyncio.TaskGroup) -> None:
        parts = parts_of(self.plan, self.environment, cuda=await sees_cuda(self.environment))
        say(f"Starting {', '.join(part.name for part in parts)}. Logs: {self.plan.log_dir}")
        by_name = {part.name: part for part in parts}
        if self.plan.own_redis:
            self.watch(group, by_name.pop("redis"))
        await until(self.redis_answers, REDIS_SECONDS, self.why_no_redis)
        if self.plan.own_redis:
            await self.forget_the_dead()
        runners = [by_name.pop(name) for name in list(by_name) if name.startswith("runner-")]
        for part in runners:
            self.watch(group, part)
        await self.prepare()
        for part in by_name.values():
            self.watch(group, part)
        queues = {part.name.removeprefix("runner-") for part in runners}
        await until(lambda: self.all_answer(queues), READY_SECONDS, self.why_not_ready)

    def watch(self, group: asyncio.TaskGroup, part: Part) -> None:
        watch = Watch(part, self.plan.log_dir)
        self.watches.append(watch)
        group.create_task(watch.keep())

    async def prepare(self) -> None:
        """Migrates and loads the curricula. Raises StartError with the last lines of what went wrong."""
        log_path = self.plan.log_dir / "prepare.log"
        with log_path.open("wb") as log:
            command = [sys.executable, "-m", "roadmap.serve.prepare"]
            if await run_to_the_end(command, shared_environment(self.plan, self.environment), log):
                raise StartError(f"The database could not be made ready:\n{last_lines(log_path)}")

    async def redis_answers(self) -> bool:
        client = redis.asyncio.Redis.from_url(self.plan.redis_url, socket_connect_timeout=ASK_TIMEOUT_SECONDS)
        async with client:
            try:
                return bool(await client.ping())
            except (redis.RedisError, OSError):
                return False

    async def forget_the_dead(self) -> None:
        """Heartbeats outlive their process by some seconds, and ours are kept on disk: those of the last start go."""
        async with redis.asyncio.Redis.from_url(self.plan.redis_url) as client:
            for pattern in HEARTBEATS:
                async for key in client.scan_iter(pattern, count=1000):
                    await client.delete(key)

    def why_no_redis(self) -> str:
        if not self.plan.own_redis:
            return f"No Redis answers at {without_password(self.plan.redis_url)} (REDIS_URL)."
        return f"The embedded Redis does not answer. The end of its log:\n{last_lines(self.plan.log_dir / 'redis.log')}"

    async def all_answer(self, queues: set[str]) -> bool:
        health = await asyncio.to_thread(ask_health, self.plan)
        served = {queue for runner in health.get("parts", {}).get("runners", []) for queue in runner["queues"]}
        return health.get("status") == "ok" and queues <= served

    def why_not_ready(self) -> str:
        ends = [f"{watch.log}:\n{last_lines(watch.log)}" for watch in self.watches if watch.log.stat().st_size]
        return "\n".join([f"Not all parts answered within {READY_SECONDS:.0f} seconds. The ends of their logs:", *ends])

    def listen_for_signals(self) -> None:
        """The first asks everybody to finish; the second ends them at once."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if name != signal.SIGHUP or signal.getsignal(name) != signal.SIG_IGN:  # nohup wants us to stay
                loop.add_signal_handler(name, self.stop_or_hurry)

    def stop_or_hurry(self) -> None:
        if self.asked_to_stop.is_set():
            for watch in self.watches:
                watch.kill()
        self.asked_to_stop.set()

    async def take_down(self) -> None:
        if self.watches:
            say("Stopping.")
        for stage in sorted({watch.part.stage for watch in self.watches}):
            await asyncio.gather(*(watch.stop() for watch in self.watches if watch.part.stage == stage))
        if self.plan.own_redis:
            forget_private_folder(self.plan.data_dir)
        say("Stopped.")


async def sees_cuda(environment: dict[str, str]) -> bool:
    """Whether torch can use a GPU here. Asked in another process, and only where there is a device at all."""
    if not Path("/dev/nvidia0").exists():
        return False
    question = "import sys, torch; sys.exit(not torch.cuda.is_available())"
    with Path(os.devnull).open("wb") as nowhere:
        return await run_to_the_end([sys.executable, "-c", question], environment, nowhere) == 0


async def run_to_the_end(command: list[str], environment: dict[str, str], log: IO[bytes]) -> int:
    """The exit status; a command that is still running when we are cancelled is ended."""
    process = await asyncio.create_subprocess_exec(
        *leashed(command), env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until(question: Callable[[], Awaitable[bool]], seconds: float, complaint: Callable[[], str]) -> None:
    """Asks until the answer is yes. Raises StartError with the complaint when the time is over."""
    deadline = time.monotonic() + seconds
    while not await question():
        if time.monotonic() > deadline:
            raise StartError(complaint())
        await asyncio.sleep(ASK_EVERY_SECONDS)


def ask_health(plan: Plan) -> dict[str, Any]:
    """What /healthz says, or nothing while nobody answers."""
    host = "127.0.0.1" if plan.host in ("0.0.0.0", "::") else plan.host
    connection = http.client.HTTPConnection(host, plan.port, timeout=ASK_TIMEOUT_SECONDS)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException, ValueError):
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        return answer
    return {}


def without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
