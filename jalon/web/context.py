"""What the frame of every page needs."""

from typing import Any

from django.http import HttpRequest

from jalon.accounts.enums import Role
from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.alerts.digest import READERS
from jalon.core import clock
from jalon.web.help.topics import topic_of
from jalon.web.navigation import area_of, sections_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The day, the guide’s topic, the account with its roles, the sections it may open and the one it is in."""
    today = clock.today()
    user, match = getattr(request, "user", None), request.resolver_match
    of_all = {"today": today, "help_topic": topic_of(match)}
    if not isinstance(user, User):
        return {**of_all, "account": None, "sections": [], "area": "", "may_search": False, "may_settle": False}
    return {
        **of_all,
        "account": user,
        "account_roles": [role.label for role in Role if role in user.current_roles],
        "sections": sections_for(user),
        "area": area_of(match.namespace) if match else "",
        "may_search": may(user, Capability.SEE_NAMES),
        "may_settle": may(user, *READERS),
    }
