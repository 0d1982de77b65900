"""The loader: what it adds, what it corrects, what it leaves alone, what it tells the journal."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.reference.files import DATA, read, read_csv
from jalon.reference.loading import TABLES, Table
from jalon.reference.models import Commune, CommuneName, District, DistrictBoundary, RetentionGround

pytestmark = pytest.mark.django_db

LIST = "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
MOVEMENTS = (
    "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,"
    "TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP\n"
)


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_reference", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_migrate_has_loaded_every_file_and_every_column_is_a_field(table: Table) -> None:
    model = apps.get_model("reference", table.model)
    rows = read(DATA / table.file)
    assert model._base_manager.count() == len(rows) > 0
    assert set(rows[0]) <= {field.name for field in model._meta.fields}


def test_every_file_has_its_source() -> None:
    files = {path.name for path in DATA.iterdir()} - {"sources.csv"}
    sources = {row["file"]: row for row in read_csv(DATA / "sources.csv")}
    assert set(sources) == files
    assert all(row["source"] and row["licence"] and row["certainty"] for row in sources.values())


def test_loading_again_changes_nothing() -> None:
    assert load() == "Rien à changer.\n"
    assert not Event.objects.exists()


def test_what_was_lost_or_altered_comes_back_and_is_told() -> None:
    Commune.objects.filter(pk="21231").update(name="Divio")
    DistrictBoundary.objects.filter(pk="QN02101M").delete()
    assert load().splitlines() == [
        "communes : 0 ajout, 1 correction (21231)",
        "limites des quartiers : 1 ajout (QN02101M), 0 correction",
    ]
    changed = Event.objects.get(verb=Verb.CHANGED)
    assert (changed.target, changed.target_key, changed.actor_id) == ("reference.commune", "21231", None)
    assert (changed.before, changed.after) == ({"name": "Divio"}, {"name": "Dijon"})
    created = Event.objects.get(verb=Verb.CREATED)
    assert created.target_key == "QN02101M"
    assert created.batch == changed.batch
    assert District.objects.get(pk="QN02101M").boundary.coordinates


def test_rows_of_ones_own_are_kept_and_durations_chosen_here_stay() -> None:
    Commune.objects.create(code="99999", name="Les Tilleuls")
    RetentionGround.objects.filter(pk="audit").update(duration=6)
    assert load() == "Rien à changer.\n"
    assert Commune.objects.filter(pk="99999").exists()
    assert RetentionGround.objects.get(pk="audit").duration == 6


def test_all_of_france_from_the_list_of_the_insee(tmp_path: Path) -> None:
    file = tmp_path / "v_commune_2026.csv"
    file.write_text(
        LIST + "COM,01001,84,01,01D,012,5,ABERGEMENT,Abergement,L'Abergement-Clémenciat,0108,\n"
        "COMD,01015,,,,,1,ARBIGNIEU,Arbignieu,Arbignieu,,01015\n"
        "COM,21231,27,21,21D,212,0,DIJON,Dijon,Dijon,2199,\n"
    )
    assert "1 ajout (01001), 0 correction" in load("--communes", str(file))
    assert Commune.objects.get(pk="01001").name == "L'Abergement-Clémenciat"
    assert not Commune.objects.filter(pk="01015").exists()
    assert Commune.objects.get(pk="21231").postcodes == "21000"  # the list has no postcodes: ours stay
    assert Event.objects.get().reason == "v_commune_2026.csv"
    assert load("--communes", str(file)) == "Rien à changer.\n"


def test_the_same_from_json(tmp_path: Path) -> None:
    file = tmp_path / "communes.json"
    file.write_text(
        '[{"code": "39001", "nom": "Abergement-la-Ronce", "type": "commune-actuelle", "codesPostaux": ["39500"]},'
        ' {"code": "39002", "nom": "Ailleurs", "type": "commune-deleguee", "chefLieu": "39001"}]'
    )
    load("--communes", str(file))
    assert Commune.objects.get(pk="39001").postcodes == "39500"
    assert not Commune.objects.filter(pk="39002").exists()


def test_movements_give_former_communes_and_former_names(tmp_path: Path) -> None:
    file = tmp_path / "v_mvt_commune_2026.csv"
    file.write_text(
        MOVEMENTS + "32,2019-02-28,COM,21213,0,C,C,Crimolois,COM,21452,0,N,N,Neuilly-Crimolois\n"
        "32,2019-02-28,COM,21213,0,C,C,Crimolois,COMD,21213,0,C,C,Crimolois\n"
        "32,2019-02-28,COM,21452,0,N,N,Neuilly-lès-Dijon,COM,21452,0,N,N,Neuilly-Crimolois\n"
        "31,2016-01-01,COM,01999,0,F,F,Les Frênes,COM,21231,0,D,D,Dijon\n"
        "31,2016-01-01,COM,21231,0,D,D,Dijon,COM,21231,0,D,D,Dijon\n"
    )
    assert "communes : 1 ajout (01999), 0 correction" in load("--communes", str(file))
    former = Commune.objects.get(pk="01999")
    assert (str(former.valid_to), former.successor_id) == ("2015-12-31", "21231")
    assert CommuneName.objects.filter(commune="21452").count() == 2


def test_a_file_unknown_or_absent_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "autre.csv"
    other.write_text("code,nom\n1,Hêtre\n")
    with pytest.raises(CommandError, match="non reconnue"):
        load("--communes", str(other))
    with pytest.raises(CommandError, match="Rien n’a été chargé"):
        load("--communes", str(tmp_path / "absent.csv"))


def test_a_value_that_its_column_refuses_stops_the_load(tmp_path: Path) -> None:
    file = tmp_path / "v_commune_2026.csv"
    file.write_text(LIST + "COM,02001,,,,,,,,Le Sorbier,,\nCOM,1234567,,,,,,,,Trop long,,\n")
    with pytest.raises(CommandError, match="Rien n’a été chargé"):
        load("--communes", str(file))
    assert not Commune.objects.filter(pk="02001").exists()
