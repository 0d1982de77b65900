"""Migration operations that differ by database engine."""

from typing import Any

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
