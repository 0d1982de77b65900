"""The versions of the letter on its page; what a host manager sees of the figures, and what not."""

import re

import pytest
from django.test import Client

from jalon.accounts.models import Caseworker, User
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import counts
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.people.models import Participant
from jalon.reports.enums import Audience
from jalon.reports.models import Edition
from jalon.web.figures.breakdown import small_and_next
from tests.web.figures import reading
from tests.web.figures.conftest import SignedIn

DECEMBER, YEARLY = Window.parse("2017-12"), Window.parse("2017")
LETTER = "/lettre/2017-12/"
YEAR = "/lettre/2017/"


def own_host() -> Organisation:
    """The organisation of Lise."""
    host = User.objects.get(email__startswith="lise.").current_memberships[0].organisation
    assert host
    return host


def test_a_figure_cut_to_the_end_still_opens_to_a_host_manager(as_: SignedIn) -> None:
    filters = "category=france_travail&caseworker=1&month=2017-11"
    answer = as_("lise").get(f"/chiffres/entries_cumulative/?periode=2017-12&{filters}")
    assert answer.status_code == 200
    assert "Répartition" not in answer.text


def test_another_version_is_chosen_and_its_figures_open(claire: Client) -> None:
    caseworker = Caseworker.objects.get(code="cormier")
    kept = Edition.objects.create(name="Nadia", audience=Audience.CASEWORKER, caseworker=caseworker)
    assert f'<option value="{kept.pk}">Nadia</option>' in claire.get(LETTER).text
    text = claire.get(f"{LETTER}?version={kept.pk}").text
    assert f'<option value="{kept.pk}" selected>Nadia</option>' in text
    assert f"Parcours suivis par {caseworker}" in text
    assert f'href="/lettre/2017-11/?version={kept.pk}"' in text
    links = reading.links(text, "fig")
    assert len(links) > 20
    for address, words in links:
        assert f"caseworker={caseworker.pk}" in address
        assert reading.big(claire.get(address).text) == words, address
    own = counts([m.ACTIVE_FILE], DECEMBER, [(by.CASEWORKER, caseworker.pk)])[m.ACTIVE_FILE.code]
    assert (f"/chiffres/active_file_real/?periode=2017-12&caseworker={caseworker.pk}", str(own)) in links


@pytest.mark.parametrize("key", ["0", "999999", "x", "²", "9" * 30])
def test_a_version_that_does_not_exist_is_not_found(claire: Client, key: str) -> None:
    assert claire.get(LETTER, {"version": key}).status_code == 404


def test_a_host_manager_reads_its_own_letter_and_no_name(as_: SignedIn) -> None:
    lise, host = as_("lise"), own_host()
    people = [str(each) for each in Participant.objects.exclude(last_name="")]
    for address in (LETTER, YEAR):
        text = lise.get(address).text
        assert f"Parcours suivis par les référents de {host}" in text
        assert 'name="version"' not in text
        assert "JSON" not in text
        links = reading.links(text, "fig")
        assert links
        assert [link for link, _ in links if f"host={host.pk}" not in link] == []
        for link in dict.fromkeys(link for link, _ in links):
            page = lise.get(link)
            assert page.status_code == 200, link
            assert f"Parcours suivis par les référents de {host}." in page.text
            assert reading.people(page.text) == []
            assert not [name for name in people if name in page.text]


def test_a_host_manager_reads_no_other_version(as_: SignedIn) -> None:
    lise, host = as_("lise"), own_host()
    other = Organisation.objects.exclude(pk=host.pk)[0]
    whole = Edition.objects.get(audience=Audience.WHOLE)
    theirs = Edition.objects.create(name="Autre", audience=Audience.HOST, organisation=other)
    for key in (whole.pk, theirs.pk, 999999):
        assert lise.get(LETTER, {"version": key}).status_code == 403
    kept = Edition.objects.create(name="La sienne", audience=Audience.HOST, organisation=host, blocks=["sorties"])
    for address in (LETTER, f"{LETTER}?version={kept.pk}"):
        text = lise.get(address).text
        assert 'id="sorties"' in text
        assert 'id="essentiel"' not in text


def test_a_host_manager_opens_figures_of_its_own_alone(as_: SignedIn) -> None:
    lise, host = as_("lise"), own_host()
    page = "/chiffres/active_file_real/?periode=2017-12"
    own = counts([m.ACTIVE_FILE], DECEMBER, [(by.HOST, host.pk)])[m.ACTIVE_FILE.code]
    said = "n. c." if 0 < own < 5 else str(own)
    for address in (page, f"{page}&host={host.pk}"):
        assert reading.big(lise.get(address).text) == said
    for cut in ("host=999", "host=inconnu", "rsa=oui", "commune=21231", "sex=F", f"host={host.pk}&age=45_plus"):
        assert lise.get(f"{page}&{cut}").status_code == 403, cut
    told = next(
        each
        for each in (m.STEPS, m.ACCOMPANIED, m.ENTRIES)
        if counts([each], YEARLY, [(by.HOST, host.pk)])[each.code] >= 5
    )
    for cut, answer in (("commune", 404), ("rsa", 404), ("district", 404), ("caseworker", 200)):
        assert lise.get(f"/chiffres/{told.code}/?periode=2017&par={cut}").status_code == answer, cut
    definitions = lise.get("/definitions/").text
    for code in ("referrals", "non_entries_cumulative", "partner_target_to_date"):
        assert lise.get(f"/chiffres/{code}/").status_code == 404
        assert f'href="/chiffres/{code}/' not in definitions
    assert 'href="/chiffres/active_file_real/' in definitions
    assert lise.get("/chiffres/entries_month/liste.csv").status_code == 403


def test_a_small_number_of_a_host_is_not_told(as_: SignedIn) -> None:
    lise, host = as_("lise"), own_host()
    small = 0
    for measure in (m.ENTRIES, m.EXITS, m.POSITIVE_EXITS, m.ACTIVE_FILE):
        for caseworker in Caseworker.objects.filter(fte_periods__host=host).distinct():
            text = lise.get(f"/chiffres/{measure.code}/?periode=2017-12&caseworker={caseworker.pk}").text
            number = counts([measure], DECEMBER, [(by.HOST, host.pk), (by.CASEWORKER, caseworker.pk)])[measure.code]
            small += 0 < number < 5
            assert reading.big(text) == ("n. c." if 0 < number < 5 else str(number))
            assert ('id="repartition"' in text) is not (0 < number < 5)
            told = [int(each) for each in re.findall(r'<td class="n"><a class="fig[^>]*>(\d+)</a>', text)]
            assert not [each for each in told if 0 < each < 5]
    assert small


def test_one_small_part_hides_another() -> None:
    assert small_and_next({"a": 3, "b": 8, "c": 6, "d": 0}) == {"a", "c"}
    assert small_and_next({"a": 3, "b": 1, "c": 6}) == {"a", "b"}
    assert small_and_next({"a": 5, "b": 0}) == set()
    assert small_and_next({"a": 4}) == {"a"}
