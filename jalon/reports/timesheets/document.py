"""The time sheet of a month as PDF: what a European audit asks for, with its signatures or the room for them."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils import timezone

from jalon.core import french, rounding, typesetting
from jalon.core.french import NO_BREAK
from jalon.reports.attendance.document import Place, place_data
from jalon.reports.papers import paper
from jalon.worktime.content import Content, employer_words, hours, operation_words, totals
from jalon.worktime.models import TimeSheet

TEMPLATE = Path(__file__).with_name("sheet.typ")


def pdf(sheet: TimeSheet) -> bytes:
    """The same sheet with the same signatures gives the same bytes."""
    return typesetting.compile(TEMPLATE, data(sheet), timezone.localtime(sheet.made_at).date())


def data(sheet: TimeSheet) -> dict[str, Any]:
    """What the template prints: words, no number left to compute."""
    said: Content = sheet.content
    made = timezone.localtime(sheet.made_at).date()
    about = paper(title="Fiche de temps", kicker=f"fiche de temps de {said['name']}", day=made)["about"]
    foot = f"Version {sheet.version}, établie le {french.long_day(made)}. Empreinte{NO_BREAK}: {sheet.sha256[:16]}…"
    found = totals(said)
    return {
        "about": {**about, "foot": foot},
        "subject": french.month(sheet.month),
        "facts": _facts(sheet, said),
        "headings": [each["name"] for each in said["operations"]],
        "rows": [_row(day, said) for day in said["days"]],
        "totals": [*(hours(found[each["code"]]) for each in said["operations"]), hours(sum(found.values()))],
        "shares": [_share(found[each["code"]], sum(found.values())) for each in said["operations"]],
        "doubts": [*said["doubts"], *([f"Raison{NO_BREAK}: {said['reason']}"] if said["reason"] else [])],
        "signing": [
            place_data(Place(f"Le salarié{NO_BREAK}: {said['name']}", sheet.employee_signature)),
            place_data(Place("Son supérieur hiérarchique", sheet.superior_signature)),
        ],
        "sworn": "Je certifie exact le temps porté sur cette fiche.",
        "mention": said["mention"],
    }


def _facts(sheet: TimeSheet, said: Content) -> list[list[str]]:
    version = str(sheet.version) + (f", corrigée parce que{NO_BREAK}: {sheet.why}" if sheet.why else "")
    return [
        ["Salarié", said["name"]],
        *(["Employeur", employer_words(each)] for each in said["employers"]),
        *(["Opération", operation_words(each)] for each in said["operations"] if each["code"]),
        ["Version", version],
    ]


def _row(day: Content, said: Content) -> dict[str, Any]:
    date = dt.date.fromisoformat(day["date"])
    minutes = day["minutes"]
    cells = [hours(minutes[each["code"]]) if minutes.get(each["code"]) else "" for each in said["operations"]]
    return {
        "day": f"{french.weekday(date)[:3]}. {french.short_day(date)}",
        "cells": [*cells, hours(sum(minutes.values())) if minutes else ""],
        "off": day["off"],
        "weekend": date.weekday() > 4,
    }


def _share(part: int, whole: int) -> str:
    """In percent to one decimal, as budgets are."""
    return french.percent(Decimal(rounding.whole(Fraction(1000 * part, whole))) / 10) if whole else "–"
