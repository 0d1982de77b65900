"""Sorties: positive ones against their target, late ones, the first reason on each side, the rate a year before."""

from collections.abc import Iterator

from jalon.core import french
from jalon.indicators import measures as m
from jalon.indicators import remarks as r
from jalon.reports.comments.facts import Facts, Field, apart, part, title_of, told
from jalon.reports.comments.saying import against_target, bridge, first_of, number_of, quoted, said
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode

BLOCK = BlockCode.EXITS
NAMES = {
    "exits_cumulative": ("sorties depuis janvier", "sortie"),
    "exits_late": ("sorties saisies en retard", "sortie"),
    "positive_month": ("sorties positives du mois", "sortie positive"),
    "positive_cumulative": ("sorties positives depuis janvier", "sortie positive"),
    "other_cumulative": ("autres sorties depuis janvier", "autre sortie"),
    "target_positive_annual": ("objectif annuel de sorties positives", "sortie positive"),
    "target_positive_to_date": ("objectif de sorties positives à date", "sortie positive"),
    "positive_pct_to_date": ("part de l’objectif de sorties positives", ""),
    "positive_pct": ("taux de sorties positives", ""),
    "positive_pct_excluding_neutral": ("taux de sorties positives hors sorties neutres", ""),
}
SIDES = ((True, "positive", "positive_cumulative"), (False, "other", "other_cumulative"))


def fields(source: Source) -> Iterator[Field]:
    """Totals, targets, rates, each reason with its share of its own side."""
    for code, (name, noun) in NAMES.items():
        yield Field(code, name, source.figure(code), BLOCK, noun)
    positive = source.figure("positive_cumulative")
    gap = told(apart(positive, source.figure("target_positive_to_date")))
    figure = source.like(r.POSITIVE_GAP.code, gap)
    yield Field("positive_gap", "écart à l’objectif de sorties positives", figure, BLOCK, "sortie positive")
    for figure in source.late.get("exits_late", ()):
        month = french.MONTHS[int(figure.filters["month"][-2:]) - 1]
        key = f"exits_late.{figure.filters['month']}"
        yield Field(key, f"sorties {french.of(month)} saisies en retard", figure, BLOCK, "sortie")
    yield from source.before("positive_pct", "taux de sorties positives", source.figure("positive_pct"), BLOCK)
    yield from _reasons(source)


def _reasons(source: Source) -> Iterator[Field]:
    rows = {row["reason"]: row for row in source.data["exits"]["reasons"]}
    for code, (label, _) in source.behind.exit_reasons.items():
        row = rows.get(code)
        number = row["count"] if row else source.like(m.EXITS.code, 0)
        yield Field(f"exit.{code}", f"sorties « {label} »", number, BLOCK, "sortie", title_of(label))
        if row:
            side, whole = ("positives", "positive_cumulative") if row["positive"] else ("autres", "other_cumulative")
            name = f"part des sorties {side} « {label} »"
            yield Field(f"exit_share.{code}", name, part(number, source.figure(whole)), BLOCK)


def ranks(source: Source) -> dict[str, tuple[str, ...]]:
    """The late exits by month; the reasons of each side, the most frequent first."""
    rows = sorted(source.data["exits"]["reasons"], key=lambda row: (-(row["count"].value or 0), row["reason"]))
    late = source.late.get("exits_late", ())
    return {
        "exits_late": tuple(f"exits_late.{figure.filters['month']}" for figure in late),
        **{name: tuple(f"exit.{row['reason']}" for row in rows if row["positive"] is side) for side, name, _ in SIDES},
    }


def sentences(facts: Facts) -> list[str]:
    """Target, bridge, reasons, rate."""
    if facts.value("exits_cumulative") == 0:
        return []
    return [*_positive(facts), *_late(facts), *_why(facts), *_rate(facts)]


def _positive(facts: Facts) -> list[str]:
    aim = against_target(
        facts,
        reached="positive_cumulative",
        target="target_positive_to_date",
        pct="positive_pct_to_date",
        gap="positive_gap",
    )
    if facts.window.is_year or facts.window.months == 1:
        one = number_of(facts, "positive_cumulative", "sortie positive")
        return said(facts, f"{one} {facts.when}{aim}.", f"{one} {facts.when}.")
    if not facts.over("positive_cumulative"):
        return said(
            facts, f"Aucune sortie positive depuis janvier{aim}." if facts.value("positive_cumulative") == 0 else ""
        )
    month = (
        f"{number_of(facts, 'positive_month', 'sortie positive')} {facts.when}, {{positive_cumulative}} depuis janvier"
    )
    return said(facts, f"{month}{aim}.", f"{month}.")


def _late(facts: Facts) -> list[str]:
    """The cumulative of all exits, positive or not."""
    told_of = bridge(facts, "exits_late", "sortie")
    return [each.replace("Ce cumul compte", "Les sorties depuis janvier comptent") for each in told_of]


def _why(facts: Facts) -> list[str]:
    """The first reason of each side, as a share of that side."""
    found = []
    for _, side, whole in SIDES:
        for key in first_of(facts, side, 1):
            among = "des sorties positives" if side == "positive" else "des autres sorties"
            code = key.partition(".")[2]
            if facts.value(f"exit_share.{code}") == 0:  # « 0 % » of many would be said for a few
                continue
            reason = quoted(facts.fields[key].title)
            found += said(facts, f"{{exit_share.{code}}} {among} ont pour motif {reason} ({{{key}}} sur {{{whole}}}).")
    return found


def _rate(facts: Facts) -> list[str]:
    """The rate against that of the year before, when it is known."""
    now, then = facts.value("positive_pct"), facts.value("positive_pct_past")
    if now is None or then is None:
        return []
    year = f"en {facts.year - 1}" if facts.window.is_year else "un an plus tôt"
    head = "Taux de sorties positives"
    if now == then:
        return said(facts, f"{head}{french.NO_BREAK}: {{positive_pct}}, comme {year}.")
    return said(facts, f"{head}{french.NO_BREAK}: {{positive_pct}}, contre {{positive_pct_past}} {year}.")
