"""Two pathways of a person share no day (both ends included)."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSAL = "deux parcours d’une personne se chevauchent"


def sqlite_trigger(name: str, moment: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {moment} ON pathways_pathway "
        "WHEN EXISTS (SELECT 1 FROM pathways_pathway AS other "
        "WHERE other.participant_id = NEW.participant_id AND other.id IS NOT NEW.id "
        "AND other.entry_date <= COALESCE(NEW.exit_date, '9999-12-31') "
        "AND COALESCE(other.exit_date, '9999-12-31') >= NEW.entry_date) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


class Migration(migrations.Migration):
    dependencies = [("pathways", "0001_initial")]

    operations = [
        RunByEngine(
            sqlite=(
                [
                    sqlite_trigger("pathway_no_overlap_insert", "INSERT"),
                    sqlite_trigger("pathway_no_overlap_update", "UPDATE OF participant_id, entry_date, exit_date"),
                ],
                ["DROP TRIGGER pathway_no_overlap_insert", "DROP TRIGGER pathway_no_overlap_update"],
            ),
            postgresql=(
                [
                    "CREATE EXTENSION IF NOT EXISTS btree_gist",
                    "ALTER TABLE pathways_pathway ADD CONSTRAINT pathway_no_overlap EXCLUDE USING gist "
                    "(participant_id WITH =, daterange(entry_date, exit_date, '[]') WITH &&) "
                    "DEFERRABLE INITIALLY IMMEDIATE",
                ],
                ["ALTER TABLE pathways_pathway DROP CONSTRAINT pathway_no_overlap"],
            ),
        )
    ]
