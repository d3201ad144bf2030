"""What Prometheus 2.x and 3.x compute differently. What we expect of a rule must hold in both."""

from attrs import frozen


@frozen
class Semantics:
    """How a version evaluates.

    `left_open`: a sample right at the start of a window is not part of it (from 3.0).
    `compensated`: sums and means keep track of what rounding lost, all of them (from 3.0; a few did before).
    """

    left_open: bool
    compensated: bool


V2 = Semantics(left_open=False, compensated=False)
V3 = Semantics(left_open=True, compensated=True)
BOTH = (V3, V2)
