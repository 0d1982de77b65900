from django.urls import path

from jalon.web.alerts import digest, views

app_name = "alerts"
urlpatterns = [
    path("alertes/", views.index, name="index"),
    path("alertes/equipe/", views.team, name="team"),
    path("alertes/referent/<path:code>/", views.caseworker, name="caseworker"),
    path("participants/completer/<path:code>/", views.complete, name="complete"),
    path("participants/reporter/annuler/<path:code>/", views.back, name="bring_back"),
    path("participants/reporter/<path:code>/", views.later, name="later"),
    path("resume/", digest.choose, name="digest"),
    path("resume/arreter/<str:token>/", digest.stop, name="stop_digest"),
]
