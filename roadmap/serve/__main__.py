"""`python -m roadmap.serve`: one command, the whole house."""

import asyncio
import os
import shutil
import sys

from roadmap.serve.errors import StartError
from roadmap.serve.ground import claim, demand_free_port, make_data_dir
from roadmap.serve.house import House
from roadmap.serve.plan import Plan, data_folder
from roadmap.serve.under_make import follow_make, go_with_make

FULL = "The disk is full. What was saved is kept; make room and start again."
FULL_BELOW_BYTES = 10**6
UNDER_MAKE = "MAKELEVEL" in os.environ


def main() -> int:
    if UNDER_MAKE:
        go_with_make()
    try:
        plan = Plan.from_environment(os.environ)
        make_data_dir(plan.data_dir)
        with claim(plan):
            demand_free_port(plan.host, plan.port)
            asyncio.run(live(plan))
    except (StartError, OSError) as error:
        if not disk_is_full() and not isinstance(error, StartError):
            raise
        print(FULL if disk_is_full() else error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before the house listens for it
        return 130
    return 0


def disk_is_full() -> bool:
    """Asked after any failure: on a full disk not even a log says why it failed."""
    folder = data_folder(os.environ)
    return folder.exists() and shutil.disk_usage(folder).free < FULL_BELOW_BYTES


async def live(plan: Plan) -> None:
    house = House(plan, dict(os.environ))
    followed = asyncio.create_task(follow_make(house.asked_to_stop.set)) if UNDER_MAKE else None
    await house.live()
    if followed:
        followed.cancel()


if __name__ == "__main__":
    sys.exit(main())
