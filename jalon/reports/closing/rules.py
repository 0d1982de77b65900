"""When a period may be closed: values in, the reasons of a refusal out, by field. Source: docs/rules/arretes.md."""

import datetime as dt

from jalon.core import french
from jalon.core.french import NO_BREAK
from jalon.core.periods import Period

LONGEST_WHY = 500
AGAIN = "Cette lettre est déjà arrêtée. Dites pourquoi vous en arrêtez une nouvelle version."


def why_not_closed(period: Period, as_of: dt.date, *, today: dt.date, number: int, why: str) -> dict[str, str]:
    """Empty when it may be. `number`: the one it would have; `why`: what is said of a number above 1."""
    found = {}
    if period.end > today:
        found["period"] = f"Cette période se termine le {french.day(period.end)}. Elle s’arrête à partir de ce jour."
    elif as_of < period.end:
        found["as_of"] = f"Choisissez au plus tôt le {french.day(period.end)}, dernier jour de la période."
    elif as_of > today:
        found["as_of"] = f"{french.day(as_of)} n’est pas encore passé. Choisissez au plus tard aujourd’hui."
    if number > 1 and not why.strip():
        found["why"] = AGAIN
    if len(why) > LONGEST_WHY:
        found["why"] = f"Dites-le en {LONGEST_WHY} signes au plus{NO_BREAK}: il y en a {french.number(len(why))}."
    return found
