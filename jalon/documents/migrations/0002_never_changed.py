"""What was deposited never changes; what was signed neither changes nor goes: the database itself refuses it."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSALS = {
    ("signature", "UPDATE"): "une signature ne se modifie ni ne s’efface",
    ("signature", "DELETE"): "une signature ne se modifie ni ne s’efface",
    ("storedfile", "UPDATE"): "un fichier déposé ne se modifie pas",
}


def sqlite(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER documents_{table}_no_{act.lower()} BEFORE {act} ON documents_{table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSALS[table, act]}'); END"
    )


def postgresql(table: str, act: str) -> list[str]:
    name = f"documents_{table}_no_{act.lower()}"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSALS[table, act]}' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE {act} ON documents_{table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def undo(table: str, act: str) -> list[str]:
    name = f"documents_{table}_no_{act.lower()}"
    return [f"DROP TRIGGER {name} ON documents_{table}", f"DROP FUNCTION {name}()"]


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_week")]

    operations = [
        RunByEngine(
            sqlite=(
                [sqlite(table, act) for table, act in REFUSALS],
                [f"DROP TRIGGER documents_{table}_no_{act.lower()}" for table, act in REFUSALS],
            ),
            postgresql=(
                [statement for table, act in REFUSALS for statement in postgresql(table, act)],
                [statement for table, act in REFUSALS for statement in undo(table, act)],
            ),
        )
    ]
