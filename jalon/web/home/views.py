"""The first page, and the sign that the site is alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jalon.web.access import AccountRequest, any_member, open_to_all


@any_member
def index(request: AccountRequest) -> HttpResponse:
    """The doors that this account may open."""
    return render(request, "home/index.html")


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """200 when the site answers and its database too; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
