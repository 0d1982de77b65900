"""What an appointment meets without anything forbidding it: said once it is set, so that it may be moved at once."""

from jalon.agenda.models import Appointment, Leave
from jalon.agenda.slots import away_spans, in_minutes
from jalon.core.french import NO_BREAK
from jalon.core.periods import Period
from jalon.web.appointments.free import busy_spans
from jalon.worktime.holidays import public_holiday

SATURDAY = 5


def caution(made: Appointment) -> str:
    """A sentence for the first of these: a day off, the référent away, another commitment; "" for none. Four queries.

    Working hours are nobody's rule: an evening is not told.
    """
    if holiday := public_holiday(made.date):
        return f" Attention{NO_BREAK}: c’est un jour férié ({holiday})."
    if made.date.weekday() >= SATURDAY:
        return f" Attention{NO_BREAK}: c’est un {'dimanche' if made.date.weekday() > SATURDAY else 'samedi'}."
    begin = in_minutes(made.time)
    own = (made.date, begin, begin + made.minutes)
    busy = busy_spans([made.caseworker_id], Period(made.date, made.date))[made.caseworker_id]
    busy.remove(own)
    met = [span for span in busy if span[0] == made.date and span[1] < own[2] and begin < span[2]]
    if not met:
        return ""
    if any(span in met for span in _away(made)):
        return f" Attention{NO_BREAK}: {made.caseworker} est en absence ce jour-là."
    return f" Attention{NO_BREAK}: {made.caseworker} a déjà autre chose à cette heure."


def _away(made: Appointment) -> list[tuple[object, int, int]]:
    leaves = Leave.objects.filter(caseworker=made.caseworker_id, start__lte=made.date, end__gte=made.date)
    return [
        span
        for each in leaves
        for span in away_spans(each.start, each.end, from_noon=each.from_noon, until_noon=each.until_noon)
    ]
