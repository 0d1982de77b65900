from django.urls import path

from jalon.web.guidance import goals, partners, positionings, ratings, reviews, summary, ties, withdrawing

app_name = "guidance"
urlpatterns = [
    path("freins/<path:code>/", ratings.rate, name="rate"),
    path("objectif/<path:code>/", goals.add, name="goal"),
    path("objectifs/<int:pk>/atteint/", goals.reached, name="reached"),
    path("objectifs/<int:pk>/pas-atteint/", goals.missed, name="missed"),
    path("objectifs/<int:pk>/rouvrir/", goals.reopen, name="reopen"),
    path("positionnement/<path:code>/", positionings.add, name="positioning"),
    path("interlocuteur/<path:code>/", ties.add, name="tie"),
    path("interlocuteurs/<int:pk>/fin/", ties.end, name="end_tie"),
    path("interlocuteurs/<int:pk>/reprise/", ties.resume, name="resume_tie"),
    path("contrat-rsa/<path:code>/", partners.engagement, name="engagement"),
    path("point/<path:code>/", partners.point, name="point"),
    path("bilan/<path:code>/", reviews.hold, name="hold"),
    path("bilans/<int:pk>/", reviews.review, name="review"),
    path("bilans/<int:pk>/corriger/", reviews.correct, name="correct"),
    path("bilans/<int:pk>/pdf/", reviews.pdf, name="review_pdf"),
    path("synthese/<path:code>/", summary.summary, name="summary"),
    path("synthese-pdf/<path:code>/", summary.pdf, name="summary_pdf"),
    path("effacer/<str:what>/<int:pk>/", withdrawing.withdraw, name="withdraw"),
]
