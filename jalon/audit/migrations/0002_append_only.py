"""The journal is only ever added to: the database itself refuses the rest."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSAL = "le journal ne se modifie ni ne s’efface"


def sqlite_trigger(act: str) -> str:
    return (
        f"CREATE TRIGGER audit_event_no_{act.lower()} BEFORE {act} ON audit_event "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        RunByEngine(
            sqlite=(
                [sqlite_trigger("UPDATE"), sqlite_trigger("DELETE")],
                ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"],
            ),
            postgresql=(
                [
                    "CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
                    "CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event "
                    "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
                    "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event "
                    "FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()",
                ],
                [
                    "DROP TRIGGER audit_event_no_truncate ON audit_event",
                    "DROP TRIGGER audit_event_append_only ON audit_event",
                    "DROP FUNCTION audit_event_refuse()",
                ],
            ),
        )
    ]
