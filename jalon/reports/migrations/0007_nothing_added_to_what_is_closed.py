"""Nor is anything added to it: a letter, or a list, of a closing that is over."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSAL = "une lettre arrêtée ne se complète pas"
CLOSED = {
    "closedletter": "EXISTS (SELECT 1 FROM reports_closing c WHERE c.id = NEW.closing_id AND c.closed_at IS NOT NULL)",
    "closedlist": "EXISTS (SELECT 1 FROM reports_closedletter l JOIN reports_closing c ON c.id = l.closing_id "
    "WHERE l.id = NEW.letter_id AND c.closed_at IS NOT NULL)",
}
"""For each table, whether what is added belongs to a closing that is over."""


def sqlite(table: str) -> str:
    return (
        f"CREATE TRIGGER reports_{table}_whole BEFORE INSERT ON reports_{table} WHEN {CLOSED[table]} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def postgresql(table: str) -> list[str]:
    """A trigger's WHEN holds no subquery there: the function looks."""
    return [
        f"CREATE FUNCTION reports_{table}_whole() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {CLOSED[table]} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; "
        "RETURN NEW; END $$",
        f"CREATE TRIGGER reports_{table}_whole BEFORE INSERT ON reports_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION reports_{table}_whole()",
    ]


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_who_a_story_shows")]

    operations = [
        RunByEngine(
            sqlite=([sqlite(table) for table in CLOSED], [f"DROP TRIGGER reports_{table}_whole" for table in CLOSED]),
            postgresql=(
                [statement for table in CLOSED for statement in postgresql(table)],
                [
                    *(f"DROP TRIGGER reports_{table}_whole ON reports_{table}" for table in CLOSED),
                    *(f"DROP FUNCTION reports_{table}_whole()" for table in CLOSED),
                ],
            ),
        )
    ]
