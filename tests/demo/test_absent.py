"""Without the example, its page says so."""

import pytest
from django.test import Client

from jalon.accounts.models import User
from tests.demo.test_page import ADDRESS

pytestmark = pytest.mark.django_db


def test_a_base_without_the_example_says_so(client: Client) -> None:
    user = User.objects.create_user("lea.orme@example.org", last_name="Orme")
    user.memberships.create(role="coordinator", start="2017-01-01")
    client.force_login(user)
    assert "ne contient pas le PLIE d’exemple" in client.get(ADDRESS).text
