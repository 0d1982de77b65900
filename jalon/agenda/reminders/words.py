"""The words of notices: who expects the person, when, where; never why, nor who the PLIE is for."""

from jalon.agenda.models import Appointment
from jalon.core.french import NO_BREAK, long_day, short_clock, short_day, weekday
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.notices.words import Words

SUBJECTS = {
    NoticePurpose.CONFIRMATION: "Votre rendez-vous",
    NoticePurpose.REMINDER: "Rappel de votre rendez-vous",
    NoticePurpose.CANCELLATION: "Votre rendez-vous est annulé",
}


def words(appointment: Appointment, channel: Channel, purpose: NoticePurpose, refuse_url: str) -> Words:
    """What is said of an appointment by this channel."""
    if channel == Channel.SMS:
        return Words(_short(appointment, purpose, refuse_url), refuse_url=refuse_url)
    return Words(
        _long(appointment, purpose, refuse_url), f"{SUBJECTS[purpose]} {_subject_day(appointment)}", refuse_url
    )


def _short(appointment: Appointment, purpose: NoticePurpose, refuse_url: str) -> str:
    """Two SMS at most, in signs that every telephone has."""
    when = f"{weekday(appointment.date)} {short_day(appointment.date)} à {short_clock(appointment.time)}"
    whom = f"rendez-vous avec {appointment.caseworker}"
    if purpose == NoticePurpose.CANCELLATION:
        said = f"Le {whom} {when} est annulé."
    else:
        place = f", {appointment.place}" if appointment.place else ""
        said = f"{whom[0].upper()}{whom[1:]} {when}{place}."
        if appointment.caseworker.email:
            said += f" Si vous ne pouvez pas venir : {appointment.caseworker.email}."
    return _plain(f"{said} Ne plus recevoir : {refuse_url}")


def _plain(text: str) -> str:
    """Narrow and no-break spaces, curly apostrophes: half the size of an SMS, for nothing."""
    for sign, usual in ((NO_BREAK, " "), ("\u202f", " "), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-")):
        text = text.replace(sign, usual)
    return text


def _long(appointment: Appointment, purpose: NoticePurpose, refuse_url: str) -> str:
    when = f"{weekday(appointment.date)} {long_day(appointment.date)} à {short_clock(appointment.time)}"
    whom = str(appointment.caseworker)
    lines = ["Bonjour,", ""]
    if purpose == NoticePurpose.CANCELLATION:
        lines.append(f"Le rendez-vous avec {whom}, {when}, est annulé.")
    else:
        said = "vous attend" if purpose == NoticePurpose.REMINDER else "vous recevra"
        lines.append(f"{whom} {said} {when}, pour {appointment.minutes} minutes environ.")
        lines += [f"Lieu{NO_BREAK}: {appointment.place}."] if appointment.place else []
        lines += ["", "Si vous ne pouvez pas venir, dites-le dès que possible : un autre jour vous sera proposé."]
    if appointment.caseworker.email:
        lines.append(f"Pour joindre {whom}{NO_BREAK}: {appointment.caseworker.email}")
    lines += ["", f"Ne plus recevoir ces messages{NO_BREAK}: {refuse_url}", ""]
    return "\n".join(lines)


def _subject_day(appointment: Appointment) -> str:
    return f"du {weekday(appointment.date)} {long_day(appointment.date)}"
