"""The definitions, found by their words."""

import pytest
from django.test import Client

from jalon.indicators.registry import INDICATORS
from jalon.web.figures.definitions import found
from tests.web.figures import reading


def test_every_indicator_is_there_with_its_anchor_and_its_figure(claire: Client) -> None:
    text = claire.get("/definitions/").text
    for code, indicator in INDICATORS.items():
        assert f'id="{code}"' in text
        assert f'href="/chiffres/{code}/?periode=2017-12"' in text
        assert reading.plain(indicator.formula) in reading.plain(text)


@pytest.mark.parametrize("words", ["préaffectation", "PREAFFECTATION", "preaffectation mois", "  moyenne  entrées "])
def test_without_accents_or_case_all_the_words(words: str) -> None:
    assert "preaffectation_month" in [each.code for each in found(words)]
    assert len(found(words)) < 8


def test_by_code_formula_source_or_moment() -> None:
    assert [each.code for each in found("in_veille")] == ["in_veille"]
    assert "target_entries_annual" in [each.code for each in found("protocole en vigueur")]
    assert "exits_cumulative" in [each.code for each in found("le jour de la sortie")]
    assert found("") == list(INDICATORS.values())


def test_nothing_found_says_so_and_keeps_the_words(claire: Client) -> None:
    text = claire.get("/definitions/", {"q": '"zèbre'}).text
    assert "Aucune définition ne dit" in text
    assert 'value="&quot;zèbre"' in text
    assert 'class="block"' not in text
