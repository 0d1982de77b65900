"""Small pieces of SQL on days, written for both engines."""

from typing import Any

from django.db.models import CharField, Func, IntegerField


class ByEngine(Func):
    """A function whose SQL is a template an engine, with the arguments in `{0}`, `{1}`."""

    sqlite = ""
    postgresql = ""

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        parts, params = [], []
        for argument in self.source_expressions:
            sql, values = compiler.compile(argument)
            parts.append((sql, values))
        template = self.postgresql if connection.vendor == "postgresql" else self.sqlite
        pieces = [piece for piece in template.split("|") if piece]
        out = []
        for piece in pieces:
            if piece.isdigit():
                sql, values = parts[int(piece)]
                out.append(sql)
                params.extend(values)
            else:
                out.append(piece)
        return "".join(out), params


class DaysBetween(ByEngine):
    """Whole days from the second date to the first."""

    output_field = IntegerField()
    sqlite = "CAST(julianday(|0|) - julianday(|1|) AS INTEGER)"
    postgresql = "(|0| - |1|)"


class MonthKey(ByEngine):
    """The month of a date, written 2017-03."""

    output_field = CharField()
    sqlite = "substr(|0|, 1, 7)"
    postgresql = "to_char(|0|, 'YYYY-MM')"


class AgeOn(ByEngine):
    """Completed years between a birth date and a day: both read as the number AAAAMMJJ."""

    output_field = IntegerField()
    sqlite = "(CAST(strftime('%%Y%%m%%d', |1|) AS INTEGER) - CAST(strftime('%%Y%%m%%d', |0|) AS INTEGER)) / 10000"
    postgresql = "(to_char(|1|, 'YYYYMMDD')::integer - to_char(|0|, 'YYYYMMDD')::integer) / 10000"
