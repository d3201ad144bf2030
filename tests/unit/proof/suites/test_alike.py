"""Rules that are alike but for names are looked at once, and have the tests that they would have by themselves."""

from collections.abc import Iterator, Sequence

import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import Alert, RuleGroup
from observability.proof.suites import drafts as made
from observability.proof.suites import finds, parts
from observability.proof.suites.alike import anonymous
from observability.proof.suites.drafts import drafts
from observability.proof.suites.finds import Finds
from observability.proof.suites.suite import suite
from tests.unit.proof.suites.suites import groups

# In one process, as it takes seconds to find the tests of a service.
pytestmark = pytest.mark.xdist_group("suite of checkout")


def renamed(these: Sequence[RuleGroup], old: str, new: str) -> tuple[RuleGroup, ...]:
    def text(value: str) -> str:
        return value.replace(old, new)

    def rules(group: RuleGroup) -> Iterator[object]:
        for rule in group.rules:
            labels = {name: text(value) for name, value in rule.labels.items()}
            changed = evolve(rule, expr=text(rule.expr), labels=labels)
            if isinstance(changed, Alert):
                annotations = {name: text(value) for name, value in changed.annotations.items()}
                changed = evolve(changed, annotations=annotations)
            yield changed

    return tuple(evolve(group, name=text(group.name), rules=tuple(rules(group))) for group in these)


def test_tests_are_those_that_are_found_with_the_names() -> None:
    assert drafts(groups(), Finds()) == made._drafts(groups(), Finds())


def test_a_service_that_is_alike_is_not_looked_at_again() -> None:
    drafts(groups(), Finds())
    before = made._found.cache_info().misses
    other = drafts(renamed(groups(), "checkout", "returns"), Finds())
    assert made._found.cache_info().misses == before
    assert other == made._drafts(renamed(groups(), "checkout", "returns"), Finds())


@pytest.mark.parametrize("name", ["job-1", "instance-1", "service-1", "rate", "1 % over", "~0~", "^1^", 'a"b'])
def test_a_name_that_means_something_to_tests_changes_nothing(name: str) -> None:
    alert = Alert(
        "A",
        f'sum by (job) (rate(errors_total{{job="{name}"}}[5m])) > 5',
        Duration.parse("5m"),
        {"service": name},
        {"summary": f"{name}: {{{{ $labels.job }}}} has {{{{ $value | humanize }}}}"},
        origin=Location("a.yaml", 3, 1),
    )
    if '"' in name:
        alert = evolve(alert, expr=alert.expr.replace(name, 'a\\"b'))
    assert parts.by_itself(alert, (), frozenset(), Finds()) == parts._alone(alert, (), frozenset())
    these = (RuleGroup("g", (alert,)),)
    assert drafts(these, Finds()) == made._drafts(these, Finds())


def names(expr: str, summary: str = "", **labels: str) -> tuple[str, ...]:
    these = anonymous([RuleGroup("g", (shop(expr, {"summary": summary}, **labels),))], "~")
    return these.names + these.words


def shop(expr: str, annotations: dict[str, str], **labels: str) -> Alert:
    return Alert("A", expr, Duration(0), labels, annotations)


def test_values_that_are_only_compared_as_a_whole_are_names() -> None:
    assert names('up{job="shop"} == 0', "Down", owner="us") == ("shop", "us", "g", "Down")


@pytest.mark.parametrize(
    ("owner", "summary"), [("shop", "Down"), ("us", "{{ $value }} is down: {{ $value }}"), ("shop", "")]
)
def test_an_owner_called_as_the_service_is_and_more_words_change_no_name_of_a_label(owner: str, summary: str) -> None:
    def labels(owner: str, summary: str) -> list[dict[str, str]]:
        alert = shop('up{job="shop"} == 0', {"summary": summary}, service="shop", owner=owner)
        return [rule.labels for group in anonymous([RuleGroup("g", (alert,))], "~").groups for rule in group.rules]

    assert labels(owner, summary) == labels("we", "It is down")


@pytest.mark.parametrize("labels", [{}, {"owner": "us", "tier": "first"}])
def test_series_that_differ_in_a_label_that_is_a_name_are_called_after_it(labels: dict[str, str]) -> None:
    these = [RuleGroup("g", (shop('x{instance="shop"} > 5 and on () sum(y) > 3', {}, **labels),))]
    found = drafts(these, Finds())
    assert "shop-2" in parts.made_up(script for file in found.files for script in file.scripts)
    assert found == made._drafts(these, Finds())


def test_what_is_made_up_of_one_name_is_no_other() -> None:
    these = anonymous([RuleGroup("", (shop('up{job="shop"} == 0', {}, owner="shop-2"),))], "~")
    assert these.named(["~a~", "~b~"]) == ["shop", "shop-2"]
    assert these.fits(["~a~", "~b~", "~b~-2", "job-1"])
    assert not these.fits(["~a~-2"])
    assert not these.fits(["shop"])


@pytest.mark.parametrize("name", ["", "g"])
def test_names_are_put_back_whether_or_not_there_are_words(name: str) -> None:
    groups = (RuleGroup(name, (shop('up{job="shop"} == 0', {}, owner="us"),)),)
    these = anonymous(groups, "~")
    assert these.groups != groups
    assert these.named(these.groups) == groups


@pytest.mark.parametrize(
    "expr",
    [
        'up{job="shop"} == 0 or up{job=~"s.*"} == 2',
        'up{job="shop"} == 0 or up{job!="x"} == 2',
        'label_replace(up{job="shop"}, "a", "$1", "job", "s(.*)") == 0',
        "up{job=\"shop\"} == 0 or up{job='shop'} == 2",
        "up{job=\"shop\"} == 0 or up{job=~'s.*'} == 2",
        'up{job="shop"} == 0 or up{job !~ `s.*`} == 2',
        'x_bucket{le="shop"} == 0',
        'up{env=~"shop|x",job="shop"} == 0',
        'count_values("job", up{job="shop"}) == 0',
    ],
)
def test_what_is_looked_into_is_no_name(expr: str) -> None:
    assert "shop" not in names(expr)


@pytest.mark.parametrize(
    "summary", ["{{ $labels.job | toUpper }}", '{{ printf "%s" $labels.job }}', "{{ .Labels.job }}"]
)
def test_nor_is_what_a_template_looks_into(summary: str) -> None:
    assert names('up{job="shop"} == 0', summary) == ()


def test_words_that_a_template_trims_stay() -> None:
    assert names('up{job="shop"} == 0', " a {{- $value }}") == ("shop", "g")


def test_a_file_says_the_same_whatever_was_found_before() -> None:
    first = suite("checkout", "x", groups())
    made._found.cache_clear()
    finds.LATELY.clear()
    suite("returns", "x", renamed(groups(), "checkout", "returns"))
    assert suite("checkout", "x", groups()) == first
