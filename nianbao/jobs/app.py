"""The queue: an app of procrastinate on the schema `jobs` of our database, with the tasks of this room."""

from typing import Any

from procrastinate import App, PsycopgConnector
from sqlalchemy import Connection, Engine

from nianbao.jobs.schema import SCHEMA

# The first come ahead: what keeps the queue going, what a person asked for, what is due.
KEEPING, ADHOC, DUE = 100, 10, 0
CRAWL, REREAD, REFRESH, KEEP, PLAN = "crawl", "reread", "refresh", "keep", "plan"
QUEUE, UPKEEP = "nianbao", "nianbao upkeep"


def queue_app(engine: Engine) -> App:
    """An app without tasks, on the database of this engine; connections are made when it is opened."""
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    # A connection that lost its server is to be known as lost within a minute, here and there.
    facts = {"options": f"-c search_path={SCHEMA},public", "keepalives_idle": 30, "keepalives_interval": 10}
    return App(connector=PsycopgConnector(conninfo=address, kwargs=facts, min_size=1, max_size=4))


def defer(app: App, connection: Connection, task: str, options: dict[str, Any], **facts: Any) -> int:
    """Put a job into the queue within the transaction of this connection; its number.

    Raises AlreadyEnqueued where one with the same queueing lock waits: the transaction is void then.
    """
    connection.exec_driver_sql(f"SET LOCAL search_path = {SCHEMA}, public")
    options = {"queue": QUEUE, **options, "connection": connection.connection.driver_connection}
    deferrer = app.configure_task(task, **options)
    job: int = deferrer.defer(**facts)
    connection.exec_driver_sql("SET LOCAL search_path = public")
    return job


def defer_batch(app: App, connection: Connection, night_id: int, batch: int, trigger: str) -> int:
    """Put a batch of a plan into the queue; its job."""
    name = f"night {night_id} batch {batch}"
    priority = ADHOC if trigger == "adhoc" else DUE
    options = {"lock": name, "queueing_lock": name, "priority": priority}
    return defer(app, connection, CRAWL, options, night_id=night_id, batch=batch)
