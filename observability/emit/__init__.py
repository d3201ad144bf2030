"""One artifact a file: the plan as the files of Prometheus, Grafana and others.

A new artifact of a service is a file here with an `emit(plan) -> Artifact` and a line in `SERVICE_EMITTERS`.
"""
