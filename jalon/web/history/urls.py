from django.urls import path

from jalon.web.history import views

app_name = "history"
urlpatterns = [
    path("", views.index, name="index"),
    path("ajouter/", views.add, name="add"),
    path("premiere-annee/", views.since, name="since"),
    path("<int:key>/", views.correct, name="correct"),
    path("<int:key>/retirer/", views.remove, name="remove"),
]
