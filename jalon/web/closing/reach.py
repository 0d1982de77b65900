"""Which closed letters an account may read: all of them, or those of its own organisation alone."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, QueryDict

from jalon.accounts.models import User
from jalon.reports.closing import queries
from jalon.reports.enums import Audience
from jalon.reports.models import ClosedLetter, Closing
from jalon.web.figures.versions import LONGEST_KEY, OTHERS, VERSION, host_of


def letters_for(user: User, closing: Closing) -> QuerySet[ClosedLetter]:
    """The letters of a closing that this account may read, without what weighs."""
    host, found = host_of(user), queries.letters(closing)
    return found if host is None else found.filter(edition__audience=Audience.HOST, edition__organisation=host)


def letter_for(user: User, closing: Closing, said: QueryDict) -> ClosedLetter:
    """The one that an address asks for, the first without a word. Http404 for none, PermissionDenied for others'."""
    key, own = said.get(VERSION, ""), letters_for(user, closing)
    if not key:
        found = own.first()
    elif key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY:
        found = own.filter(edition=int(key)).first()
    else:
        found = None
    if found is None:
        if host_of(user):
            raise PermissionDenied(OTHERS)
        raise Http404("Cette version n’a pas été arrêtée.")
    return found
