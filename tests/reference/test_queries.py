"""What the nomenclatures say on a day, as `migrate` leaves them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from jalon.reference.enums import DistrictKind
from jalon.reference.files import DATA, Row, read_boundaries
from jalon.reference.models import Commune, ContractType, District, DistrictBoundary, EducationLevel

pytestmark = pytest.mark.django_db

LAST_DAY_OF_CRIMOLOIS = dt.date(2019, 2, 27)
FUSION = dt.date(2019, 2, 28)


@pytest.mark.parametrize(
    ("day", "count"), [(dt.date(2017, 6, 1), 24), (LAST_DAY_OF_CRIMOLOIS, 24), (FUSION, 23), (dt.date(2026, 1, 1), 23)]
)
def test_the_perimeter_of_dijon_by_date(day: dt.date, count: int) -> None:
    communes = Commune.objects.in_perimeter("dijon-metropole", day)
    assert communes.count() == count
    assert communes.filter(pk="21213").exists() == (day < FUSION)


def test_a_code_keeps_its_former_name_until_the_fusion() -> None:
    commune = Commune.objects.get(pk="21452")
    assert commune.name_on(LAST_DAY_OF_CRIMOLOIS) == "Neuilly-lès-Dijon"
    assert commune.name_on(FUSION) == str(commune) == "Neuilly-Crimolois"
    assert Commune.objects.get(pk="21231").name_on(dt.date(2000, 1, 1)) == "Dijon"


def test_a_vanished_commune_says_what_it_became() -> None:
    crimolois = Commune.objects.get(pk="21213")
    assert crimolois.successor_id == "21452"
    assert crimolois in Commune.objects.valid_on(LAST_DAY_OF_CRIMOLOIS)
    assert crimolois not in Commune.objects.valid_on(FUSION)


def test_watched_districts_are_never_counted_as_priority() -> None:
    watched = District.objects.filter(kind=DistrictKind.WATCHED)
    assert {d.code for d in watched} == {"QV021001", "QV021002"}
    assert not any(d.is_priority for d in watched)
    in_2017, in_2026 = (
        {d.code for d in District.objects.priority().valid_on(day)}
        for day in (dt.date(2017, 12, 31), dt.date(2026, 1, 1))
    )
    assert in_2017 == {f"QP02100{number}" for number in range(1, 6)}
    assert in_2026 == {"QN02101M", "QN02102M", "QN02103M", "QN02104M", "QN02105M", "QN02106N"}
    assert all(d.is_priority for d in District.objects.priority())


def test_quetigny_is_watched_then_priority() -> None:
    quetigny = District.objects.filter(commune="21515")
    assert [d.code for d in quetigny.valid_on(dt.date(2023, 12, 31))] == ["QV021001"]
    assert [d.code for d in quetigny.valid_on(dt.date(2024, 1, 1))] == ["QN02106N"]


def middle(ring: list[list[float]]) -> tuple[float, float]:
    """The mean of the corners."""
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


@pytest.mark.parametrize("row", read_boundaries(DATA / "qpv_2024.geojson"), ids=lambda row: str(row["district"]))
def test_a_point_finds_its_district_from_2024_on(row: Row) -> None:
    boundary = DistrictBoundary.objects.get(pk=row["district"])
    assert boundary.coordinates == row["coordinates"]
    edge = boundary.coordinates[0][0]
    near = [(p[0] + dx, p[1] + dy) for p in edge for dx in (-1e-5, 1e-5) for dy in (-1e-5, 1e-5)]
    found = {District.objects.at(x, y, dt.date(2024, 1, 1)) for x, y in [middle(edge), *near[:40]]}
    assert boundary.district in found
    assert found <= {boundary.district, None}
    assert District.objects.at(*middle(edge), dt.date(2023, 12, 31)) is None


def test_the_middle_of_paris_is_in_no_district_of_dijon() -> None:
    assert District.objects.at(2.35, 48.85, dt.date(2024, 6, 1)) is None


def test_at_most_level_v_holds_unrecognised_foreign_diplomas() -> None:
    low = EducationLevel.objects.filter(at_most_v=True)
    assert {level.code for level in low} == {"1", "2", "3", "etranger"}
    assert EducationLevel.objects.get(pk="etranger").former_scale == "9"


def test_contract_types_by_day_and_nature() -> None:
    in_2017 = ContractType.objects.valid_on(dt.date(2017, 6, 1))
    in_2018 = ContractType.objects.valid_on(dt.date(2018, 6, 1))
    assert {c.code for c in in_2017} - {c.code for c in in_2018} == {"cui_cae", "emploi_avenir"}
    assert {c.code for c in in_2018} - {c.code for c in in_2017} == {"pec"}
    assert {c.code for c in ContractType.objects.filter(work_study=True)} == {"professionnalisation", "apprentissage"}
    assert {c.code for c in ContractType.objects.filter(integration=True)} == {"ctti", "cddi"}
    assert [c.code for c in ContractType.objects.filter(job=False)] == ["pmsmp"]


def test_the_database_refuses_a_validity_that_ends_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.create(
            code="21999", name="Charmes", valid_from=dt.date(2020, 1, 2), valid_to=dt.date(2020, 1, 1)
        )
