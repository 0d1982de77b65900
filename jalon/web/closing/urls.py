from django.urls import path

from jalon.web.closing import closed, closing, frozen

app_name = "closing"
urlpatterns = [
    path("lettre/<period:period>/arreter/", closing.close, name="close"),
    path("arretes/", closed.index, name="index"),
    path("arretes/<uuid:key>/", closed.one, name="one"),
    path("arretes/<uuid:key>/abandonner/", closing.stop, name="stop"),
    path("arretes/<uuid:key>/lettre.<str:format>", closed.document, name="document"),
    path("arretes/<uuid:key>/chiffres/<str:code>/", frozen.figure, name="figure"),
]
