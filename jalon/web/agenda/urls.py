from django.urls import path

from jalon.web.agenda import feed, leave, month, sheets, signing, time, totals, week

app_name = "agenda"
urlpatterns = [
    path("", week.week, name="week"),
    path("mois/", month.month, name="month"),
    path("temps/ajouter/", time.add, name="add_time"),
    path("temps/remettre/", time.restore, name="restore_time"),
    path("temps/<int:pk>/", time.change, name="change_time"),
    path("temps/<int:pk>/retirer/", time.remove, name="remove_time"),
    path("absences/", leave.leaves, name="leave"),
    path("absences/<int:pk>/retirer/", leave.remove, name="remove_leave"),
    path("accueil/", leave.openings, name="openings"),
    path("accueil/<int:pk>/arreter/", leave.close, name="end_opening"),
    path("calendrier/", feed.page, name="feed"),
    path("calendrier/creer/", feed.make, name="make_feed"),
    path("calendrier/<int:pk>/revoquer/", feed.revoke, name="revoke_feed"),
    path("calendrier/<str:secret>.ics", feed.ics, name="ics"),
    path("heures/", totals.totals, name="totals"),
    path("fiches/", sheets.sheets, name="sheets"),
    path("fiches/<int:pk>/", sheets.sheet, name="sheet"),
    path("fiches/<int:pk>/pdf/", sheets.pdf, name="sheet_pdf"),
    path("fiches/<int:pk>/xlsx/", sheets.xlsx, name="sheet_xlsx"),
    path("fiches/<int:pk>/signer/", signing.sign, name="sign_sheet"),
]
