"""A list filled, the message seen, sent for real by its own process, its receipts; then one says no."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Server
from tests.web.test_in_browser import assert_fit, sign_in

CLOSE = (
    "from tests.reports.sending.test_letters import closed; from jalon.reports.publication import whole; "
    "from jalon.messaging.models import MailingList; "
    "closed(whole(), period='2016-05'); whole().lists.set([MailingList.objects.get(name='Lecteurs')])"
)
SAY = "from jalon.messaging.models import Subscriber; print(Subscriber.objects.get(address='iris@example.org').token)"


@pytest.mark.usefixtures("example_served")
def test_from_the_list_to_the_receipts(page: Page, server: Server) -> None:
    sign_in(page, "claire.tilleul@example.org")
    page.goto("/listes/")
    page.get_by_label("Nom de la liste").fill("Lecteurs")
    page.get_by_role("button", name="Créer la liste").click()
    page.get_by_label("Noms et adresses").fill("Iris Saule;iris@example.org\nPaul Frêne;paul")
    page.get_by_role("button", name="Ajouter ces personnes").click()
    expect(page.get_by_role("alert")).to_contain_text("Ligne 2")
    assert_fit(page)
    page.get_by_label("Noms et adresses").fill("Iris Saule;iris@example.org\nPaul Frêne;paul@example.org")
    page.get_by_role("button", name="Ajouter ces personnes").click()

    server.manage("shell", "--verbosity=0", f"--command={CLOSE}")
    page.goto("/lettre/2016-05/envoyer/")
    page.get_by_role("button", name="Voir le message").click()
    message = page.frame_locator("iframe")
    expect(message.get_by_role("heading", level=1)).to_have_text("PLIE du Lac, lettre mensuelle, mars 2017")
    expect(message.get_by_role("heading", level=1)).to_have_css("font-size", "24px")  # its style is let in
    assert_fit(page)
    page.get_by_role("button", name="Envoyer…").click()
    page.get_by_role("button", name="Envoyer 2 messages").click()
    expect(page.get_by_role("status")).to_contain_text("2 messages remis au serveur, sur 2.", timeout=30_000)
    assert_fit(page)
    page.goto("/lettre/2017-12/a-completer/")
    assert_fit(page)

    token = re.sub(r"\s", "", server.manage("shell", "--verbosity=0", f"--command={SAY}"))
    page.context.clear_cookies()
    page.goto(f"/desinscription/{token}/")
    assert_fit(page)
    page.get_by_role("button", name="Ne plus recevoir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous ne recevrez plus rien")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("button", name="Ne plus recevoir")).to_be_visible()
