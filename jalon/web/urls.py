"""The pages, area by area."""

from django.urls import include, path

urlpatterns = [
    path("", include("jalon.web.home.urls")),
    path("", include("jalon.web.accounts.urls")),
    path("", include("jalon.web.figures.urls")),
    path("", include("jalon.web.closing.urls")),
    path("", include("jalon.web.comments.urls")),
    path("", include("jalon.web.sending.urls")),
    path("", include("jalon.web.stories.urls")),
    path("", include("jalon.web.roster.urls")),
    path("", include("jalon.web.alerts.urls")),
    path("", include("jalon.web.recording.urls")),
    path("", include("jalon.web.steps.urls")),
    path("groupes/", include("jalon.web.bulk.urls")),
    path("relais/", include("jalon.web.handover.urls")),
    path("", include("jalon.web.appointments.urls")),
    path("", include("jalon.web.meetings.urls")),
    path("", include("jalon.web.absences.urls")),
    path("", include("jalon.web.quality.urls")),
    path("participants/", include("jalon.web.entries.urls")),
    path("participants/", include("jalon.web.guidance.urls")),
    path("", include("jalon.web.documents.urls")),
    path("participants/", include("jalon.web.participants.urls")),
    path("prescriptions/", include("jalon.web.referrals.urls")),
    path("agenda/", include("jalon.web.agenda.urls")),
    path("versions/", include("jalon.web.editions.urls")),
    path("historique/", include("jalon.web.history.urls")),
    path("echanges/", include("jalon.web.exchange.urls")),
    path("aide/", include("jalon.web.help.urls")),
]
