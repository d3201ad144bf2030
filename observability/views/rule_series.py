"""What Prometheus tells of itself about the groups of our rules, by service."""

from attrs import frozen

from observability.model import names
from observability.model.selector import Selector
from observability.model.service import Environment
from observability.promql import aggregate, chosen, equals, render

GROUP = "rule_group"
_BY = (names.SERVICE, GROUP)


@frozen
class RuleSeries:
    """PromQL over Prometheus' own metrics. It must scrape itself; where two do, the slower one counts."""

    environment: Environment

    def level(self, name: str) -> str:
        """A gauge of each group of the chosen services."""
        return self._ours(_groups(name))

    def increase(self, name: str, window: str) -> str:
        """By how much a counter of each group grew."""
        return self._ours(f"increase({_groups(name)}[{window}])")

    @property
    def share(self) -> str:
        """Which part of its interval the evaluation of each group takes."""
        return self._ours(f"{_groups(names.RULE_SECONDS)} / {_groups(names.RULE_INTERVAL)}")

    def by_service(self, function: str, expr: str) -> str:
        """Groups put together."""
        return aggregate(function, expr, (names.SERVICE,))

    def _ours(self, expr: str) -> str:
        group = f'label_replace({expr}, "{GROUP}", "$1", "{GROUP}", ".+;(.+)")'
        service = f'label_replace({group}, "{names.SERVICE}", "$1", "{GROUP}", "(.+):.+")'
        # Groups of others may be named alike, but belong to no service of ours.
        return f"({aggregate('max', service, _BY)} and on ({names.SERVICE}) {self._info})"

    @property
    def _info(self) -> str:
        own = equals(self.environment.labels)
        variables = (chosen(label, label) for label in (names.OWNER, names.SERVICE))
        return render(Selector(names.SERVICE_INFO, (*own, *variables)))


def _groups(name: str) -> str:
    # `FILE;SERVICE:SIGNAL`, as Prometheus names a group of ours.
    return f'{name}{{{GROUP}=~".+;(${names.SERVICE}):.+"}}'
