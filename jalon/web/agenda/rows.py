"""The days of an agenda as pages show them: words and links, nothing left to compute."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from jalon.core.french import NO_BREAK
from jalon.core.hours import hour_written, minutes_written
from jalon.web.agenda.whose import Whose
from jalon.worktime.content import off_words
from jalon.worktime.enums import Source
from jalon.worktime.rules import Day, Slice, free_hour


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a day. `change`: the page where its hour and its minutes are changed; `act`: what it calls for."""

    hour: str
    who: str
    what: str
    said: str
    url: str = ""
    change: str = ""
    clash: str = ""
    planned: bool = False
    act: str = ""
    act_url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A day as it is shown. `flag`: what is wrong; `note`: what is worth knowing; `fill`: where the gap is filled."""

    date: dt.date
    total: str
    today: bool
    rows: list[Row]
    off: str = ""
    flag: str = ""
    note: str = ""
    fill: str = ""
    add: str = ""
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader may open, and the day it is. `caught_up`: the week lacks nothing in all."""

    whose: Whose
    today: dt.date
    openable: Collection[str]
    caught_up: bool
    operations: Mapping[str, str]


def shown(day: Day, reader: Reader) -> Shown:
    """A day in words."""
    past = day.date < reader.today
    lacking = past and day.gap > 0
    return Shown(
        date=day.date,
        total=total(day, reader.today),
        today=day.date == reader.today,
        rows=rows_of(day, reader),
        off=off_words(day),
        flag=f"manque {minutes_written(day.gap)}" if lacking and not reader.caught_up else "",
        note=_note(day, lacking=lacking, caught_up=reader.caught_up, past=past),
        fill=fill_url(day, reader.whose) if lacking and not reader.caught_up else "",
        add=reader.whose.url("add_time", jour=day.date),
        flags=_flags(day),
    )


def total(day: Day, today: dt.date) -> str:
    """6 h 10 sur 7 h; nothing for a day to come where nothing was said."""
    if day.date < today and day.owed:
        return f"{said(day.recorded)} sur {minutes_written(day.owed)}"
    return f"{said(day.recorded)} notée{'s' if day.recorded >= 120 else ''}" if day.recorded else ""


def said(minutes: int) -> str:
    """1 h 15, or 0 h."""
    return minutes_written(minutes) if minutes else f"0{NO_BREAK}h"


def fill_url(day: Day, whose: Whose) -> str:
    """The form that fills the gap: its day, its length and, where one can tell, its hour."""
    hour = free_hour(day, day.gap)
    return whose.url("add_time", jour=day.date, minutes=day.gap, heure=hour and f"{hour:%H:%M}")


def rows_of(day: Day, reader: Reader) -> list[Row]:
    """What was done and what is planned, by hour; what has no hour comes last."""
    clashes = _clashes(day.overlaps)
    pieces = sorted((*day.done, *day.planned), key=lambda each: (each.start is None, each.begin))
    return [_row(each, reader, clashes.get((each.source, each.key), "")) for each in pieces]


def _row(piece: Slice, reader: Reader, clash: str) -> Row:
    planned = piece.source is Source.APPOINTMENT
    act, act_url = _act(piece, reader, clash)
    return Row(
        hour=hour_written(piece.start) if piece.start else "",
        who=piece.who,
        what=_what(piece, reader),
        said=minutes_written(piece.minutes) if piece.minutes else "durée à dire",
        url=reverse("participants:file", args=[piece.code]) if piece.code in reader.openable else "",
        change=reader.whose.url("change_time", piece.key) if piece.source is Source.ENTRY else "",
        clash=clash,
        planned=planned,
        act=act,
        act_url=act_url,
    )


def _act(piece: Slice, reader: Reader, clash: str) -> tuple[str, str]:
    """What a line calls for, of those who may write in the file; ("", "") for nothing."""
    if piece.code not in reader.openable:
        return "", ""
    if piece.source is Source.APPOINTMENT and piece.day <= reader.today and not piece.waiting:
        return "Enregistrer l’entretien", f"{reverse('recording:interview', args=[piece.code])}?jour={piece.day}"
    if piece.source is Source.INTERVIEW and (clash or piece.minutes is None):
        return "Corriger ce contact", reverse("recording:note", args=[piece.key])
    return "", ""


def _what(piece: Slice, reader: Reader) -> str:
    words = piece.what[:1].lower() + piece.what[1:] if piece.who else piece.what
    operation = reader.operations.get(piece.operation, "")
    return ", ".join(filter(None, [words, "manqué" if piece.waiting else "", operation]))


def _clashes(pairs: Sequence[tuple[Slice, Slice]]) -> dict[tuple[Source, int], str]:
    found: dict[tuple[Source, int], list[Slice]] = {}
    for one, two in pairs:
        found.setdefault((one.source, one.key), []).append(two)
        found.setdefault((two.source, two.key), []).append(one)
    return {key: " et ".join(map(_named, others)) for key, others in found.items()}


def _named(piece: Slice) -> str:
    hour = f", {hour_written(piece.start)}" if piece.start else ""
    return f"{piece.who or piece.what}{hour}"


def _note(day: Day, *, lacking: bool, caught_up: bool, past: bool) -> str:
    if day.due is None:
        return "Temps dû inconnu : l’ETP n’est pas saisi."
    if lacking and caught_up:
        return f"{minutes_written(day.gap)} de moins, rattrapées dans la semaine"
    return f"{minutes_written(day.over)} de plus" if past and day.over and day.owed else ""


def _flags(day: Day) -> list[str]:
    return [
        *(["Plus de dix heures : la loi ne le permet pas. Vérifiez les durées."] if day.too_long else []),
        *(["Du travail est noté un jour d’absence ou férié."] if day.worked_away else []),
    ]
