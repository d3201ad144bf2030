"""What dashboards on a Grafana have to do with those that were built. Pure: nothing here asks anybody.

A dashboard that we push carries a `Mark`: whose it is, and what was pushed. By it, `assess` tells one that nobody has
touched from one that was changed by hand, and from those of others; `differences` tells two dashboards apart, panel by
panel.
"""

from observability.delivery.assess import TAG, Assessed, assess, doubtful
from observability.delivery.built import Built
from observability.delivery.canonical import canonical, fingerprint
from observability.delivery.found import Found
from observability.delivery.leftover import Leftover, leftover
from observability.delivery.mark import Mark, Origin, marked, message, of_message, read_mark
from observability.delivery.standing import Standing

__all__ = [
    "TAG",
    "Assessed",
    "Built",
    "Found",
    "Leftover",
    "Mark",
    "Origin",
    "Standing",
    "assess",
    "canonical",
    "doubtful",
    "fingerprint",
    "leftover",
    "marked",
    "message",
    "of_message",
    "read_mark",
]
