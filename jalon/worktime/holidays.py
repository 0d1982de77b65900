"""The public holidays of France, by the `holidays` library."""

import datetime as dt
from functools import cache

from django.conf import settings
from holidays import country_holidays


def public_holiday(day: dt.date) -> str:
    """The name of a public holiday, in French; "" on other days. Source: Code du travail, L3133-1.

    `settings.PUBLIC_HOLIDAYS` names a place with more of them: `57` for Moselle, `6AE` for Alsace (L3134-13).
    """
    return _of_year(day.year, settings.PUBLIC_HOLIDAYS).get(day, "")


@cache
def _of_year(year: int, place: str) -> dict[dt.date, str]:
    found = country_holidays("FR", subdiv=place or None, years=year, language="fr")
    return {day: name.replace("'", "’") for day, name in found.items()}
