from django.urls import path

from jalon.web.bulk import departure, views

app_name = "bulk"
urlpatterns = [
    path("", views.index, name="index"),
    path("depart/", departure.departure, name="departure"),
    path("fait/<uuid:key>/", views.done, name="done"),
    path("fait/<uuid:key>/defaire/", views.undo_act, name="undo"),
    path("fait/<uuid:key>/courriers.pdf", views.letters, name="letters"),
    path("<slug:code>/", views.act, name="act"),
]
