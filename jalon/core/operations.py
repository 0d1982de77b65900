"""Migration operations that differ by database engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import AddField
from django.db.migrations.operations.base import Operation


class RunByEngine(Operation):
    """Run the SQL statements written for the engine in use; an invariant must exist on each of them."""

    reversible = True

    def __init__(self, *, sqlite: tuple[list[str], list[str]], postgresql: tuple[list[str], list[str]]) -> None:
        """Each engine gives (forwards, backwards)."""
        self.statements = {"sqlite": sqlite, "postgresql": postgresql}

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [], dict(self.statements)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, 0)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, 1)

    def _run(self, schema_editor: Any, direction: int) -> None:
        for statement in self.statements[schema_editor.connection.vendor][direction]:
            schema_editor.execute(statement)

    def describe(self) -> str:
        return "SQL of the engine in use"


class AddFieldKeepingTriggers(AddField):
    """Add a field to a table that has triggers: SQLite makes the table anew, and would lose them without a word."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        with _kept_triggers(schema_editor, to_state.apps.get_model(app_label, self.model_name)._meta.db_table):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        with _kept_triggers(schema_editor, to_state.apps.get_model(app_label, self.model_name)._meta.db_table):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def _kept_triggers(schema_editor: Any, table: str) -> Iterator[None]:
    connection = schema_editor.connection
    before = _triggers(connection, table) if connection.vendor == "sqlite" else {}
    yield
    after = _triggers(connection, table) if before else {}
    for name, statement in before.items():
        if name not in after:
            schema_editor.execute(statement, params=None)


def _triggers(connection: Any, table: str) -> dict[str, str]:
    """The statements that made the triggers of a table, by name (SQLite)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        return dict(cursor.fetchall())
