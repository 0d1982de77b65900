"""Who sends: organisations with their agencies, under the organisation they are an agency of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from jalon.organisations.models import Organisation
from jalon.referrals.models import Referral

Choice = tuple[str, "str | list[tuple[str, str]]"]


@dataclass(frozen=True)
class Senders:
    """The organisations that ever sent someone, and those above them."""

    by_key: dict[int, Organisation]

    @classmethod
    def read(cls) -> "Senders":
        """One query."""
        sent = Exists(Referral.objects.order_by().filter(referrer=OuterRef("pk")))
        return cls({each.pk: each for each in Organisation.objects.filter(sent).select_related("parent__parent")})

    def top(self, key: int) -> Organisation:
        """The organisation it is an agency of, however far; itself when it is none's."""
        return top_of(self.by_key[key])

    def under(self, key: int) -> set[int]:
        """The keys of an organisation that sent, and of its agencies."""
        return {each.pk for each in self.by_key.values() if key in _line(each)}

    def with_agencies(self) -> list[tuple[Organisation, list[Organisation]]]:
        """Each organisation by name, with its agencies by name."""
        found: dict[Organisation, list[Organisation]] = {}
        for each in self.by_key.values():
            agencies = found.setdefault(top_of(each), [])
            if each != top_of(each):
                agencies.append(each)
        return [
            (top, sorted(agencies, key=str)) for top, agencies in sorted(found.items(), key=lambda one: str(one[0]))
        ]

    def choices(self) -> Iterable[Choice]:
        """For a list to choose from: an organisation, or one of its agencies."""
        for top, agencies in self.with_agencies():
            if agencies:
                whole = (str(top.pk), f"{top}, toutes agences")
                yield str(top), [whole, *((str(each.pk), str(each)) for each in agencies)]
            else:
                yield str(top.pk), str(top)


def top_of(organisation: Organisation) -> Organisation:
    """The organisation above all others on the line; agencies of one another are their own."""
    return _line_of(organisation)[-1]


def _line(organisation: Organisation) -> set[int]:
    return {each.pk for each in _line_of(organisation)}


def _line_of(organisation: Organisation) -> list[Organisation]:
    """Itself, then what it is an agency of: two levels at most, none twice."""
    line = [organisation]
    for _ in range(2):
        above = line[-1].parent
        if above is None or above in line:
            break
        line.append(above)
    return line
