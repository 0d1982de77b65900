"""The typed history: a period is typed or computed, never both; each act is in the journal."""

import datetime as dt
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.core import periods
from jalon.core.periods import Period
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.referrals.models import Referral
from jalon.reports import history
from jalon.reports.actions import compute_since, correct_figure, remove_figure, type_figure
from jalon.reports.history import Told
from jalon.reports.loading import COLUMNS
from jalon.reports.models import TypedFigure
from jalon.reports.rules import why_not_typed, why_not_value
from tests.repository.tree import ROOT

pytestmark = pytest.mark.django_db
SEED = ROOT / "jalon" / "demo" / "data" / "history_2016.csv"
REPORT = "Rapport d’activité 2017"


def typed(**said: Any) -> TypedFigure:
    """A figure of January 2016, but for what is said."""
    usual = {"code": "entries_month", "period": "2016-01", "value": Decimal(54), "source": REPORT}
    return type_figure(by=None, **{**usual, **said})


def entry(day: dt.date) -> None:
    """A pathway entered that day, after a referral of the day before."""
    person = Participant.objects.create(code=f"M-{day}", last_name="Loriot")
    Pathway.objects.create(code=f"P-{day}", participant=person, entry_date=day)
    Referral.objects.create(code=f"R-{day}", participant=person, date=day - dt.timedelta(days=1))


def refusal(**said: Any) -> dict[str, list[str]]:
    """What the refusal of a figure says of each field."""
    with pytest.raises(ValidationError) as refused:
        typed(**said)
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("period", "since", "may"),
    [
        (periods.year(2016), None, True),
        (periods.year(2016), 2017, True),
        (periods.month(2016, 12), 2017, True),
        (periods.month(2017, 1), 2017, False),
        (periods.year(2018), 2017, False),
    ],
)
def test_typed_before_computed_after(period: Period, since: int | None, may: bool) -> None:
    assert (why_not_typed(period, since) == "") is may


def test_what_a_published_value_may_be() -> None:
    assert why_not_value(Decimal("12.5"), whole=False) == ""
    assert why_not_value(Decimal(0), whole=True) == ""
    assert "sans décimale" in why_not_value(Decimal("12.5"), whole=True)
    assert "négatif" in why_not_value(Decimal(-1), whole=False)


def test_the_first_year_is_that_of_the_first_fact_until_it_is_set() -> None:
    assert history.computed_since() is None
    entry(dt.date(2017, 1, 1))
    assert history.computed_since() == 2016  # the referral of 31 December
    compute_since(by=None, year=2017)
    assert history.computed_since() == 2017


def test_a_period_with_facts_is_not_typed() -> None:
    entry(dt.date(2016, 5, 2))
    assert "Jalon calcule les chiffres depuis 2016" in refusal()["period"][0]
    assert typed(period="2015-12").period == "2015-12"


def test_facts_that_only_open_pathways_leave_their_year_typed() -> None:
    entry(dt.date(2016, 5, 2))
    compute_since(by=None, year=2017)
    typed(period="2016-05", value=Decimal(61))
    assert history.value("entries_month", periods.month(2016, 5)) == Told(61, True, REPORT)
    assert history.value("entries_month", periods.month(2016, 6)) == Told(None)
    entry(dt.date(2017, 3, 6))
    assert history.value("entries_month", periods.month(2017, 3)) == Told(1)


def test_a_computed_year_holds_no_typed_figure() -> None:
    typed()
    with pytest.raises(ValidationError, match="2016-01"):
        compute_since(by=None, year=2016)
    assert history.computed_since() is None
    compute_since(by=None, year=2017)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"code": "inconnu"}, "code"),
        ({"period": "2016-13"}, "period"),
        ({"period": "2016", "code": "entries_month"}, "period"),
        ({"period": "1066"}, "period"),
        ({"value": Decimal("54.5")}, "value"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"source": ""}, "source"),
    ],
)
def test_what_is_refused_names_its_field(said: dict[str, Any], field: str) -> None:
    assert list(refusal(**said)) == [field]
    assert not TypedFigure.objects.exists()
    assert not Event.objects.exists()


def test_a_figure_of_a_period_is_typed_once() -> None:
    typed()
    assert "corrigez-le" in refusal(value=Decimal(55))["__all__"][0]


def test_the_journal_keeps_what_was_typed_corrected_and_removed() -> None:
    figure = typed()
    same = {"code": figure.code, "period": figure.period, "source": figure.source}
    assert correct_figure(figure, by=None, value=Decimal(54), **same) is False
    assert correct_figure(figure, by=None, value=Decimal(55), **same) is True
    remove_figure(figure, by=None)
    events = Event.objects.filter(target="reports.typedfigure").order_by("pk")
    assert [event.verb for event in events] == [Verb.CREATED, Verb.CHANGED, Verb.DELETED]
    before, after = events[1].before or {}, events[1].after or {}
    assert [Decimal(each["value"]) for each in (before, after)] == [Decimal(54), Decimal(55)]


def test_several_figures_in_one_query(django_assert_num_queries: Any) -> None:
    typed()
    typed(code="active_file_real", value=Decimal(963))
    months = [periods.month(2016, number) for number in range(1, 13)]
    with django_assert_num_queries(1):
        found = history.typed(["entries_month", "active_file_real"], months)
    assert {key: told.value for key, told in found.items()} == {
        ("entries_month", "2016-01"): 54,
        ("active_file_real", "2016-01"): 963,
    }


def load(path: Path, *options: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load_history", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_figures_of_2016_are_loaded_once() -> None:
    assert "Chiffres ajoutés : 11" in load(SEED, "--computed-since=2017")
    assert history.value("accompanied_to_date", periods.year(2016)).value == 1525
    assert history.value("exits_cumulative", periods.year(2016)).value == 726
    assert history.value("active_file_real", periods.month(2016, 1)).value == 963
    assert "Rien à changer" in load(SEED)


def written(folder: Path, *lines: str) -> Path:
    """A file of these lines under the usual columns."""
    path = folder / "historique.csv"
    path.write_text("\n".join([";".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


def test_a_loaded_line_may_be_corrected(tmp_path: Path) -> None:
    typed()
    said = load(written(tmp_path, f"entries_month;2016-01;56;{REPORT}"))
    assert "ajoutés : 0, corrigés : 1" in said
    assert TypedFigure.objects.get().value == 56


def test_a_faulty_file_is_refused_whole(tmp_path: Path) -> None:
    good = f"entries_month;2016-01;54;{REPORT}"
    path = written(tmp_path, good, "inconnu;2016-01;1;Lettre", "exits_cumulative;2016;beaucoup;Lettre")
    with pytest.raises(CommandError) as refused:
        load(path, "--computed-since=2017")
    assert "ligne 3 : Ce chiffre n’est pas défini" in str(refused.value)
    assert "ligne 4, valeur : « beaucoup »" in str(refused.value)
    assert not TypedFigure.objects.exists()
    assert history.computed_since() is None


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="colonnes attendues"):
        load(path)
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        load(tmp_path / "rien.csv")
