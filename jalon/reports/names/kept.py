"""The names of participants as the roster keeps them: folded once, when a file changes."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, QuerySet

from jalon.reports.names.people import Person
from jalon.roster.models import FileSummary, FileWord
from jalon.roster.summaries import BETWEEN_NAMES


class KeptPeople:
    """Everyone known to the PLIE; two queries a search, three when a name stands alone."""

    def words(self) -> list[str]:
        """Every word of a name, once."""
        # All at once: for a cursor that gives them little by little, PostgreSQL walks through the whole index.
        return list(FileWord.objects.order_by().values_list("word", flat=True).distinct())

    def bearing(self, words: Iterable[str], *, at_least: int) -> Iterator[Person]:
        """Whoever bears at least so many of these words."""
        bearers = FileWord.objects.filter(word__in=set(words)).order_by().values("summary")
        if at_least > 1:
            bearers = bearers.annotate(met=Count("word")).filter(met__gte=at_least).values("summary")
        return _people(FileSummary.objects.filter(pk__in=bearers))


def _people(found: QuerySet[FileSummary]) -> Iterator[Person]:
    for key, name in found.order_by().values_list("pk", "sort_name"):
        last, _, first = name.partition(BETWEEN_NAMES)
        yield Person(key, tuple(last.split()), tuple(first.split()))
