"""The incidents, a kind a file. A new one is an entry in its file's `SCENARIOS`; a new file, a line here."""

from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios import burns, counters, gaps, handover, latency, outages, quiet, saturation

SCENARIOS: tuple[Scenario, ...] = (
    *outages.SCENARIOS,
    *burns.SCENARIOS,
    *counters.SCENARIOS,
    *gaps.SCENARIOS,
    *quiet.SCENARIOS,
    *latency.SCENARIOS,
    *saturation.SCENARIOS,
    *handover.SCENARIOS,
)
