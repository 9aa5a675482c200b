"""Dutch nouns that can speak, and those that cannot, told by their words and endings."""

from typing import Final

from analysis._voices.verb import listed

__all__ = ["NO_SPEAKERS", "looks_personal"]

_PERSON_ENDINGS: Final = (
    "er", "ers", "or", "oren", "ist", "isten", "man", "mannen", "vrouw", "vrouwen", "persoon",
    "mensen", "lui", "lieden", "leden", "lid", "kundige", "kundigen", "ste", "sten", "aar",
    "aars", "ant", "anten", "ent", "enten", "eur", "eurs", "euren", "ier", "iers", "loog",
    "logen", "aanwezigen", "aanwezige", "genodigden", "groep", "groepen", "collectief", "beweging",
    "gemeente", "overheid", "overheden", "critici", "criticus", "bron", "bronnen",
    "ingewijden", "ingewijde", "juristen",
    "jurist", "kenners", "betrokkenen", "betrokkene", "anderen", "velen", "sommigen", "rechter",
    "vakbonden", "vakbond", "partijen", "bewindsvrouw", "raadsman", "raadsvrouw", "gast",
    "topvrouw", "baas", "bazen", "eres", "euse", "trice",
    "hoofd", "chef", "politici", "wetgevers", "ouders", "collega", "collega's",
    "experts", "expert", "buren", "fans", "functionarissen", "functionaris", "directie", "raad",
    "commissie", "ministerie", "politie", "justitie", "oppositie", "sector", "bedrijf", "bedrijven",
    "onderneming", "organisatie", "organisaties", "toezichthouder", "beurswaakhond", "waakhond",
    "meerderheid", "minderheid", "helft", "huis", "school", "universiteit", "kerk", "club", "bond",
    "fabrikant", "keten", "uitgeverij", "redactie", "museum", "luchthaven", "gezin", "gezinnen",
    "gedupeerden", "getuigen", "getuige", "verdachte", "verdachten", "beklaagde", "fractie",
    "delegatie", "federatie", "vereniging", "stichting", "instituut", "agentschap", "arts",
    "artsen", "econoom", "economen", "filosoof", "filosofen", "nabestaanden", "familie", "vriend",
    "vriendin", "gouverneur", "schepen", "wethouder", "diplomaat", "diplomaten", "parket",
    "rechtbank", "platform", "omroep", "bureau", "blad", "verdediging", "leiding", "achterban",
    "dienst", "gerechtshof", "hof", "gerecht",
    "kopstuk", "kopstukken", "insider", "insiders", "vakbonden", "ondernemers",
    "regering", "kabinet", "instantie", "instanties", "autoriteiten", "autoriteit", "concern",
)  # fmt: skip
_NOT_PERSONS: Final = (
    "computer", "nummer", "server", "letter", "cijfer", "papier", "factor", "motor", "document",
    "moment", "percent", "procent", "content", "evenement", "element", "patent", "talent", "winter",
    "zomer", "kwartaal", "manier", "verder", "echter", "later", "eerder", "minder", "meer",
    "onder", "over", "achter", "zonder", "waar", "daar", "haar", "jaar", "hier", "meester",
    "incident", "kamer", "router", "routers", "parlement", "ander", "weer", "zeker", "vier",
    "beste", "laatste", "eerste", "meeste", "grootste", "nieuwste", "kosten", "posten", "diensten",
    "teksten", "resultaten", "minste", "sinister", "water", "thuis", "deskundig", "opheldering",
)  # fmt: skip
NO_SPEAKERS: Final = listed(
    "zet resultaten cijfer cijfers data bewijs model modellen systeem chatbot software prijs "
    "koers koersen aandelen markt markten val incident zaak beslissing ontwikkeling "
    "ontwikkelingen techniek methode aanpak stap gevallen feit vraag vragen technologie tool "
    "product deal nieuws tijd jaar dag dagen week wet regel regels code kosten trend naam namen "
    "plan plannen test tests dit dat het er wat kwestie stijging daling gang moment dinsdag "
    "maandag gemak reden manier"
)


def looks_personal(noun: str) -> bool:
    """Say whether a noun that no list of actors holds looks like persons."""
    cannot = noun in NO_SPEAKERS or noun.endswith(_NOT_PERSONS)
    return not cannot and noun.endswith(_PERSON_ENDINGS)
