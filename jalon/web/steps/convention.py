"""The agreement of a PMSMP, to be printed and signed by the three parties (Code du travail, D5135-2)."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock, typesetting
from jalon.core.french import long_day, number
from jalon.organisations.models import Organisation
from jalon.pathways.actions.assignments import holder_on
from jalon.pathways.contracts import agreement_of
from jalon.pathways.models import Immersion, Step
from jalon.pathways.permissions import FILE_RIGHTS
from jalon.people.models import Participant
from jalon.reports.papers import paper
from jalon.web.access import AccountRequest, allowed
from jalon.web.steps.frame import step_to_record

TEMPLATE = Path(__file__).with_name("convention.typ")
BLANK = "à compléter"


@allowed(*FILE_RIGHTS)
@never_cache
@require_safe
def convention(request: AccountRequest, pk: int) -> HttpResponse:
    """The agreement as a PDF; without its terms, the page that asks for them."""
    step = step_to_record(request, pk)
    terms = Immersion.objects.filter(step=step).first()
    if terms is None:
        messages.error(request, "La convention s’imprime une fois ses termes saisis : objet, tuteur, tâches, horaires.")
        return redirect("steps:edit", pk=pk)
    person = step.pathway.participant
    tell = {"target": "people.participant", "key": str(person.pk), "file": person.code}
    record(by=request.user, verb=Verb.READ, reason="convention de PMSMP imprimée", **tell)
    content = typesetting.compile(TEMPLATE, data(step, terms), clock.today())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="convention-pmsmp-{slugify(person.code)}.pdf"'
    return answer


def data(step: Step, terms: Immersion) -> dict[str, Any]:
    """What the template prints."""
    whole = paper(title="Convention de mise en situation en milieu professionnel", kicker="PMSMP", day=clock.today())
    return whole | {
        "parties": [
            {"title": "La personne", "facts": _person(step.pathway.participant, step)},
            {"title": "La structure d’accueil", "facts": _host(step.organisation, terms)},
            {"title": "L’organisme prescripteur et d’accompagnement", "facts": _prescriber(step, whole)},
        ],
        "terms": _terms(step, terms),
        "duties": DUTIES,
        "signing": ["La personne", "La structure d’accueil", "L’organisme prescripteur"],
    }


def _person(person: Participant, step: Step) -> list[list[str]]:
    situation = person.situations.filter(date__lte=step.start).order_by("-date").first()
    address = ", ".join(filter(None, [situation.address, situation.postcode])) if situation else ""
    born = long_day(person.birth_date) if person.birth_date else BLANK
    told = [["Nom et prénom", str(person)], ["Date de naissance", born], ["Adresse", address or BLANK]]
    return [*told, ["Dossier", person.code], ["Employeur, si elle est salariée", BLANK]]


def _host(organisation: Organisation | None, terms: Immersion) -> list[list[str]]:
    tutor = ", ".join(filter(None, [terms.tutor, terms.tutor_function]))
    return [
        ["Dénomination", str(organisation or BLANK)],
        ["Adresse, immatriculation", BLANK],
        ["Activité, convention collective", BLANK],
        ["Accueil, suivi, consignes de sécurité", tutor],
    ]


def _prescriber(step: Step, whole: dict[str, Any]) -> list[list[str]]:
    key = holder_on(step.pathway, step.start)
    caseworker = Caseworker.objects.filter(pk=key or 0).first()
    period = FtePeriod.objects.filter(caseworker=key, start__lte=step.start).select_related("host").last()
    return [
        ["Prescripteur", whole["about"]["publisher"]],
        ["Structure d’accompagnement", str(period.host) if period and period.host else whole["about"]["publisher"]],
        ["Conseiller référent", str(caseworker or BLANK)],
        ["Adresse", BLANK],
    ]


def _terms(step: Step, terms: Immersion) -> list[list[str]]:
    ends = agreement_of(step, terms).ends
    told = f"du {long_day(step.start)} au {long_day(ends[0])}"
    renewed = [["Renouvellement", f"jusqu’au {long_day(end)}"] for end in ends[1:]]
    hours = f"{number(step.weekly_hours)} h par semaine" if step.weekly_hours is not None else BLANK
    return [
        ["Dates", told],
        *renewed,
        ["Objet", terms.get_object_display()],
        ["Objectifs", terms.goals],
        ["Tâches confiées", terms.tasks],
        ["Jours et horaires", terms.days],
        ["Durée de présence", hours],
        ["Lieu", terms.place or "à l’adresse de la structure d’accueil"],
        ["Évaluation", "entretien avec le tuteur et le conseiller référent, au terme de la période"],
    ]


DUTIES = [
    "La personne garde son statut et ses droits ; elle n’est pas rémunérée par la structure d’accueil (art. L5135-3).",
    "La période dure un mois au plus, de date à date ; elle se renouvelle une fois, pour le même objet et les mêmes "
    "objectifs ; deux conventions et soixante jours au plus en douze mois dans la même structure (art. D5135-3).",
    "Elle ne sert ni à occuper un poste permanent, ni à remplacer un salarié, ni à absorber un surcroît de travail.",
    "La personne suit le règlement intérieur et les consignes de sécurité ; la structure d’accueil l’y forme, désigne "
    "son tuteur et respecte les durées du travail et les repos (art. L5135-6).",
    "Chacun peut y mettre fin en prévenant les deux autres.",
]
