from django.urls import path

from jalon.web.documents import depositing, scanning, serving, sheets, signatures, signing, waiting

# A number of file may hold any sign, slashes included: hence `path`, and the act before the number.
app_name = "documents"
urlpatterns = [
    path("emargement/", waiting.attendance, name="attendance"),
    path("emargement/semaine/", sheets.week, name="week_sheet"),
    path("emargement/feuille/", scanning.scan, name="scan"),
    path("participants/pieces/<path:code>/", depositing.papers, name="list"),
    path("participants/deposer/<path:code>/", depositing.add, name="add"),
    path("participants/piece/<int:pk>/", serving.paper, name="open"),
    path("participants/piece/<int:pk>/remplacer/", depositing.replace, name="replace"),
    path("participants/piece/<int:pk>/retirer/", depositing.withdraw, name="withdraw"),
    path("participants/piece/<int:pk>/remettre/", depositing.restore, name="restore"),
    path("participants/signer/<slug:what>/<int:pk>/", signing.one, name="sign"),
    path("participants/faire-signer/<path:code>/", signing.interviews, name="sign_interview"),
    path("participants/signer-charte/<path:code>/", signing.charter, name="sign_charter"),
    path("participants/signature/<slug:what>/<int:pk>/", signatures.proof, name="signature"),
    path("participants/signature/<slug:what>/<int:pk>/image/", signatures.image, name="signature_image"),
    path("participants/signature/<slug:what>/<int:pk>/retirer/", signatures.undo, name="take_back"),
    path("participants/a-signer/<slug:what>/<int:pk>/", sheets.one, name="sheet"),
    path("participants/feuille-vierge/<path:code>/", sheets.blank, name="blank_sheet"),
]
