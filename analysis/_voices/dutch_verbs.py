"""Dutch words of saying: verbs in all their forms, nouns, prepositions and adverbs."""

from typing import Final

from analysis._voices import dutch_forms
from analysis._voices.dutch_expressions import EXPRESSIONS
from analysis._voices.verb import Verb, listed, row

__all__ = [
    "AUXILIARIES",
    "BE",
    "BELIEFS",
    "DOCUMENTS",
    "HAVE",
    "HEARSAY",
    "LETTERS",
    "LIGHT",
    "MODALS",
    "NEGATIONS",
    "NOT_INVERTED",
    "PERSONAL",
    "PLAIN_OBJECT",
    "SAYINGS",
    "STATES",
    "STATES_TELL",
    "SUBORDINATORS",
    "VAGUE_PASSIVES",
    "VERBS",
    "is_document",
    "is_letter",
]

SPEECH: Final = row(
    "zeggen beweren claimen waarschuwen beschuldigen betichten ontkennen vermoeden vrezen "
    "benadrukken beklemtonen vertellen "
    "concluderen suggereren insinueren redeneren betogen pleiten bepleiten "
    "adviseren voorspellen speculeren betwijfelen bekritiseren hekelen laken veroordelen "
    "verwijten roemen toejuichen betreuren klagen mopperen grappen spotten sneren "
    "repliceren bestrijden weerspreken betwisten bekennen "
    "pochen menen relativeren nuanceren oordelen prijzen weerleggen bezweren zweren "
    "informeren verdenken loven fluisteren beamen garanderen bagatelliseren minimaliseren "
    "feliciteren bejubelen vermanen ventileren onderschrijven ontkrachten loochenen smalen "
    "schimpen sakkeren vergoelijken"
)
CLAUSE: Final = row(
    "stellen melden schrijven vinden denken geloven verwachten hopen verklaren erkennen "
    "bevestigen constateren impliceren argumenteren eisen vragen manen schatten twijfelen "
    "reageren antwoorden vervolgen verzekeren beloven rapporteren berichten onthullen "
    "twitteren tweeten posten getuigen hinten achten veronderstellen herhalen memoreren "
    "herinneren onderstrepen besluiten roepen begrijpen citeren analyseren preciseren "
    "specificeren verduidelijken opperen formuleren becijferen ramen berekenen signaleren "
    "hameren tonen sommeren protesteren beargumenteren poneren profeteren wijzen luiden "
    "stipuleren smeken snappen noteren koppen blokletteren titelen verlangen beseffen vernemen "
    "voorzien vermelden verontschuldigen verweren sussen"
)
QUOTE: Final = row(
    "lachen glimlachen zuchten verzuchten jubelen fulmineren foeteren schamperen snuiven "
    "sluiten beginnen counteren riposteren pareren klinken tikken mijmeren stamelen snauwen honen "
    "bluffen verhalen brommen morren weten bitsen grinniken grijnzen kreunen tieren schreeuwen "
    "briesen bulderen blaffen mompelen stotteren sissen jammeren grommen schateren donderen balen "
    "ontdekken gniffelen knorren mokken sputteren vervolledigen resumeren openen knikken"
)
OBJECT: Final = row(
    "noemen omschrijven beschrijven bestempelen kwalificeren typeren betitelen beschouwen zien "
    "achten vergelijken verwerpen verdedigen verwelkomen rechtvaardigen ervaren"
)
# particle(s) + verb
_SEPARABLE: Final = row(
    "op+merken aan+geven uit+leggen toe+lichten aan+voeren aan+stippen toe+voegen aan+kondigen "
    "mee+delen mede+delen aan+vullen aan+tekenen tegen+werpen in+brengen toe+geven aan+halen "
    "tegen+spreken vol+houden aan+kaarten aan+klagen aan+raden af+raden aan+dringen op+roepen "
    "aan+bevelen "
    "vast+stellen toe+zeggen af+wijzen uit+halen samen+vatten uiteen+zetten bij+vallen "
    "uit+roepen op+biechten op+sommen weg+wuiven uit+sluiten "
    "op+werpen af+schilderen weg+zetten tegen+sputteren af+vragen aan+wrijven "
    "in+schatten naar_voren+brengen uit+spreken toe+juichen af+keuren in+zien aan+nemen"
)
_NEEDS_CLAUSE: Final = listed(
    "afwijzen vaststellen toelichten aanvullen inbrengen aanhalen uitsluiten toezeggen uitspreken "
    "inzien aannemen "
    "aankondigen volhouden uiteenzetten meedelen"
)


def _lexicon() -> dict[str, tuple[Verb, ...]]:
    """Every word that may be a verb of saying, to what it may be."""
    parts = dutch_forms.parts()
    found: dict[str, dict[tuple[str, frozenset[str]], Verb]] = {}

    def put(word: str, lemma: str, kind: str, form: str, with_: str = "") -> None:
        needs = frozenset(with_.split("|")) if with_ else frozenset()
        own = found.setdefault(word, {})
        before = own.get((lemma, needs))
        kinds = (before.kinds if before else frozenset()) | {kind}
        forms = (before.forms if before else frozenset()) | {form}
        own[lemma, needs] = Verb(lemma, kinds, forms, needs)

    for kind, verbs in (("speech", SPEECH), ("clause", CLAUSE), ("quote", QUOTE),
                        ("object", OBJECT)):  # fmt: skip
        for infinitive in verbs:
            finite, participle = parts[infinitive]
            for word in finite:
                put(word, infinitive, kind, "finite")
            put(infinitive, infinitive, kind, "infinitive")
            put(participle, infinitive, kind, "participle")
    for entry in _SEPARABLE:
        particle, infinitive = entry.replace("_", " ").split("+")
        lemma = particle + infinitive
        kind = "clause" if lemma in _NEEDS_CLAUSE else "speech"
        finite, participle = parts[infinitive]
        last = particle.split()[-1]
        for word in finite:
            put(word, lemma, kind, "finite", last)
            put(last + word, lemma, kind, "finite")
        put(infinitive, lemma, kind, "infinitive", last)
        put(last + infinitive, lemma, kind, "infinitive")
        put(last + participle, lemma, kind, "participle")
    for one in EXPRESSIONS:
        finite, participle = parts[one.infinitive]
        needs = "|".join(sorted(one.needs))
        for word in finite:
            put(word, one.lemma, one.kind, "finite", needs)
        put(one.infinitive, one.lemma, one.kind, "infinitive", needs)
        put(participle, one.lemma, one.kind, "participle", needs)
    return {word: tuple(own.values()) for word, own in found.items()}


VERBS: Final = _lexicon()

NOT_INVERTED: Final = listed("beschuldigen betichten informeren verwijten")
_VIEWS: Final = listed(
    "tonen gaan geloven hopen vinden herkennen hebben zien voelen liggen tillen rekenen maken "
    "verbazen verwonderen delen komen kijken"
)
BELIEFS: Final = listed(
    "geloven denken verwachten vinden twijfelen betwijfelen vermoeden vrezen menen achten zien "
    "snappen begrijpen uitsluiten beseffen weerleggen ontkennen"
) | {one.lemma for one in EXPRESSIONS if one.infinitive in _VIEWS}
BE: Final = listed("word wordt werd werden worden geworden is zijn was waren")
HAVE: Final = listed("heb hebt heeft had hadden hebben")
MODALS: Final = listed(
    "zal zullen zou zouden kan kunnen kon konden moet moeten moest moesten wil willen wilde "
    "wilden wou mag mogen mocht mochten hoeft hoeven gaat gaan ging gingen durft durven "
    "probeert proberen weigert weigerde weigeren weigerden"
)
AUXILIARIES: Final = BE | HAVE | MODALS
NEGATIONS: Final = listed(
    "niet nooit geen niets niemand noch zonder weigert weigerde weigeren weigerden weigerend "
    "geenszins nimmer evenmin"
)
SUBORDINATORS: Final = listed(
    "dat die wat wie als omdat terwijl hoewel toen nu zodat aangezien nadat voordat of indien "
    "waarin waarmee waarover waarbij waarvan waarop waardoor waarvoor waarna wanneer doordat "
    "ofschoon tenzij mits zoals waaruit waaraan zodra sinds totdat opdat alsof ofwel waar hoe "
    "waarom welke"
)

SAYINGS: Final = listed(
    "beschuldiging beschuldigingen aantijging aantijgingen bewering beweringen claim claims "
    "waarschuwing waarschuwingen verklaring verklaringen uitspraak uitspraken klacht klachten "
    "kritiek vermoeden vermoedens zorg zorgen vrees standpunt mening opvatting visie argument "
    "argumenten voorspelling voorspellingen verwijt verwijten stelling redenering oordeel "
    "conclusie suggestie aankondiging belofte ontkenning reactie antwoord overtuiging "
    "verwachting hoop betoog pleidooi oproep eis eisen weerwoord twijfel twijfels bezwaar "
    "bezwaren aanklacht analyse advies lezing verhaal inschatting schatting toezegging vermaning "
    "verdenking verdenkingen opmerking opmerkingen woorden mededeling commentaar getuigenis"
)
DOCUMENTS: Final = listed(
    "memo memo's memorandum notitie notities rapport rapporten document documenten brief brieven "
    "verklaring statement paper studie studies onderzoek blog blogpost blogbericht bericht "
    "berichten artikel artikelen analyse persbericht aanklacht klacht dagvaarding stuk stukken "
    "processtukken enquête peiling mail mails e-mail e-mails gebruiksvoorwaarden voorwaarden "
    "onderzoeksrapport interview verslag toelichting reactie post tweet nota opiniestuk column "
    "reconstructie vonnis uitspraak waarschuwing jaarverslag kwartaalbericht cijfers gegevens "
    "bronnen advies publicatie podcast reportage persconferentie kamerbrief schrijven"
)

LETTERS: Final = listed(
    "memo memorandum notitie rapport brief brieven verklaring blog blogpost blogbericht "
    "persbericht aanklacht klacht dagvaarding processtukken onderzoeksrapport verslag nota "
    "opiniestuk column vonnis kamerbrief schrijven mail mails e-mail e-mails document documenten"
)
"""Texts that speak for their author even where the sentence does not name them."""

_DOCUMENT_ENDS: Final = (
    "verklaring", "brief", "rapport", "nota", "memo", "bericht", "verslag", "studie", "onderzoek",
    "voorwaarden", "blogpost", "tekst", "document", "documenten", "analyse", "artikel", "klacht",
    "mail", "notitie", "stuk", "stukken", "persbericht", "schrijven", "advies", "aanklacht",
)  # fmt: skip


def is_document(noun: str) -> bool:
    """Say whether a noun is a text, which speaks for its author."""
    return noun in DOCUMENTS or noun.endswith(_DOCUMENT_ENDS)


def is_letter(noun: str) -> bool:
    """Say whether a noun is a text that speaks for its author, be that named or not."""
    return noun in LETTERS or (len(noun) > 5 and noun.endswith(_DOCUMENT_ENDS[:7]))


PLAIN_OBJECT: Final = listed(
    "bevestigen eisen verwachten beloven erkennen onderstrepen schatten herhalen ramen begrijpen "
    "snappen"
)
"""Verbs of `CLAUSE` that are speech with a plain object too: 'bevestigt de aanval'."""
_FEELINGS: Final = listed(
    "overtuigd sceptisch kritisch hoopvol optimistisch pessimistisch verontwaardigd woedend "
    "ongerust boos verbaasd teleurgesteld ontgoocheld ontstemd verheugd opgetogen enthousiast "
    "positief negatief duidelijk stellig helder formeel somber lovend eerlijk "
    "opgelucht geschokt verbolgen kwaad verbijsterd resoluut scherp mild "
    "voorzichtig genuanceerd eensgezind verrast ontzet laaiend"
)
STATES_TELL: Final = {
    **dict.fromkeys(_FEELINGS, listed("dat over")),
    **dict.fromkeys(("bang", "beducht", "huiverig"), listed("dat voor")),
    "bezorgd": listed("dat over om"), "mening": listed("dat"), "oordeel": listed("dat"),
    "zeker": listed("dat van"), "trots": listed("dat op"), "blij": listed("dat met"),
    "tevreden": listed("dat over met"), "voorstander": listed("van"),
    "eens": listed("dat met over"),
    "oneens": listed("dat met over"), "tegenstander": listed("van"),
    "gekant": listed("tegen"), "gerust": listed("op dat over"),
    "indruk": listed("van dat"), "opgezet": listed("met"), "gewonnen": listed("voor"),
    "lof": listed("over"), "overtuiging": listed("dat"),
}  # fmt: skip
"""What somebody is who holds a view, and what follows: 'is ervan overtuigd dat'."""
STATES: Final = frozenset(STATES_TELL)
HEARSAY: Final = listed("beweerdelijk zogezegd")
VAGUE_PASSIVES: Final = listed(
    "gezegd beweerd gespeculeerd gevreesd vermoed aangenomen gefluisterd gesuggereerd "
    "verdacht beschuldigd beticht geacht geclaimd gemeld geopperd"
)
LIGHT: Final = listed(
    "uit uitte uitten uiten geuit spreekt sprak spraken spreken heeft hebben had hadden levert "
    "leverde leverden leveren geleverd deelt deelde delen maakt maakte maken doet deed doen "
    "geeft gaf gaven geven slaat sloeg slaan staat stond staan lezen horen vernemen heerst heerste "
    "heersen bestaat bestond leeft leven groeit klinkt klonk klinken rijst rijzen luidt heet "
    "verbaast verbaasde verwondert stoort bevreemdt verontrust leert leerde valt viel "
    "deren betreft "
    "bezorgdheid ongerustheid angst scepsis"
)
PERSONAL: Final = listed("ik wij we hij zij ze je u jullie")
