"""All that an incident needs, once: a shop under load, Prometheus with the compiled rules, Alertmanager, a pager."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from attrs import frozen

from observability.adapters.tools import ALERTMANAGER, PROMETHEUS, provide
from tests.e2e.alertmanager import Alertmanager, alertmanager
from tests.e2e.compiled import Compiled, compile_services
from tests.e2e.pager import Pager, pager
from tests.e2e.prometheus import Prometheus, prometheus
from tests.e2e.shops import Shop, shop
from tests.e2e.timelapse import quicken
from tests.support.progress import silent


@frozen
class Stage:
    """What runs, and what it was made of."""

    compiled: Compiled
    shop: Shop
    prometheus: Prometheus
    alertmanager: Alertmanager
    pager: Pager


@frozen
class Setting:
    """What differs between stages: the services, requests a second, flags of Prometheus, the speed of alerts."""

    services: tuple[str, ...] = ("shop",)
    load: int = 60
    flags: tuple[str, ...] = ()
    speed: int = 1


@contextmanager
def stage(folder: Path, setting: Setting) -> Iterator[Stage]:
    """Everything started; ended whatever happens. Logs and data stay in the folder."""
    with ExitStack() as started:
        told = started.enter_context(pager())
        compiled = compile_services(folder, setting.services, told)
        quicken(compiled.rule_files, setting.speed)
        shops = started.enter_context(shop(folder, setting.load))
        alerts = started.enter_context(alertmanager(provide(ALERTMANAGER, silent), folder, compiled.routing))
        jobs = {"shop": shops.port, "alertmanager": alerts.port}
        program = provide(PROMETHEUS, silent)
        rules = started.enter_context(prometheus(program, folder, compiled.rule_files, jobs, setting.flags))
        yield Stage(compiled, shops, rules, alerts, told)
