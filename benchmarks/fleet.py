"""A generated fleet: a project folder with as many descriptors as asked for."""

from pathlib import Path

_OWNERS = 20

_PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {name: fleet}
spec:
  environments:
    production: {matchers: {env: production}}
"""

# One RED signal with two objectives, and one USE resource.
_SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: {name}, owner: {owner}, tier: standard, description: Number {number} of many.}}
spec:
  selector: {{job: {name}}}
  red:
    http:
      rate: http_requests_total
      errors: http_requests_total{{code=~"5.."}}
      duration: http_request_duration_seconds
      objectives:
        availability: 99.9
        latency: {{target: 99, threshold: 300ms}}
  use:
    db-pool:
      utilization: {{ratio: [db_pool_in_use, db_pool_size], warning: 80%, critical: 95%}}
      saturation: {{gauge: db_pool_waiters, warning: 1}}
      errors: db_pool_timeouts_total
"""


def generate(folder: Path, services: int) -> None:
    """Write the project into `folder`, which is empty."""
    (folder / "services").mkdir()
    (folder / "observability.yaml").write_text(_PROJECT)
    for number in range(services):
        name = f"service-{number:05d}"
        text = _SERVICE.format(name=name, owner=f"team-{number % _OWNERS:02d}", number=number)
        (folder / "services" / f"{name}.yaml").write_text(text)


def change_one(folder: Path) -> None:
    """Edit the first descriptor, as a person would between two builds."""
    descriptor = folder / "services" / "service-00000.yaml"
    descriptor.write_text(descriptor.read_text().replace("availability: 99.9", "availability: 99.5"))
