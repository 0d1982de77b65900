from django.urls import path

from jalon.web.roster import views

# Beside `participants/`, never below it: there, what follows is the number of a file, which may hold any sign.
app_name = "roster"
urlpatterns = [
    path("recherche/", views.suggestions, name="suggestions"),
    path("participants.csv", views.as_csv, name="csv"),
    path("participants.xlsx", views.as_xlsx, name="xlsx"),
    path("listes/garder/", views.keep, name="keep"),
    path("listes/<int:pk>/oublier/", views.drop, name="drop"),
]
