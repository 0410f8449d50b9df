"""`make seed-load [LEARNERS=10000] [SEED=1] [ENGINES=sqlite,postgresql]`: fill what is not filled yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench.load.places import ROOT, NotOurs, Place, load_folder
from bench.load.postgres import empty, end_politely, engines_wanted, places

LEARNERS: Final = 10_000
BYTES_EACH: Final = 1_500_000  # of one learner on one engine, generously


def main() -> int:
    end_politely()
    learners = int(os.environ.get("LEARNERS") or LEARNERS)
    engines = engines_wanted()
    try:
        folder = load_folder()
        demand_room(folder, learners * len(engines))
    except NotOurs as refused:
        print(refused, file=sys.stderr)
        return 2
    with places(folder, engines) as found:
        for place in found:
            fill(place, learners if place.size == "many" else 1)
    return 0


def demand_room(folder: Path, learners: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < learners * BYTES_EACH:
        raise NotOurs(
            f"{free / 1e9:.0f} GB are free at {folder}; {learners * BYTES_EACH / 1e9:.0f} GB may be needed. "
            "Nothing was written: make room, or ask for fewer with LEARNERS=1000."
        )


def fill(place: Place, learners: int) -> None:
    """Fill the database, unless it was filled like this before. One that was left half-way is begun anew."""
    wanted: dict[str, Any] = {"learners": learners, "seed": os.environ.get("SEED") or "1"}
    found = place.facts
    if wanted.items() <= found.items():
        print(f"{place.name}: filled on {found['day']} with {learners:,} learners; left as it is")
        return
    print(f"{place.name}: {learners:,} learners", flush=True)
    place.clear()
    if place.url:
        empty(place)
    day = datetime.now(UTC).date().isoformat()
    command = [sys.executable, "-m", "bench.load.fill", str(learners), wanted["seed"], day]
    subprocess.run(command, cwd=ROOT, env=place.environment, check=True)
    place.note(wanted | {"day": day})


if __name__ == "__main__":
    sys.exit(main())
