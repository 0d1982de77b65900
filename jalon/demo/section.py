"""The example's door, beside those of the site."""

from jalon.accounts.models import User
from jalon.accounts.roles import Capability
from jalon.demo.accounts import accounts
from jalon.demo.actions import NAME, holds
from jalon.web.navigation import Section


def whole_example_is_here() -> bool:
    """Whether the base holds the example of Dijon; without its accounts, the long journal is not even read."""
    return User.objects.filter(email=accounts()[0].email).exists() and holds(NAME)


PUBLISHED = Section(
    "Chiffres publiés",
    "Ce que les lettres et le rapport de 2017 ont imprimé, face à ce que l’exemple calcule, case par case.",
    "demo",
    "published",
    (Capability.SEE_FIGURES,),
    in_header=False,
    offered=whole_example_is_here,
)
