"""What Prometheus 2.x and 3.x compute differently. What we expect of a rule must hold in both."""

from attrs import frozen


@frozen
class Semantics:
    """How a version evaluates.

    `left_open`: a sample right at the start of a window is not part of it (from 3.0).
    `compensated`: sums and means keep track of what rounding lost, all of them (from 3.0; a few did before).
    `exponential`: in a bucket of a native histogram observations are spread evenly over their logarithm (from 3.0).
    `begins_at_zero`: native histograms are not extended to before they were empty either (some time after 2.48).
    """

    left_open: bool
    compensated: bool
    exponential: bool
    begins_at_zero: bool


V2 = Semantics(left_open=False, compensated=False, exponential=False, begins_at_zero=False)
V3 = Semantics(left_open=True, compensated=True, exponential=True, begins_at_zero=True)
BOTH = (V3, V2)
