"""The topics of the guide, in their order, and the pages each one is for. Their text is in `templates/help/topics/`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import ResolverMatch, reverse

from jalon.accounts.roles import Capability
from jalon.pathways.permissions import RECORDING
from jalon.web.help.text import Act, acts

START, DAILY, FIGURES, HOUSE, SITE = (
    "Pour commencer",
    "Chaque jour",
    "Les chiffres",
    "Tenir la maison",
    "Ce site et vos droits",
)


@dataclass(frozen=True, slots=True)
class Topic:
    """`pages` are the areas, or pages of an area, whose help it is; `door` the one it leads to, for `any_of`."""

    slug: str
    title: str
    about: str
    group: str
    pages: tuple[str, ...] = ()
    door: str = ""
    any_of: tuple[Capability, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("help:topic", args=[self.slug])

    @property
    def template(self) -> str:
        """Where its text is."""
        return f"help/topics/{self.slug}.html"

    @property
    def acts(self) -> tuple[Act, ...]:
        """What it tells how to do."""
        return acts(self.template)

    @property
    def related(self) -> list["Topic"]:
        """Where one may read on."""
        return [BY_SLUG[slug] for slug in self.see]


TOPICS = (
    Topic(
        "connexion",
        "Se connecter",
        "Ouvrir sa session, changer de mot de passe, en choisir un autre quand on l’a oublié.",
        START,
        (
            "account_login",
            "account_logout",
            "account_change_password",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
        ),
        see=("roles",),
    ),
    Topic(
        "accueil",
        "L’accueil et les rubriques",
        "Où se trouve chaque chose, et comment revenir à ce que l’on regardait.",
        START,
        ("home",),
        "home:index",
        see=("semaine", "lettre", "participants"),
    ),
    Topic(
        "roles",
        "Rôles et droits",
        "Qui voit quoi, qui fait quoi, et que faire devant une page fermée.",
        START,
        see=("reglages", "donnees-personnelles"),
    ),
    Topic(
        "semaine",
        "Ma semaine",
        "Qui vient, ce qu’il y a à régler, enregistrer en quelques gestes, son portefeuille.",
        DAILY,
        door="home:index",
        see=("alertes", "dossier"),
    ),
    Topic(
        "alertes",
        "Les alertes",
        "Ce qui les lève et les règle, leur ordre, les reporter, le résumé du matin.",
        DAILY,
        ("alerts",),
        "alerts:index",
        (Capability.SEE_ALERTS_OF_ALL,),
        ("semaine", "dossier"),
    ),
    Topic(
        "participants",
        "La liste des participants",
        "Trouver une personne, filtrer la liste, la garder sous un nom, l’exporter.",
        DAILY,
        ("participants", "roster"),
        "participants:search",
        (Capability.SEE_NAMES,),
        ("dossier", "prescriptions"),
    ),
    Topic(
        "dossier",
        "Le dossier d’une personne",
        "Lire un parcours d’un coup d’œil, afficher une donnée sensible, imprimer.",
        DAILY,
        ("participants:file", "participants:reveal"),
        see=("suivi", "journal", "participants"),
    ),
    Topic(
        "saisir",
        "Enregistrer un contact",
        "Entretien, appel, absence ; compléter, corriger, annuler ; ce qui n’est jamais perdu.",
        DAILY,
        ("recording",),
        "recording:choose",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        ("dossier", "parcours"),
    ),
    Topic(
        "rendez-vous",
        "Fixer et rappeler un rendez-vous",
        "Les heures libres, prévenir la personne, déplacer, annuler, ce qui a été envoyé.",
        DAILY,
        ("appointments",),
        "appointments:queue",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        ("dossier", "prescriptions"),
    ),
    Topic(
        "suivi",
        "Freins, objectifs, bilans",
        "Coter les freins, fixer des objectifs, tenir un point d’étape, remettre une synthèse.",
        DAILY,
        ("guidance",),
        see=("dossier", "signatures", "etapes"),
    ),
    Topic(
        "reunions",
        "La réunion de situation",
        "Préparer la feuille, décider pour chaque personne, clore, suivre les décisions.",
        DAILY,
        ("meetings",),
        "meetings:index",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        ("alertes", "dossier"),
    ),
    Topic(
        "qualite",
        "La qualité de la saisie",
        "Voir la part des actes complets, dossier par dossier ce qui manque, et le compléter.",
        DAILY,
        ("quality",),
        "quality:index",
        RECORDING,
        ("saisir", "alertes", "dossier"),
    ),
    Topic(
        "absences",
        "Les suites des absences",
        "Appel, convocation, avertissement, réponse de la personne, décision.",
        DAILY,
        ("absences",),
        see=("dossier", "parcours"),
    ),
    Topic(
        "etapes",
        "Les étapes et les contrats",
        "Ajouter une étape, renouveler un contrat, préparer une PMSMP, terminer, corriger.",
        DAILY,
        ("steps",),
        see=("dossier", "parcours"),
    ),
    Topic(
        "parcours",
        "Veille, référent, sortie",
        "Mettre en veille, changer de référent, proposer et décider une sortie, prolonger.",
        DAILY,
        (
            "steps:suspend",
            "steps:resume",
            "steps:assign",
            "steps:extend",
            "steps:exit",
            "steps:exits",
            "steps:decide",
            "steps:withdraw",
            "steps:undo_suspension",
            "steps:undo_assignment",
            "steps:undo_extension",
        ),
        see=("etapes", "dossier"),
    ),
    Topic(
        "signatures",
        "Pièces et signatures",
        "Déposer un papier, faire signer un entretien, imprimer ou rendre une feuille d’émargement.",
        DAILY,
        ("documents",),
        "documents:attendance",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        ("dossier", "journal"),
    ),
    Topic(
        "groupes",
        "Plusieurs personnes à la fois",
        "Une étape commune, un courrier, un courriel, un changement de référent : voir avant, faire, défaire.",
        DAILY,
        ("bulk",),
        "bulk:index",
        RECORDING,
        ("participants", "etapes"),
    ),
    Topic(
        "relais",
        "Absence et départ d’un référent",
        "Confier ses dossiers pendant une absence, préparer un départ.",
        DAILY,
        ("handover", "bulk:departure"),
        "handover:index",
        RECORDING,
        ("groupes", "parcours"),
    ),
    Topic(
        "journal",
        "Le journal d’un dossier",
        "Savoir qui a lu un dossier, qui l’a modifié, et quand.",
        DAILY,
        ("participants:journal",),
        see=("dossier", "donnees-personnelles"),
    ),
    Topic(
        "prescriptions",
        "Les prescriptions",
        "Qui attend et depuis quand, qui est entré, qui ne l’est pas, par prescripteur et par agence.",
        DAILY,
        ("referrals",),
        "referrals:index",
        (Capability.SEE_NAMES,),
        ("regles", "participants"),
    ),
    Topic(
        "entree",
        "De la prescription à l’entrée",
        "Écrire une prescription, l’attribuer, joindre la personne, la recevoir, préparer et valider son entrée.",
        DAILY,
        (
            "entries",
            "referrals:new",
            "referrals:alike",
            "referrals:cancel",
            "referrals:allot",
            "referrals:rules",
            "referrals:reception",
            "referrals:receive",
        ),
        "referrals:index",
        (Capability.SEE_NAMES,),
        ("prescriptions", "dossier", "regles"),
    ),
    Topic(
        "agenda",
        "L’agenda et le temps de travail",
        "Lire sa semaine, combler ce qui manque, noter une absence, signer la fiche du mois.",
        DAILY,
        ("agenda",),
        "agenda:week",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        ("dossier", "roles"),
    ),
    Topic(
        "completer",
        "Compléter les dossiers du mois",
        "Voir ce qui manque avant l’arrêté, qui doit le compléter, et quand partent les rappels.",
        DAILY,
        ("sending:to_complete", "sending:plan"),
        see=("dossier", "envoyer", "regles"),
    ),
    Topic(
        "lettre",
        "La lettre",
        "Lire la lettre d’un mois ou d’une année, telle qu’elle était connue un jour donné.",
        FIGURES,
        ("figures",),
        "figures:latest",
        (Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES),
        ("chiffres", "regles", "historique"),
    ),
    Topic(
        "chiffres",
        "Un chiffre et ses dossiers",
        "Ouvrir un chiffre, le répartir, retrouver les dossiers ou la formule qui le font.",
        FIGURES,
        ("figures:figure", "figures:export"),
        see=("lettre", "definitions", "regles"),
    ),
    Topic(
        "arreter",
        "Arrêter un mois",
        "Vérifier les comptes, garder la lettre telle qu’elle est, lire ce qui a changé depuis.",
        FIGURES,
        ("closing",),
        "closing:index",
        (Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES),
        ("lettre", "completer", "envoyer"),
    ),
    Topic(
        "envoyer",
        "Envoyer la lettre",
        "Tenir les listes de diffusion, essayer, envoyer chaque version, lire les reçus.",
        FIGURES,
        ("sending",),
        "sending:index",
        (Capability.PREPARE_LETTERS,),
        ("lettre", "completer", "donnees-personnelles"),
    ),
    Topic(
        "versions",
        "Une version pour chaque lecteur",
        "Créer les versions de la lettre, choisir leurs rubriques et leurs listes, savoir ce qu’elles ne disent pas.",
        FIGURES,
        ("editions",),
        "editions:index",
        (Capability.PREPARE_LETTERS,),
        ("lettre", "envoyer", "regles"),
    ),
    Topic(
        "commentaires",
        "Écrire les commentaires",
        "Lire le brouillon, changer ses mots, garder des nombres qui suivent les chiffres.",
        FIGURES,
        ("comments",),
        see=("lettre", "chiffres"),
    ),
    Topic(
        "retour",
        "Le retour sur une action",
        "Écrire l’article de la lettre, joindre une image, noter les accords, comprendre les noms trouvés.",
        FIGURES,
        ("stories", "participants:consents", "participants:withdraw"),
        see=("lettre", "dossier", "donnees-personnelles"),
    ),
    Topic(
        "definitions",
        "Les définitions",
        "Ce que chaque chiffre compte, comment, et d’après quel document.",
        FIGURES,
        ("figures:definitions",),
        "figures:definitions",
        (Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES),
        ("regles", "chiffres"),
    ),
    Topic(
        "regles",
        "Ce que Jalon compte",
        "Les règles de calcul en mots simples : entrées, file active, étapes, sorties, taux, objectifs.",
        FIGURES,
        see=("definitions", "chiffres", "lettre"),
    ),
    Topic(
        "historique",
        "L’historique saisi",
        "Écrire, avec leur source, les chiffres publiés avant Jalon.",
        FIGURES,
        ("history",),
        "history:index",
        (Capability.SEE_FIGURES,),
        ("lettre", "regles"),
    ),
    Topic(
        "publies",
        "Les chiffres publiés et l’exemple",
        "Comparer, case par case, ce qui a été imprimé en 2017 et ce que Jalon calcule sur le PLIE d’exemple.",
        FIGURES,
        ("demo",),
        see=("regles", "lettre"),
    ),
    Topic(
        "echanges",
        "Importer et exporter",
        "Déposer un dossier de fichiers, le faire vérifier, l’écrire en entier ou pas du tout ; emporter la base.",
        HOUSE,
        ("exchange",),
        "exchange:import",
        (Capability.IMPORT_EXPORT,),
        ("donnees-personnelles", "reglages"),
    ),
    Topic(
        "reglages",
        "Les réglages",
        "Ouvrir un compte, donner un rôle, tenir les ETP, les protocoles, les organismes et les listes.",
        HOUSE,
        ("admin",),
        "admin:index",
        (Capability.MANAGE_SETTINGS, Capability.MANAGE_ACCOUNTS),
        ("roles", "regles"),
    ),
    Topic(
        "accessibilite",
        "Accessibilité",
        "Ce qui est essayé, ce qui ne l’est pas encore, et à qui dire ce qui bloque.",
        SITE,
        see=("donnees-personnelles",),
    ),
    Topic(
        "donnees-personnelles",
        "Données personnelles",
        "Ce que Jalon garde, pourquoi, combien de temps, et qui peut le lire.",
        SITE,
        see=("roles", "journal"),
    ),
)

BY_SLUG: Mapping[str, Topic] = {topic.slug: topic for topic in TOPICS}
BY_PAGE: Mapping[str, Topic] = {page: topic for topic in TOPICS for page in topic.pages}


def topic_of(match: ResolverMatch | None) -> Topic | None:
    """The topic of a page: its own, or that of its area; None where the guide itself is the best answer."""
    if match is None:
        return None
    return BY_PAGE.get(match.view_name) or BY_PAGE.get(match.namespace)
