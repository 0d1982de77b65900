"""A time sheet is never changed nor erased, and a signature never taken away: the database itself refuses it."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSAL = "une fiche de temps établie ne se modifie ni ne s’efface"
FIELDS = ("id", "caseworker_id", "month", "version", "content", "sha256", "why", "made_at", "made_by_id")
SIGNATURES = ("employee_signature_id", "superior_signature_id")


def changed(differs: str) -> str:
    """What an update may not do."""
    fixed = [f"OLD.{name} {differs} NEW.{name}" for name in FIELDS]
    signed = [f"(OLD.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in SIGNATURES]
    return " OR ".join(fixed + signed)


SQLITE = {"update": f"BEFORE UPDATE ON worktime_timesheet WHEN {changed('IS NOT')}", "delete": "BEFORE DELETE ON worktime_timesheet"}


class Migration(migrations.Migration):
    dependencies = [("worktime", "0001_week")]

    operations = [
        RunByEngine(
            sqlite=(
                [
                    f"CREATE TRIGGER worktime_timesheet_no_{act} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                    for act, when in SQLITE.items()
                ],
                [f"DROP TRIGGER worktime_timesheet_no_{act}" for act in SQLITE],
            ),
            postgresql=(
                [
                    "CREATE FUNCTION worktime_timesheet_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
                    "CREATE TRIGGER worktime_timesheet_no_update BEFORE UPDATE ON worktime_timesheet FOR EACH ROW "
                    f"WHEN ({changed('IS DISTINCT FROM')}) EXECUTE FUNCTION worktime_timesheet_refuse()",
                    "CREATE TRIGGER worktime_timesheet_no_delete BEFORE DELETE ON worktime_timesheet FOR EACH ROW "
                    "EXECUTE FUNCTION worktime_timesheet_refuse()",
                ],
                [
                    "DROP TRIGGER worktime_timesheet_no_update ON worktime_timesheet",
                    "DROP TRIGGER worktime_timesheet_no_delete ON worktime_timesheet",
                    "DROP FUNCTION worktime_timesheet_refuse()",
                ],
            ),
        )
    ]
