"""Numbers in the text format of Prometheus, printed or served. Needs the extra `monitor`."""

from collections.abc import Callable, Iterator
from threading import Lock
from time import monotonic
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, generate_latest, make_wsgi_app
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from nianbao.jobs.morning.metrics import Measured

# Seconds for which what was measured holds: two servers that scrape at once cost one look at the database.
FRESH = 30.0


class Numbers(Collector):
    """Asks for what is measured when it is collected; `now` gives null where the database failed."""

    def __init__(self, now: Callable[[], Measured | None]) -> None:
        self._now, self._lock = now, Lock()
        self._at = float("-inf")
        self._last: Measured | None = None

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Every number, and whether there were any to be had."""
        with self._lock:
            if monotonic() - self._at > FRESH:
                self._last, self._at = self._now(), monotonic()
            found = self._last
        yield GaugeMetricFamily("nianbao_up", "1: the database answered.", value=float(found is not None))
        if found is None:
            return
        yield GaugeMetricFamily("nianbao_measured_seconds", "What measuring took.", value=found.seconds)
        for gauge in found.gauges:
            family = GaugeMetricFamily(gauge.name, gauge.help, labels=gauge.labels)
            for labels, value in gauge.values.items():
                family.add_metric(labels, value)
            yield family

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: or registering would measure."""
        yield from ()


def registry(now: Callable[[], Measured | None]) -> CollectorRegistry:
    """A registry of ours alone: what the process itself does is nobody's business here."""
    ours = CollectorRegistry()
    ours.register(Numbers(now))
    return ours


def exposition(measured: Measured) -> str:
    """The text for a collector of files."""
    return generate_latest(registry(lambda: measured)).decode()


class Quiet(WSGIRequestHandler):
    """A handler that does not log each scrape."""

    def log_message(self, *told: object) -> None:
        """Nothing."""


def answering(host: str, port: int, now: Callable[[], Measured | None]) -> WSGIServer:
    """A server of the numbers, not running yet; port 0: any free one. Raises OSError."""
    return make_server(host, port, make_wsgi_app(registry(now)), handler_class=Quiet)
