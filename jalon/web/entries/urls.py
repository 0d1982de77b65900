from django.urls import path

from jalon.web.entries import guided, referral

# A number of file may hold any sign, slashes included: hence `path`, and the act before the number.
app_name = "entries"
urlpatterns = [
    path("prescription/<path:code>/", referral.referral, name="referral"),
    path("tentatives/<int:pk>/annuler/", referral.undo_an_attempt, name="undo_attempt"),
    path("tentative/<path:code>/", referral.attempt, name="attempt"),
    path("non-entrees/<int:pk>/annuler/", referral.undo_decline, name="reopen"),
    path("non-entree/<path:code>/", referral.decline, name="decline"),
    path("identite/<path:code>/", referral.identity, name="identity"),
    path("entrees-en-preparation/", guided.drafts, name="drafts"),
    path("entree/<path:code>/", guided.entry, name="entry"),
    path("entrer/<path:code>/", guided.enter, name="enter"),
]
