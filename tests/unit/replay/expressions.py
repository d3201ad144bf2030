"""What can be recorded, and how it can be read: for tests that compare what is written out with what was recorded."""

NAMES = [
    'x{job="a",code="200",instance="1"}',
    'x{job="a",code="500",instance="1"}',
    'x{job="b",code="500",instance="2"}',
    'y{job="a",team="shop"}',
    'y{job="b"}',
]

# Recordings of series x{job,code,instance} and y{job}, each with labels of its own or without.
EXPRESSIONS = [
    "x",
    "x > 2",
    "2 * x",
    "-x",
    "5",
    "sum(x)",
    "sum by (job, code) (x)",
    "max without (instance) (x)",
    "topk(2, x)",
    "topk by (job) (1, x)",
    'count_values by (job) ("code", x)',
    "x and on (job) (y > 1)",
    "x unless on (job) (y > 1)",
    "x or y",
    "x or on (job) y",
    "y / on (job) sum by (job) (x)",
    "x * on (job) group_left (team) y",
    "y * on (job) group_right () x",
    "sum by (job, code) (x) / ignoring (code) group_left () sum by (job) (x)",
    "x == on (job, code, instance) x",
    'label_replace(x, "job", "$1", "code", "(.*)")',
    'label_replace(y, "code", "5$$00", "", "")',
    'label_join(x, "both", "-", "job", "code")',
    "sum_over_time(x[2m])",
    "max_over_time(sum by (job) (x)[2m:30s])",
    "absent(x > 100)",
    "sum by (job) (x) or vector(0)",
    "last_over_time(x[1m])",
]
LABELS = [{}, {"team": "shop"}, {"job": "mine"}, {"code": "$1", "team": "x"}]
MATCHERS = [
    'job="a"',
    'job!="a"',
    'job=~"a|mine"',
    'code=~"5.."',
    'code!~"5.*"',
    'code="200"',
    'code=""',
    'code!=""',
    'team="shop"',
    'team=~".+"',
    'team=""',
    'instance="1"',
    'code="$1"',
    'both="a-500"',
    'nowhere=~".*"',
]
READINGS = [
    "r%s",
    "r%s > 1",
    "sum by (job) (r%s)",
    "r%s offset 2m",
    "sum_over_time(r%s[3m])",
    "max_over_time(r%s[2m] offset 1m)",
    "max_over_time((r%s > 1)[3m:1m])",
    "absent(r%s)",
    "count(r%s) or absent(r%s)",
    "r%s unless on (job) y",
    "sum(topk(1, r%s))",  # of equals it may be any
    "delta(r%s[2m])",
]


def read(reading: str, *matchers: str, name: str = "r") -> str:
    """The reading of a recording, of which only some series are meant."""
    return reading.replace("r%s", name + (f"{{{','.join(matchers)}}}" if matchers else ""))
