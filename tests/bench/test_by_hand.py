"""The statements written by hand find the letter's figures, and say so when they do not."""

import datetime as dt
from collections.abc import Callable

import pytest

from bench import by_hand
from jalon.indicators.window import Window
from jalon.reports.figures import plain
from jalon.reports.letter import letter
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("period", ["2015-03", "2016", "2016-01", "2017", "2017-06", "2017-11", "2018-02", "2018-08"])
def test_every_block_agrees(period: str, today: Callable[[dt.date], dt.date]) -> None:
    day = today(dt.date(2018, 2, 28))
    with in_base(random_folder(6, 120, dt.date(2016, 1, 1), day)):
        for as_of in (None, Window.parse(period).end, dt.date(2017, 6, 15)):
            window = Window.parse(period, as_of)
            assert by_hand.differences(window, plain(letter(window))) == []


@pytest.mark.parametrize("block", by_hand.BLOCKS)
def test_a_false_figure_is_seen(block: str, today: Callable[[dt.date], dt.date]) -> None:
    day = today(dt.date(2018, 2, 28))
    with in_base(random_folder(6, 120, dt.date(2016, 1, 1), day)):
        window = Window.parse("2017-11")
        _, said = by_hand.BLOCKS[block]
        other = plain(letter(Window.parse("2016-11")))
        assert said(other) != said(plain(letter(window)))
        assert any(f" {block}: " in difference for difference in by_hand.differences(window, other))
