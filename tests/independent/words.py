"""Vocabulary of the random folders: plainly fictional people, and texts that trip careless readers of CSV."""

FIRST_NAMES = (
    "Awa",
    "Denis",
    "Zoé",
    "Noël",
    "Inès",
    "Loïc",
    "Maëva",
    "Œdipe",
    "Anne-Lise",
    "Jean d’Orme",
    "Ngọc",
    "Łucja",
)
LAST_NAMES = (
    "Mésange",
    "Charme",
    "Alouette",
    "Érable",
    "Rouge-Gorge",
    "L'Orme",
    "Grèbe huppé",
    "Cornouiller « mâle »",
    "Hêtre; pourpre",
    'Pin "sylvestre"',
    "Bergeronnette",
    "Sorbier-des-Oiseleurs",
)
# Combined, a few thousand last names and a few hundred first ones that nobody bears.
LAST_SYLLABLES = (
    ("Bru", "Char", "Dou", "Fau", "Gri", "Hou", "Jon", "Lau", "Mer", "Noi", "Or", "Pin", "Rou", "Sor", "Til", "Vau"),
    ("ba", "che", "di", "fo", "gue", "la", "lè", "ma", "né", "pi", "que", "ra", "se", "ti", "vé", "zo"),
    (
        "beau",
        "chat",
        "doux",
        "gnol",
        "lerand",
        "lier",
        "mont",
        "nard",
        "net",
        "quin",
        "reau",
        "rier",
        "sin",
        "tot",
        "vier",
        "zel",
    ),
)
FIRST_SYLLABLES = (
    ("A", "Bé", "Cé", "Do", "E", "Fa", "Ga", "I", "Jo", "Li", "Ma", "No", "O", "Ro", "Sa", "Ti"),
    ("dia", "lan", "lie", "lou", "mir", "naé", "né", "ric", "rine", "roé", "sane", "sin", "tan", "va", "vin", "zel"),
)
PHONES = ("+33 3 80 00 00 00", "+33611223344", "03 80 00 00 01", "", "")
STREETS = ("1 rue des Mésanges", "2 bis, allée du “Chêne”", "3 impasse; du Merle", "Résidence du Geai\nBâtiment B", "")

# code, nom, roles, parent, categorie: an agency may come before its parent, and may have a category of its own.
ORGANISATIONS = (
    ("FT-OUEST", "Agence de l’Épervier; ouest", "prescripteur", "FT", ""),
    ("FT", "Service de l’emploi des Éperviers", "prescripteur+financeur", "", "france_travail"),
    ("ASF-GUICHET", "Guichet du Saule", "prescripteur", "ASF", ""),
    ("ASF", "Accueil du Saule", "prescripteur", "CD", ""),
    ("CD", "Département du Grand Chêne", "prescripteur+financeur", "", "departement"),
    ("ML", "Mission locale du Moineau", "prescripteur+porteur", "", "mission_locale"),
    ("OP", 'Chantier "Le Pic-Vert"', "prescripteur+employeur", "", "operateur"),
    ("COM", "Commune de Bois-Joli", "prescripteur+porteur+financeur", "", "commune"),
    ("CCAS", "Action sociale de Bois-Joli", "prescripteur", "COM", "social"),
    ("AUT", "Association des Tilleuls", "prescripteur", "", "autre"),
    ("SANS", "Collectif sans catégorie", "prescripteur", "", ""),
    ("SANS-NORD", "Antenne du collectif", "prescripteur", "SANS", ""),
    ("PRE", "Atelier du Roitelet", "prestataire", "", ""),
    ("EMP", "Menuiserie du Noyer & fils", "employeur", "", ""),
)
REFERRERS = tuple(row[0] for row in ORGANISATIONS if "prescripteur" in row[2])
HOSTS = ("ML", "COM", "")

# Some labels stand in two groups; some differ only by case, spaces or the way an accent is composed.
LABELS = {
    "emploi": ("CDD court (moins de 6 mois)", 'Contrat "long" (CDI; CDD +6 mois)', "Mission d’intérim", "Autre"),
    "formation_non_qualifiante": (
        "Remise à niveau",
        "Français ; langue étrangère",
        "Start Again",
        "100C 100E",
        "Autre",
    ),
    "formation_qualifiante": ("Entretien des espaces verts", "Autre", "autre", "Bâtiment"),
    "mobilisation": ("PMSMP", "Pmsmp", "100C 100E", "Start Again", "Élan", "E\u0301lan", "Permis\u00a0B", "Permis B"),
}
CONTRACTS = ("cdi", "cdd", "interim", "cddi", "apprentissage", "pec", "pmsmp", "")
INTERVIEW_KINDS = ("entretien", "telephone", "courriel", "courrier", "atelier", "autre")
LEVELS = ("1", "2", "3", "4", "5", "6", "7", "8", "etranger", "")
PLACES = (("21000", "21231"), ("21300", "21166"), ("21800", "21515"), ("21240", "21617"), ("21600", "21355"), ("", ""))
DISTRICTS = ("QN02101M", "QN02102M", "QN02103M", "QN02104M", "QN02105M", "QN02106N", "hors", "", "")
YES_NO = ("oui", "non", "")
SUSPENSION_REASONS = ("hospitalisation", "garde d’enfant; été", 'dit "revenir"', "")
# Shares of full time, some of which make the targets fall on a half.
FTES = ("1", "0.8", "0.5", "1.0", "0.90", "0.25", "0.0625", "0.05", "0.35", "0.7", "0.1", "0")
