"""Without the example, its page says so, and the home offers no door to it."""

import pytest
from django.test import Client

from jalon.accounts.models import User
from jalon.demo.actions import load_example
from tests.demo.whole.test_page import ADDRESS

pytestmark = pytest.mark.django_db
DOOR = f'href="{ADDRESS}"'


@pytest.fixture
def lea(client: Client) -> Client:
    """A coordinator’s browser."""
    user = User.objects.create_user("lea.orme@example.org", last_name="Orme")
    user.memberships.create(role="coordinator", start="2017-01-01")
    client.force_login(user)
    return client


def test_a_base_without_the_example_says_so(lea: Client) -> None:
    assert "ne contient pas le PLIE d’exemple" in lea.get(ADDRESS).text
    assert DOOR not in lea.get("/").text


def test_the_small_example_has_no_published_figures(client: Client) -> None:
    load_example(small=True)
    client.force_login(User.objects.get(email="claire.tilleul@example.org"))
    home = client.get("/").text
    assert 'href="/lettre/"' in home
    assert DOOR not in home
