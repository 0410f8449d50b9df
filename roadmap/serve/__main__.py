"""`python -m roadmap.serve`: one command, the whole house."""

import asyncio
import errno
import os
import sys

from roadmap.serve.errors import StartError
from roadmap.serve.ground import claim, demand_free_port, make_data_dir
from roadmap.serve.house import House
from roadmap.serve.plan import Plan
from roadmap.serve.under_make import follow_make, go_with_make

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
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("The disk is full. Nothing that was saved is lost; make room and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before the house listens for it
        return 130
    return 0


async def live(plan: Plan) -> None:
    house = House(plan, dict(os.environ))
    followed = asyncio.create_task(follow_make(house.asked_to_stop.set)) if UNDER_MAKE else None
    await house.live()
    if followed:
        followed.cancel()


if __name__ == "__main__":
    sys.exit(main())
