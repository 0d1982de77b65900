from django.urls import path

from jalon.web.referrals import allotting, reception, rule_sets, views, writing

app_name = "referrals"
urlpatterns = [
    path("", views.index, name="index"),
    path("liste.csv", views.export, name="export"),
    path("nouvelle/", writing.new, name="new"),
    path("connues/", writing.alike, name="alike"),
    path("attribution/", allotting.allot, name="allot"),
    path("eligibilite/", rule_sets.rules, name="rules"),
    path("accueil/", reception.reception, name="reception"),
    path("accueil/<int:pk>/", reception.receive, name="receive"),
    path("<int:pk>/annuler/", writing.cancel, name="cancel"),
]
