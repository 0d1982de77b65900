"""What was closed is never changed: the database itself refuses it."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSAL = "une lettre arrêtée ne se modifie ni ne s’efface"
TABLES = {"closing": "OLD.closed_at IS NOT NULL", "closedletter": "TRUE", "closedlist": "TRUE"}
"""The tables, and which of their rows nothing may touch."""
ACTS = ("UPDATE", "DELETE")


def sqlite(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER reports_{table}_no_{act.lower()} BEFORE {act} ON reports_{table} WHEN {TABLES[table]} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def postgresql(table: str) -> str:
    return (
        f"CREATE TRIGGER reports_{table}_for_good BEFORE UPDATE OR DELETE ON reports_{table} "
        f"FOR EACH ROW WHEN ({TABLES[table]}) EXECUTE FUNCTION reports_closed_refuse()"
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_the_whole")]

    operations = [
        RunByEngine(
            sqlite=(
                [sqlite(table, act) for table in TABLES for act in ACTS],
                [f"DROP TRIGGER reports_{table}_no_{act.lower()}" for table in TABLES for act in ACTS],
            ),
            postgresql=(
                [
                    "CREATE FUNCTION reports_closed_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
                    *map(postgresql, TABLES),
                ],
                [
                    *(f"DROP TRIGGER reports_{table}_for_good ON reports_{table}" for table in TABLES),
                    "DROP FUNCTION reports_closed_refuse()",
                ],
            ),
        )
    ]
