from django.urls import path

from jalon.web.quality import views

# A code may hold any sign, slashes included: hence `path`, and what is fixed before it.
app_name = "quality"
urlpatterns = [
    path("qualite/", views.index, name="index"),
    path("qualite/sans-referent/", views.files, name="nobody"),
    path("qualite/sans-referent/csv/", views.as_csv, name="nobody_csv"),
    path("qualite/referent/<path:code>/", views.files, name="caseworker"),
    path("qualite/csv/<path:code>/", views.as_csv, name="caseworker_csv"),
]
