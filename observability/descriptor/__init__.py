"""From YAML text to a checked service: the only room that knows how a descriptor is written.

load_project   the project file, or what holds without one
load_service   one descriptor, checked for every environment, with all of its findings at once
load_services  several, with the findings of all
resolve        the service in one environment; what was loaded cannot fail here
check_together what only shows when all services are seen: names, dependencies
check_routing  the same of who is told of their alerts
schema         the language as JSON Schema

Inside: `yaml` makes text data with marks, `structure` holds it against the JSON Schema, `values` reads single values,
`signals`, `project` and `routing` read the parts that their names say, and `service` puts a descriptor together.
"""

from observability.descriptor.card import ServiceCard
from observability.descriptor.document import ServiceDocument, load_service, load_services, resolve
from observability.descriptor.project.load import load_project
from observability.descriptor.project.project import Ignored, Linting, Policies, Project, Tier
from observability.descriptor.routing import check_routing
from observability.descriptor.schema import schema
from observability.descriptor.together import check_together

__all__ = [
    "Ignored",
    "Linting",
    "Policies",
    "Project",
    "ServiceCard",
    "ServiceDocument",
    "Tier",
    "check_routing",
    "check_together",
    "load_project",
    "load_service",
    "load_services",
    "resolve",
    "schema",
]
