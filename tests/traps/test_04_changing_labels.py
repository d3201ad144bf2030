"""Trap 4: a label that changes makes windows fail with `same labelset`, for as long as the window reaches back."""

from attrs import evolve

from observability.lowering import lower
from observability.model import names
from observability.model.service import Owner
from tests.support.promtool import Case, value, without
from tests.support.services import ALL, BAD, PROMISED, availability, compiled, counted, every_form, requests

# The recorded series of two half hours, between which an owner's label changed.
HANDED_OVER = {
    f'objective:events:rate30m{{events="bad",owner="alpha",{PROMISED[1:]}': "4 stale",
    f'objective:events:rate30m{{events="bad",owner="beta",{PROMISED[1:]}': "_ 8",
}
CASE = Case(HANDED_OVER, (value(counted("1h", "bad"), "30m", (4 + 8) / 2, BAD),), interval="30m")


def test_a_window_reaches_over_a_change_of_labels(promtool):
    promtool.passes(compiled(requests(availability())), CASE)


def test_reads_that_keep_their_labels_part_the_window(promtool):
    rules = without(compiled(requests(availability())), "sum by (objective, events)", "sum without (ended)")
    rules = without(rules, "max by (objective, events)", "max without (cover)")
    said = promtool.fails(rules, CASE)
    assert 'owner="alpha"' in said.split("got:")[1]
    assert 'owner="beta"' in said.split("got:")[1]


def test_instances_may_come_and_go(promtool):
    rolled = {
        'http_requests_total{code="200",instance="a"}': "0+60x10 stale",
        'http_requests_total{code="200",instance="b"}': "_x4 0+60x20",
    }
    both, one = (value(counted("5m", "all"), at, rate, ALL) for at, rate in (("10m", 2), ("20m", 1)))
    promtool.passes(compiled(requests(availability())), Case(rolled, (both, one)))


def test_a_new_owner_or_tier_changes_no_recorded_series_but_the_info():
    before = every_form()
    after = evolve(before, owner=Owner("logistics", "Logistics"), tier="standard")
    old, new = ({(r.record, *sorted(r.labels.items())): r for r in lower(s).recordings} for s in (before, after))
    assert {key[0] for key in old.keys() ^ new.keys()} == {names.SERVICE_INFO}
    assert all(old[key] == new[key] for key in old.keys() & new.keys())
