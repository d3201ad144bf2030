"""What the descriptors of `services/` read is there, and is what they take it for."""

import pytest

from observability.promql import reads
from tests.unit.services.conftest import SERVICES, Repository

_OF_COUNTERS = {"rate", "increase"}


@pytest.mark.parametrize("service", SERVICES)
def test_rules_read_what_the_exporter_exposes(repository: Repository, service: str) -> None:
    read = {read.metric for rule in repository.rules[service] for read in reads(rule["expr"]) if not read.recorded}
    assert len(read) > 5
    assert sorted(read - repository.exposed.keys()) == []


@pytest.mark.parametrize("service", SERVICES)
def test_rates_are_taken_of_counters_only(repository: Repository, service: str) -> None:
    every = [read for rule in repository.rules[service] for read in reads(rule["expr"]) if not read.recorded]
    wrong = {
        read.metric
        for read in every
        if (repository.exposed[read.metric] == "gauge") == bool(_OF_COUNTERS & set(read.within))
        and repository.exposed[read.metric] in ("gauge", "counter")
    }
    assert sorted(wrong) == []
