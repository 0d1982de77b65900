"""The example PLIE: loaded once, in an empty base only, and rich enough to show every figure."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jalon.accounts.enums import Role
from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.demo.accounts import accounts
from jalon.demo.actions import SMALL_FOLDER
from jalon.exchange.exports.folder import export_folder
from jalon.exchange.imports.folder import import_folder
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.reports.figures import plain
from jalon.reports.letter import letter

pytestmark = pytest.mark.django_db


def demo(capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says of the small example."""
    call_command("demo", small=True)
    return capsys.readouterr().out


def test_it_prints_an_account_per_role_with_its_password(capsys: pytest.CaptureFixture[str]) -> None:
    said = demo(capsys)
    assert {account.role for account in accounts()} == set(Role)
    assert "http://127.0.0.1:8000" in said
    for account in accounts():
        assert account.role.label in said
        assert f"{account.email}  " in said
        assert len(account.password) >= 14
        user = User.objects.get(email=account.email)
        assert user.check_password(account.password)
        assert user.current_roles == {account.role}


def test_a_second_run_changes_nothing_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    demo(capsys)
    participant = Participant.objects.get(code="M-101")
    participant.phone = "changé par qui essaie l’exemple"
    participant.save()
    events = Event.objects.count()
    assert "rien n’est changé" in demo(capsys)
    participant.refresh_from_db()
    assert participant.phone == "changé par qui essaie l’exemple"
    assert Event.objects.count() == events


def test_a_base_with_other_data_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Organisation.objects.create(code="PINS", name="Les Pins")
    with pytest.raises(CommandError, match="d’autres données") as refusal:
        demo(capsys)
    assert refusal.value.returncode == 1
    assert not Participant.objects.exists()
    assert not Event.objects.exists()


def test_the_example_with_another_folder_on_top_is_no_longer_the_example(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    demo(capsys)
    (tmp_path / "organismes.csv").write_text("code;nom;roles;parent;categorie\nPINS;Les Pins;;;\n")
    for name in ("referents.csv", "participants.csv"):
        (tmp_path / name).write_text((SMALL_FOLDER / name).read_text().splitlines()[0] + "\n")
    assert import_folder(tmp_path, by=None).accepted
    with pytest.raises(CommandError, match="d’autres données"):
        demo(capsys)


def test_one_example_is_not_put_on_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    demo(capsys)
    events = Event.objects.count()
    with pytest.raises(CommandError, match="d’autres données"):
        call_command("demo")
    assert Event.objects.count() == events


def test_accounts_and_loading_are_in_the_journal_without_a_password(capsys: pytest.CaptureFixture[str]) -> None:
    demo(capsys)
    created = Event.objects.filter(verb=Verb.CREATED)
    assert created.filter(target="accounts.user").count() == created.filter(target="accounts.membership").count() == 6
    assert Event.objects.filter(target="demo", verb=Verb.IMPORTED).count() == 1
    assert not [event for event in Event.objects.all() if "jalon-au-bord-du-lac" in str(event.after)]
    assert set(created.filter(target="accounts.user").values_list("after__password", flat=True)) == {"•••"}


def test_the_letter_of_the_example_shows_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    demo(capsys)
    shown = plain(letter(Window.parse("2017-12")))
    assert Participant.objects.count() == 20
    assert shown["headline"]["fte"] == 0.19
    assert shown["headline"]["accompanied_to_date"] == 14
    assert shown["headline"]["entries_cumulative"] == 9
    never = {"entries_late", "entries_late_last_year"}
    assert [code for code, value in shown["headline"].items() if not value and code not in never] == []
    assert all(group["count"] for group in shown["steps"]["groups"])
    assert {"emploi", "emploi_aide", "formation_qualifiante", "maternite", "non_respect"} <= {
        row["reason"] for row in shown["exits"]["reasons"]
    }
    assert [row["category"] for row in shown["referrals"]["by_category"] if not row["count"]] == ["autre"]
    assert len(shown["non_entry_reasons"]) == 3
    assert plain(letter(Window.parse("2017-04")))["headline"]["entries_late"] == 1
    assert shown["exits"]["exits_late"] == 1
    assert Participant.objects.filter(pathways__isnull=False).distinct().count() == Pathway.objects.count() - 2


def test_the_example_is_in_the_exchange_format_to_the_byte(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    demo(capsys)
    export_folder(tmp_path / "1", by=None)
    given = {path.name: sorted(path.read_text().splitlines()) for path in SMALL_FOLDER.iterdir()}
    back = {path.name: sorted(path.read_text().splitlines()) for path in (tmp_path / "1").iterdir()}
    assert back == given
