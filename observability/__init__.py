"""Observability as code: one short descriptor per service becomes rules, alerts and dashboards.

The way is one street, downhill:

    descriptor (YAML)  ->  resolved service  ->  plan (rules, alerts, panels)  ->  artifacts  ->  files
        descriptor             model              signals, objectives              emit         workspace

`compiler` is the whole street on one screen; `lint` and `verifier` look at what came out of it.
"""

__version__ = "0.1.0"
