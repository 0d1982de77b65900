from django.urls import path

from jalon.web.comments import views

app_name = "comments"
urlpatterns = [
    path("lettre/<period:period>/commentaires/", views.index, name="index"),
    path("lettre/<period:period>/commentaires/<str:code>/", views.write, name="write"),
    path("lettre/<period:period>/commentaires/<str:code>/brouillon/", views.undo, name="undo"),
    path("lettre/<period:period>/commentaires/<str:code>/reprendre/", views.restore, name="restore"),
    path("lettre/<period:period>/commentaires/<str:code>/remplacer/", views.replace, name="replace"),
]
