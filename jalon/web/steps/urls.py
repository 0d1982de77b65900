from django.urls import path

from jalon.web.steps import contracts, convention, exits, pathway, steps

app_name = "steps"
urlpatterns = [
    path("sorties/", exits.exits, name="exits"),
    path("sorties/<int:pk>/", exits.decide, name="decide"),
    path("sorties/<int:pk>/retirer/", exits.withdraw, name="withdraw"),
    path("sorties/<int:pk>/annuler/", exits.undo, name="undo_decision"),
    path("etapes/<int:pk>/corriger/", steps.edit, name="edit"),
    path("etapes/<int:pk>/terminer/", steps.close, name="close"),
    path("etapes/<int:pk>/annuler/", steps.undo, name="undo"),
    path("etapes/<int:pk>/convention.pdf", convention.convention, name="convention"),
    path("renouvellements/<int:pk>/annuler/", contracts.undo, name="undo_renewal"),
    path("veilles/<int:pk>/annuler/", pathway.undo_a_suspension, name="undo_suspension"),
    path("affectations/<int:pk>/annuler/", pathway.undo_an_assignment, name="undo_assignment"),
    path("prolongations/<int:pk>/annuler/", pathway.undo_an_extension, name="undo_extension"),
    path("participants/etape/<path:code>/", steps.add, name="add"),
    path("participants/etapes/<path:code>/", steps.steps, name="list"),
    path("participants/renouvellement/<path:code>/", contracts.renew, name="renew"),
    path("participants/veille/<path:code>/", pathway.suspend, name="suspend"),
    path("participants/fin-de-veille/<path:code>/", pathway.resume, name="resume"),
    path("participants/referent/<path:code>/", pathway.assign, name="assign"),
    path("participants/prolongation/<path:code>/", pathway.extend, name="extend"),
    path("participants/sortie/<path:code>/", exits.propose, name="exit"),
]
