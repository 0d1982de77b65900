from django.urls import path

from jalon.messaging.addresses import UNSUBSCRIBE
from jalon.web.sending import files, letters, lists, mailings, unsubscribing

app_name = "sending"
urlpatterns = [
    path("lettre/<period:period>/envoyer/", letters.send, name="letter"),
    path("lettre/<period:period>/a-completer/", files.to_complete, name="to_complete"),
    path("lettre/<period:period>/jour-prevu/", files.plan, name="plan"),
    path("envois/", mailings.index, name="index"),
    path("envois/<uuid:batch>/", mailings.batch_page, name="batch"),
    path("envois/<uuid:batch>/arreter/", mailings.stop, name="stop"),
    path("envois/<uuid:batch>/reprendre/", mailings.resume, name="resume"),
    path("envois/<uuid:batch>/recus.csv", mailings.receipts, name="receipts"),
    path("envois/message/<uuid:key>/completer/", mailings.complete, name="complete"),
    path("envois/remise/<int:pk>/", mailings.decide, name="decide"),
    path("listes/", lists.index, name="lists"),
    path("listes/<int:pk>/", lists.one, name="list"),
    path("listes/<int:pk>/coller/", lists.paste, name="paste"),
    path("listes/<int:pk>/modifier/", lists.change, name="change_list"),
    path("listes/<int:pk>/retirer/", lists.remove, name="remove_list"),
    path("listes/destinataires/<int:pk>/", lists.subscriber, name="subscriber"),
    path("listes/destinataires/<int:pk>/retirer/", lists.remove_subscriber, name="remove_subscriber"),
    path(f"{UNSUBSCRIBE}/<uuid:token>/", unsubscribing.page, name="unsubscribe"),
]
