"""What each field of a model says of a person, declared beside the fields.

A model carries `privacy = Privacy(ground, public=…, personal=…, sensitive=…)`; a test of the repository
refuses a field without a class, and the audit masks what is sensitive.
"""

from dataclasses import dataclass, field

MASK = "•••"


@dataclass(frozen=True)
class Privacy:
    """The class of each field of a model, and the ground for keeping its rows.

    `ground` is a code of `reference/data/retention_grounds.csv`. `public`: says nothing of anyone;
    `personal`: identifies or describes a person; `sensitive`: health, disability, justice, origin.
    """

    ground: str
    public: frozenset[str] = field(default_factory=frozenset)
    personal: frozenset[str] = field(default_factory=frozenset)
    sensitive: frozenset[str] = field(default_factory=frozenset)

    @property
    def classified(self) -> frozenset[str]:
        """Names of all the fields that have a class."""
        return self.public | self.personal | self.sensitive


def privacy(ground: str, *, public: str = "", personal: str = "", sensitive: str = "") -> Privacy:
    """A `Privacy` from names separated by spaces; ValueError when a name has two classes."""
    groups = [frozenset(names.split()) for names in (public, personal, sensitive)]
    if sum(map(len, groups)) != len(frozenset().union(*groups)):
        raise ValueError("a field has two privacy classes")
    return Privacy(ground, *groups)
