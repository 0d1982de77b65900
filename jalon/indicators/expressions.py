"""Small pieces of SQL on days, written for both engines. SQLite keeps a date as the text AAAA-MM-JJ."""

from typing import Any

from django.db.models import CharField, Func, IntegerField


class DaysBetween(Func):
    """Whole days from the second date to the first."""

    arity = 2
    output_field = IntegerField()
    template, arg_joiner = "(%(expressions)s)", " - "

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(julianday(%(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **context)


class MonthKey(Func):
    """The month of a date, written AAAA-MM."""

    arity = 1
    output_field = CharField()
    template = "to_char(%(expressions)s, 'YYYY-MM')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **context)


class YearsBetween(Func):
    """Completed years from the second date to the first: an age, both dates being read as the number AAAAMMJJ."""

    arity = 2
    output_field = IntegerField()
    template = "(to_char(%(expressions)s, 'YYYYMMDD')::integer) / 10000"
    arg_joiner = ", 'YYYYMMDD')::integer - to_char("

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(CAST(replace(%(expressions)s, '-', '') AS INTEGER)) / 10000"
        joiner = ", '-', '') AS INTEGER) - CAST(replace("
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner, **context)
