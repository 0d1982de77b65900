from django.urls import path, register_converter

from jalon.web.figures import downloads, views
from jalon.web.figures.periods import PeriodConverter

register_converter(PeriodConverter, "period")

app_name = "figures"
urlpatterns = [
    path("lettre/", views.latest, name="latest"),
    path("lettre/<period:period>/", views.letter_page, name="letter"),
    path("lettre/<period:period>.pdf", downloads.document, {"format": "pdf"}, name="letter_pdf"),
    path("lettre/<period:period>.xlsx", downloads.document, {"format": "xlsx"}, name="letter_xlsx"),
    path("lettre/<period:period>.json", downloads.data, name="letter_json"),
    path("chiffres/<str:code>/", views.figure, name="figure"),
    path("chiffres/<str:code>/liste.csv", views.export, name="export"),
    path("definitions/", views.definitions, name="definitions"),
]
