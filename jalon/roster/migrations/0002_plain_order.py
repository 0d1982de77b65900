"""Folded names are compared letter by letter, whatever the language of the PostgreSQL server: an index then serves
the beginnings of words, and both engines give the same order."""

from django.db import migrations

from jalon.core.operations import RunByEngine

COLUMNS = [
    ("roster_filesummary", "sort_name", 700),
    ("roster_filesummary", "code_key", 300),
    ("roster_filesummary", "caseworker_name", 500),
    ("roster_fileword", "word", 700),
    ("roster_wordkey", "key", 20),
    ("roster_wordkey", "word", 700),
]


def statements(collation: str) -> list[str]:
    return [
        f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({length}) COLLATE "{collation}"'
        for table, column, length in COLUMNS
    ]


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_initial")]

    operations = [RunByEngine(sqlite=([], []), postgresql=(statements("C"), statements("default")))]
