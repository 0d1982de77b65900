"""The texts that people sign, whole and in plain French: what is shown is what is kept. Pure: values in, words out.

A text says nothing that may change without what it is about changing: its fingerprint is compared later.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from jalon.core import french
from jalon.core.french import NO_BREAK
from jalon.core.hours import hour_written, minutes_written


@dataclass(frozen=True, slots=True)
class Whose:
    """Who the text is about, and the European mention that it bears."""

    name: str
    code: str
    mention: str


def interview(
    whose: Whose,
    *,
    date: dt.date,
    time: dt.time | None,
    minutes: int | None,
    what: str,
    place: str,
    caseworker: str,
) -> str:
    """The attendance of an interview (*émargement*): date, duration, object, place, with whom."""
    hour = f" à {hour_written(time)}" if time else ""
    return _text(
        "Émargement",
        _whom(whose),
        f"{what}, le {french.weekday(date)} {french.long_day(date)}{hour}",
        f"Durée{NO_BREAK}: {minutes_written(minutes)}" if minutes else "",
        f"Lieu{NO_BREAK}: {place}" if place else "",
        f"Avec {caseworker}" if caseworker else "",
        "Dans le cadre de mon accompagnement par le PLIE.",
        "J’atteste y avoir participé.",
        whose.mention,
    )


def charter(whose: Whose, *, months: int, every: int) -> str:
    """The engagement of both at the entry: a référent, an interview a month, a review every so many months."""
    return _text(
        "Charte d’engagement",
        _whom(whose),
        f"J’entre dans un parcours d’accompagnement vers l’emploi avec le PLIE, pour {months}{NO_BREAK}mois au plus.",
        f"Le PLIE s’engage{NO_BREAK}:",
        "– à me donner un référent de parcours, qui reste mon interlocuteur ;",
        f"– à me recevoir au moins une fois par mois, et à faire le point avec moi tous les {every}{NO_BREAK}mois ;",
        "– à chercher avec moi les étapes qui mènent à un emploi durable, et à me dire pourquoi il les propose ;",
        "– à ne garder sur moi que ce qui sert à mon parcours, et à me le montrer quand je le demande.",
        f"Je m’engage{NO_BREAK}:",
        "– à venir aux rendez-vous, ou à prévenir quand je ne peux pas ;",
        "– à prendre part aux étapes que nous décidons ensemble ;",
        "– à dire ce qui change dans ma situation, et à remettre les pièces demandées.",
        "Je sais que l’Union européenne participe au financement de ce parcours, et que des informations sur ma "
        "situation sont recueillies à ce titre.",
        whose.mention,
    )


def review(
    whose: Whose,
    *,
    month: int,
    held_on: dt.date,
    caseworker: str,
    words: Iterable[tuple[str, str]],
    goals: Iterable[str],
    by_caseworker: bool,
) -> str:
    """A *point d’étape*, as the person (or the référent) signs it. `words`: each part’s title and text."""
    said = [f"{title}{NO_BREAK}: {text.strip()}" for title, text in words if text.strip()]
    held = f"Tenu le {french.long_day(held_on)}" + (f" avec {caseworker}" if caseworker else "")
    aims = [f"– {goal}" for goal in goals]
    return _text(
        f"Bilan des {month}{NO_BREAK}mois",
        _whom(whose),
        held,
        *said,
        *([f"Objectifs fixés à ce bilan{NO_BREAK}:", *aims] if aims else []),
        "J’ai tenu ce bilan avec la personne."
        if by_caseworker
        else "J’ai pris part à ce bilan et j’en ai lu le texte.",
        whose.mention,
    )


def immersion(
    whose: Whose,
    *,
    employer: str,
    start: dt.date,
    end: dt.date | None,
    what: str,
    tutor: str,
    tasks: str,
    goals: str,
    days: str,
    place: str,
) -> str:
    """The agreement of a PMSMP. Source of what it states: Code du travail, L5135-1 and following."""
    until = f" au {french.long_day(end)}" if end else ""
    said = (("Tuteur", tutor), ("Tâches", tasks), ("Objectifs", goals), ("Jours et horaires", days), ("Lieu", place))
    return _text(
        "Convention de mise en situation en milieu professionnel",
        _whom(whose),
        f"Chez {employer or 'l’entreprise d’accueil'}, du {french.long_day(start)}{until}",
        f"Objet{NO_BREAK}: {what}",
        *(f"{title}{NO_BREAK}: {text.strip()}" for title, text in said if text.strip()),
        "J’accepte cette convention.",
        whose.mention,
    )


def _whom(whose: Whose) -> str:
    return f"{whose.name}, dossier {whose.code}"


def _text(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
