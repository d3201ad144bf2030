"""Rules as they were and as they will be, both of them in the server, told apart by a label.

The server chooses at which moment of its interval it evaluates a group. Of raw series a replay does not see that; of
recorded ones it does, and what they decide differs by three evaluations or more: `phases` tries them all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

# Between two evaluations, in milliseconds.
INTERVAL = 250
OLD: list[dict[str, Any]] = [
    {"record": "job:queue:max", "expr": "max by (job) (queue_length)"},
    {"record": "job:requests:rate1s", "expr": "sum by (job) (rate(requests_total[1s]))", "labels": {"kind": "old"}},
    {"record": "job:queue:sum", "expr": "sum by (job) (queue_length)"},
    {"alert": "Long", "expr": "job:queue:max > 8", "for": "1s"},
    {"alert": "Kept", "expr": "queue_length > 8", "for": "500ms"},
    {"alert": "Moved", "expr": "queue_length > on () group_left () limit"},
    {"alert": "Busy", "expr": 'job:requests:rate1s{kind="old"} > 100', "for": "250ms"},
    {"alert": "Sum", "expr": "avg_over_time(job:queue:sum[1s]) > 11.2"},
    {"alert": "Same", "expr": "job:queue:sum > 11", "for": "500ms"},
    {"alert": "Gone", "expr": 'absent(queue_length{job="c"})'},
    {"alert": "Lost", "expr": "queue_length > 11"},
    {"alert": "Sized", "expr": "queue_length > 8", "labels": {"size": "{{ $value }}"}},
    {"alert": "Crowded", "expr": "queue_length > 8", "for": "750ms", "group": {"limit": 5}},
    {"alert": "Late", "expr": "queue_length > 8"},
]
NEW: list[dict[str, Any]] = [
    # Differs, and is read by what reads it.
    {"record": "job:queue:top", "expr": 'max by (job) (queue_length{job!="c"})'},
    {"record": "all:queue:top", "expr": "max(job:queue:top)", "labels": {"of": "all"}},
    {"record": "job:requests:rate1s", "expr": "sum by (job) (rate(requests_total[2s]))", "labels": {"kind": "new"}},
    {"record": "job:queue:sum", "expr": "sum by (job) (queue_length)"},
    {"alert": "Long", "expr": 'all:queue:top{of="all"} > 8', "for": "500ms"},
    {"alert": "Kept", "expr": "queue_length > 8", "for": "500ms", "keep_firing_for": "1s"},
    {"alert": "Moved", "expr": "queue_length > on () group_left () (limit + 2)"},
    {"alert": "Busy", "expr": 'job:requests:rate1s{job=~"a|c",kind="new"} > 100', "for": "250ms"},
    {"alert": "Sum", "expr": "avg_over_time(job:queue:sum[2500ms] offset 500ms) > 11.2"},
    {"alert": "Same", "expr": "(job:queue:sum)>11.0", "for": "500ms"},
    {"alert": "Gone", "expr": 'absent(queue_length{job="c"}) and on () queue_length{job="b"} > 5'},
    {"alert": "Sized", "expr": "queue_length > 5", "labels": {"size": '{{ $value | printf "%.0f" }}'}},
    {"alert": "Crowded", "expr": "queue_length > 8", "for": "750ms", "group": {"limit": 1}},
    {"alert": "Late", "expr": "queue_length > 8", "for": "250ms", "group": {"query_offset": "500ms"}},
    {"alert": "Come", "expr": 'queue_length{job="b"} < 3', "for": "250ms"},
]
# What becomes of each alert's episodes.
KINDS: Mapping[str, Sequence[str]] = {
    "Long": ["shorter"],
    "Kept": ["longer"],
    "Moved": ["lost", "same"],
    "Busy": ["added", "lost"],  # a label of the recording differs
    "Sum": ["longer", "shorter"],
    "Same": ["same"],
    "Gone": ["lost", "same"],
    "Come": ["added"],
    "Lost": ["lost"],
    "Sized": ["added", "same"],  # with each text of the label another alert
    "Crowded": ["lost", "shorter"],
    "Late": ["same", "shorter"],
}
