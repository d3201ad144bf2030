"""What our alerts decide in incidents, beside the textbook's over the same raw series."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from rich.console import Console

from benchmarks.incidents.outcome import Outcome
from benchmarks.incidents.report import judged, reached, told
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios import SCENARIOS
from benchmarks.incidents.simulate import simulate
from observability.adapters.tools import PROMTOOL, provide
from tests.support.progress import silent


def main(arguments: Sequence[str]) -> None:
    """Play the incidents that are named, by default all; exit with 1 if something was not reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks incidents", description=__doc__)
    parser.add_argument("names", metavar="INCIDENT", nargs="*", choices=[[], *(s.name for s in SCENARIOS)], default=[])
    names = parser.parse_args(arguments).names
    chosen = [scenario for scenario in SCENARIOS if not names or scenario.name in names]
    done = list(played(chosen))
    print(f"{told(done)}\n\n{reached(done)}\n")
    if not all(verdict.reached for scenario, outcome in done for verdict in judged(scenario, outcome)):
        sys.exit(1)


def played(scenarios: Sequence[Scenario]) -> Iterator[tuple[Scenario, Outcome]]:
    """Each incident with what came of it, several promtools at once."""
    promtool = provide(PROMTOOL, silent)
    console = Console(stderr=True)
    with console.status("") as status, ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(lambda scenario: simulate(promtool, scenario), scenarios)
        for scenario in scenarios:
            status.update(scenario.title)
            yield scenario, next(outcomes)
