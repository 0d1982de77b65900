"""Two protocols share no day (both ends included)."""

from django.db import migrations

from jalon.core.operations import RunByEngine

REFUSAL = "deux protocoles se chevauchent"


def sqlite_trigger(name: str, moment: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {moment} ON protocols_protocol "
        "WHEN EXISTS (SELECT 1 FROM protocols_protocol AS other "
        'WHERE other.code <> NEW.code AND other.start <= NEW."end" AND other."end" >= NEW.start) '
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


class Migration(migrations.Migration):
    dependencies = [("protocols", "0001_initial")]

    operations = [
        RunByEngine(
            sqlite=(
                [
                    sqlite_trigger("protocol_no_overlap_insert", "INSERT"),
                    sqlite_trigger("protocol_no_overlap_update", 'UPDATE OF start, "end"'),
                ],
                ["DROP TRIGGER protocol_no_overlap_insert", "DROP TRIGGER protocol_no_overlap_update"],
            ),
            postgresql=(
                [
                    "ALTER TABLE protocols_protocol ADD CONSTRAINT protocol_no_overlap EXCLUDE USING gist "
                    "(daterange(start, \"end\", '[]') WITH &&)",
                ],
                ["ALTER TABLE protocols_protocol DROP CONSTRAINT protocol_no_overlap"],
            ),
        )
    ]
