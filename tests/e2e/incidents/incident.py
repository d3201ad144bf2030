"""An incident on a stage: what a story waits for, and what it tells."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from attrs import field, frozen

from tests.e2e.incidents.labels import SWITCH, WATCHDOG
from tests.e2e.incidents.log import Log
from tests.e2e.pager import Notification
from tests.e2e.processes import until
from tests.e2e.stage import Stage

_T = TypeVar("_T")
_PATIENCE = 300.0  # seconds, for a busy machine
_TRAFFIC = 'sum(signal:traffic:rate5m{service="shop",signal="http"}) > 0'

Labels = dict[str, str]


@frozen
class Incident:
    """A stage and the log of what happens on it."""

    on: Stage
    log: Log = field(factory=Log)

    def wait(self, condition: Callable[[], _T], otherwise: str) -> _T:
        """What the condition yields, as soon as it is true."""
        return until(condition, _PATIENCE, lambda: otherwise)

    def begin(self) -> None:
        """Wait until the shop has customers and the Watchdog has arrived."""
        self.wait(lambda: self.on.prometheus.query(_TRAFFIC), "the shop has no customers")
        self.told(SWITCH, "firing", WATCHDOG)

    def alert(self, state: str, labels: Labels) -> dict[str, Any]:
        """The alert, as soon as Prometheus has it in this state."""
        return self.wait(lambda: self.on.prometheus.alerts(state, **labels), f"{labels} is not {state}")[0]

    def told(self, receiver: str, status: str, labels: Labels) -> Notification:
        """The first notification that tells a receiver of the alert, as soon as it arrives."""
        otherwise = f"{receiver} is not told that {labels} is {status}"
        notification = self.wait(lambda: self.on.pager.told(receiver, status, **labels), otherwise)[0]
        self.log.show(notification)
        return notification

    def known(self, labels: Labels) -> dict[str, Any]:
        """The alert, as soon as Alertmanager has it."""
        return self.wait(lambda: self.on.alertmanager.alerts(**labels), f"Alertmanager does not know {labels}")[0]

    def decided(self, severity: str, times: int) -> None:
        """Wait until Alertmanager has decided some times more what to tell of alerts of this severity."""
        alertmanager = self.on.alertmanager
        enough = alertmanager.decisions(severity) + times
        self.wait(lambda: alertmanager.decisions(severity) >= enough, f"Alertmanager decides nothing of {severity}")

    def restart_prometheus(self) -> datetime:
        """Kill it and start it again. Returns when it was killed."""
        self.on.prometheus.program.kill()
        killed = datetime.now(UTC)
        self.log.tell("Prometheus is killed (SIGKILL)")
        self.on.prometheus.program.start()
        self.log.tell("Prometheus is back")
        return killed

    def silenced(self, labels: Labels, by: Labels) -> None:
        """Wait until an alert fires and Alertmanager has decided to tell nobody, because of another."""
        self.alert("firing", labels)
        status = self.known(labels)["status"]
        assert status["state"] == "suppressed"
        assert self.known(by)["fingerprint"] in status["inhibitedBy"]
        self.decided(labels["severity"], 1)
        self.log.tell(f"{_name(labels)} fires, and is silenced by {_name(by)}")


def _name(labels: Labels) -> str:
    return f"{labels['alertname']} ({labels['severity']})"
