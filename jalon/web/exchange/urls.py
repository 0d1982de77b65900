from django.urls import path

from jalon.web.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.import_page, name="import"),
    path("export/", views.export_page, name="export"),
    path("<uuid:key>/", views.transfer, name="transfer"),
    path("<uuid:key>/ecrire/", views.write, name="write"),
    path("<uuid:key>/reprendre/", views.resume, name="resume"),
    path("<uuid:key>/effacer/", views.erase, name="erase"),
    path("<uuid:key>/points.csv", views.faults_csv, name="faults_csv"),
    path("<uuid:key>/points.json", views.faults_json, name="faults_json"),
    path("<uuid:key>/dossier.zip", views.download, name="download"),
]
