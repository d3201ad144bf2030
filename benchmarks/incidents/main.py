"""What our alerts decide in incidents, beside the textbook's over the same raw series: as Markdown."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console

from benchmarks.incidents.outcome import Outcome
from benchmarks.incidents.report import judged, written
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
    done = list(played([scenario for scenario in SCENARIOS if not names or scenario.name in names]))
    shown = [(scenario, outcome) for scenario, outcome in done if isinstance(outcome, Outcome)]
    print(f"{written(shown)}\n")
    all_reached = all(verdict.reached for scenario, outcome in shown for verdict in judged(scenario, outcome))
    if len(shown) < len(done) or not all_reached:
        sys.exit(1)


def played(scenarios: Sequence[Scenario]) -> Iterator[tuple[Scenario, Outcome | RuntimeError]]:
    """Each incident with what came of it, several promtools at once; one that cannot be played is told."""
    promtool = provide(PROMTOOL, silent)
    console = Console(stderr=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # The longest first, so that none is left alone at the end.
        longest = sorted(scenarios, key=lambda scenario: scenario.clock.evaluations, reverse=True)
        outcomes = {scenario.name: pool.submit(_timed, promtool, scenario) for scenario in longest}
        for scenario in scenarios:
            outcome, seconds = outcomes[scenario.name].result()
            said = f": {outcome}" if isinstance(outcome, RuntimeError) else ""
            console.print(f"{scenario.name}, {seconds:.0f} s{said}", markup=False, highlight=False)
            yield scenario, outcome


def _timed(promtool: Path, scenario: Scenario) -> tuple[Outcome | RuntimeError, float]:
    began = time.monotonic()
    try:
        outcome: Outcome | RuntimeError = simulate(promtool, scenario)
    except RuntimeError as error:
        outcome = error
    return outcome, time.monotonic() - began
