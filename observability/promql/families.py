"""Functions and aggregations of PromQL by what they do, as several rooms ask for the same ones."""

# Taken of counters: every fall is a restart.
RATES = frozenset({"rate", "irate", "increase"})
# They look at the last two samples, however long the window is.
LATEST = frozenset({"irate", "idelta"})
# They look for series, and yield one where there are none.
ABSENCES = frozenset({"absent", "absent_over_time"})
# Of native histograms alone.
NATIVE = frozenset({"histogram_count", "histogram_sum", "histogram_avg", "histogram_fraction"})
# They look at no series, and their result has no labels.
BARE = frozenset({"time", "vector", "scalar", "pi"})

# Aggregations that pick series and keep all of their labels.
PICKING = frozenset({"topk", "bottomk", "limitk", "limit_ratio"})
# Aggregations that count series, whatever their values.
COUNTING = frozenset({"count", "group"})
# Aggregations of which twice of everything is twice the result.
LINEAR = frozenset({"sum", "avg"})
