"""The few things that must be said differently to each database engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Reads inside see one state of the base, and hold no writer back. Does nothing inside a transaction or another."""
    if connection.in_atomic_block or _begun():
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def _begun() -> bool:
    """Whether SQLite is inside a transaction that Django did not begin."""
    return connection.vendor == "sqlite" and connection.connection is not None and connection.connection.in_transaction


def wait_alone(lock: int) -> None:
    """Until the end of the transaction, no other holder of this lock; SQLite's writer is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
