from django.urls import path

from jalon.web.recording import absences, bar, contacts

app_name = "recording"
urlpatterns = [
    path("enregistrer/", bar.choose, name="choose"),
    path("participants/entretien/annuler/<int:pk>/", contacts.undo_contact, name="undo_contact"),
    path("participants/entretien/<path:code>/", contacts.interview, name="interview"),
    path("participants/appel/<path:code>/", contacts.call, name="call"),
    path("participants/compte-rendu/<int:pk>/", contacts.note, name="note"),
    path("participants/absence/<path:code>/", absences.absence, name="absence"),
    path("participants/rendez-vous/<int:pk>/manque/", absences.missed, name="missed"),
    path("participants/rendez-vous/<int:pk>/tenu/", absences.kept, name="kept"),
    path("participants/rendez-vous/<int:pk>/annuler/", absences.undo_outcome, name="undo_outcome"),
]
