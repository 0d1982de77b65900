"""Addresses of the versions of the letter."""

from django.urls import path

from jalon.web.editions import head, views

app_name = "editions"
urlpatterns = [
    path("", views.index, name="index"),
    path("ajouter/", views.add, name="add"),
    path("manquantes/", views.missing_ones, name="missing"),
    path("<int:key>/", views.change, name="change"),
    path("<int:key>/retirer/", views.retire, name="retire"),
    path("<int:key>/reprendre/", views.resume, name="resume"),
    path("en-tete/", head.letterhead, name="head"),
]
