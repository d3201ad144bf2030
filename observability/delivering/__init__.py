"""Built dashboards brought to a Grafana, and compared with what is there.

`read_build` reads them, `push` sends what changed, `drift` tells what differs.
"""

from observability.delivering.build import Build, read_build
from observability.delivering.drift import drift
from observability.delivering.outcome import Done, Pushed
from observability.delivering.push import Prepared, Request, prepare, push, rehearse

__all__ = ["Build", "Done", "Prepared", "Pushed", "Request", "drift", "prepare", "push", "read_build", "rehearse"]
