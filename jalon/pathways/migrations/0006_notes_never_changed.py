"""A version of a note never changes: the database itself refuses it. It goes only with its contact, or its file."""

from django.db import migrations

from jalon.core.operations import RunByEngine

WORDS = "une version de compte rendu ne se modifie pas"
NAME = "pathways_noteversion_no_update"


class Migration(migrations.Migration):
    dependencies = [("pathways", "0005_week")]

    operations = [
        RunByEngine(
            sqlite=(
                [
                    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON pathways_noteversion "
                    f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
                ],
                [f"DROP TRIGGER {NAME}"],
            ),
            postgresql=(
                [
                    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$",
                    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON pathways_noteversion "
                    f"FOR EACH ROW EXECUTE FUNCTION {NAME}()",
                ],
                [f"DROP TRIGGER {NAME} ON pathways_noteversion", f"DROP FUNCTION {NAME}()"],
            ),
        )
    ]
