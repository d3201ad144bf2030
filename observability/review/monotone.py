"""What greater values and more samples do to the results of functions and aggregations.

Three letters each: what greater values do to the result, what more samples do to it, and what more samples do to the
number of results. `+` more, `-` less, `0` nothing, `n` more where no value is below zero, `?` nobody knows.
Where whole series come or go, a function of one series each has more results, and the others stay as they are.
"""

from collections.abc import Mapping

BY_AGGREGATION: Mapping[str, str] = {
    "sum": "+n+",
    "avg": "+?+",
    "min": "+-+",
    "max": "+++",
    "count": "0++",
    "group": "00+",
    "quantile": "+?+",
    "topk": "???",
    "bottomk": "???",
}
_ITSELF, _OVER_TIME = "+0+", "+?+"
BY_FUNCTION: Mapping[str, str] = {
    **dict.fromkeys(("ceil", "floor", "round", "clamp", "clamp_min", "clamp_max", "exp", "sgn"), _ITSELF),
    **dict.fromkeys(("deg", "rad", "sinh", "asinh", "tanh", "atan"), _ITSELF),
    **dict.fromkeys(("vector", "sort", "sort_desc", "sort_by_label", "label_replace", "label_join"), _ITSELF),
    # Of what is below zero they make no number.
    **dict.fromkeys(("ln", "log2", "log10", "sqrt", "abs"), "n0+"),
    # Of several samples it makes no number.
    "scalar": "+?0",
    **dict.fromkeys(("rate", "increase", "irate", "delta", "idelta", "deriv", "predict_linear"), "??+"),
    **dict.fromkeys(("timestamp", "stddev_over_time", "stdvar_over_time", "mad_over_time"), "??+"),
    "changes": "?++",
    "resets": "?++",
    "avg_over_time": _OVER_TIME,
    "quantile_over_time": _OVER_TIME,
    "last_over_time": _OVER_TIME,
    "first_over_time": _OVER_TIME,
    "sum_over_time": "+n+",
    "max_over_time": "+++",
    "min_over_time": "+-+",
    "count_over_time": "0++",
    "present_over_time": "00+",
    "absent": "00-",
    "absent_over_time": "00-",
    "histogram_quantile": "???",
}
# Their results are not of one series each.
TOGETHER = frozenset({"absent", "absent_over_time", "histogram_quantile", "scalar"})
# Of those that they choose there are as many as their number says.
CHOOSING = frozenset({"topk", "bottomk", "limitk"})
# Arguments that are numbers, and make the result greater.
GROWING: Mapping[str, tuple[int, ...]] = {
    "histogram_quantile": (0,),
    "quantile_over_time": (0,),
    "clamp": (1, 2),
    "clamp_min": (1,),
    "clamp_max": (1,),
}
# Where the samples are that are not the first argument.
VECTOR_AT: Mapping[str, int] = {"histogram_quantile": 1, "quantile_over_time": 1}
