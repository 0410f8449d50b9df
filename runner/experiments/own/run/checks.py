"""How `run(config, seed)` is called in the cell. There is nothing to compare it with."""

import inspect

from runner.checks import Check, Kind


class Run(Check):
    """`run(config, seed)` comes to its end and returns its metrics."""

    kind = Kind.TRAINING
    pure = False

    def cases(self, rng):
        return []

    def probe(code, config, seed, report):
        wants_report = "report" in inspect.signature(code.run).parameters
        told = code.run(config, seed, report=report) if wants_report else code.run(config, seed)
        return {str(name): value for name, value in told.items()} if isinstance(told, dict) else told
