"""The example's door, beside those of the site."""

from jalon.accounts.roles import Capability
from jalon.web.navigation import Section

PUBLISHED = Section(
    "Chiffres publiés",
    "Ce que les lettres et le rapport de 2017 ont imprimé, face à ce que l’exemple calcule, case par case.",
    "demo",
    "published",
    (Capability.SEE_FIGURES,),
    in_header=False,
)
