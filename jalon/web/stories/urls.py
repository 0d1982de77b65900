from django.urls import path

from jalon.web.stories import names, pictures, views

app_name = "stories"
urlpatterns = [
    path("lettre/<period:period>/retour/", views.story, name="story"),
    path("lettre/<period:period>/noms/", names.index, name="names"),
    path("lettre/<period:period>/noms/laisser/", names.accept, name="accept"),
    path("lettre/<period:period>/noms/retenir/", names.refuse, name="refuse"),
    path("images/<int:pk>/<str:sha256>/", pictures.picture, name="picture"),
]
