"""Rules as they were and as they will be, both of them in the server, told apart by a label."""

from typing import Any

OLD: list[dict[str, Any]] = [
    {"record": "job:queue:max", "expr": "max by (job) (queue_length)"},
    {"record": "job:requests:rate1s", "expr": "sum by (job) (rate(requests_total[1s]))", "labels": {"kind": "old"}},
    {"record": "job:queue:sum", "expr": "sum by (job) (queue_length)"},
    {"alert": "Long", "expr": "job:queue:max > 8", "for": "1s"},
    {"alert": "Kept", "expr": "queue_length > 8", "for": "500ms"},
    {"alert": "Moved", "expr": "queue_length > on () group_left () limit"},
    {"alert": "Busy", "expr": 'job:requests:rate1s{kind="old"} > 100', "for": "250ms"},
    {"alert": "Sum", "expr": "avg_over_time(job:queue:sum[1s]) > 10"},
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
    {"alert": "Sum", "expr": "avg_over_time(job:queue:sum[2s] offset 500ms) > 10"},
    {"alert": "Same", "expr": "(job:queue:sum)>11.0", "for": "500ms"},
    {"alert": "Gone", "expr": 'absent(queue_length{job="c"}) and on () queue_length{job="b"} > 5'},
    {"alert": "Sized", "expr": "queue_length > 5", "labels": {"size": '{{ $value | printf "%.0f" }}'}},
    {"alert": "Crowded", "expr": "queue_length > 8", "for": "750ms", "group": {"limit": 1}},
    {"alert": "Late", "expr": "queue_length > 8", "for": "250ms", "group": {"query_offset": "500ms"}},
    {"alert": "Come", "expr": 'queue_length{job="b"} < 3', "for": "250ms"},
]
