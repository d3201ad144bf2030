"""What usually stands behind each kind of alert that is made here: where a person looks first."""

from observability.model import names

CAUSES: dict[str, tuple[str, ...]] = {
    names.AVAILABILITY_BURN: (
        "a release just before: compare with the dashboard's marks",
        "something it calls fails or is slow",
        "one instance, page or tenant alone: tell them apart by their labels",
        "more to do than it can take: see the traffic",
    ),
    names.LATENCY_BURN: (
        "a release just before: compare with the dashboard's marks",
        "something it waits for is slow: a database, a lock, another service",
        "more to do than it can take: see traffic and saturation",
        "one page or tenant alone: tell them apart by their labels",
    ),
    names.TRAFFIC_GONE: (
        "who calls it is down, or calls something else",
        "DNS, load balancer or certificate: nobody gets as far as the service",
        "it runs, and is not scraped any longer, or counts under another name",
    ),
    names.SATURATION_HIGH: (
        "more to do than usual",
        "what works it off is slow, stuck, or too few",
        "one that takes all: a tenant, a job, a query",
    ),
    names.UTILIZATION_HIGH: (
        "more to do than usual",
        "something is not given back: a leak, a connection that nobody closes",
        "it is too small since the last change",
    ),
    names.EXHAUSTION_PREDICTED: (
        "something grows that nobody clears away: logs, old data, temporary files",
        "a job that writes more than usual",
        "it is too small for what there is to keep",
    ),
    names.RESOURCE_ERRORS: (
        "it is full: see utilization and saturation",
        "the thing itself is broken",
        "who uses it asks wrongly since a release",
    ),
    names.TELEMETRY_ABSENT: (
        "the service is down",
        "it moved, or its name or port changed, and Prometheus looks for it elsewhere",
        "the network between Prometheus and the service",
    ),
}
