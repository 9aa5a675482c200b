"""Small words and endings by which a noun phrase of Dutch or English is told.

All in lower case. These are facts of the language; who is what is in the study's own list.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

__all__ = [
    "ABBREVIATED",
    "ACADEMIC",
    "ADJECTIVES",
    "ADVISERS",
    "AFFILIATION",
    "ANONYMOUS",
    "CITIES",
    "COMPANY",
    "CONNECTED",
    "DEFINITE",
    "DETERMINERS",
    "FEMALE",
    "FUNCTION",
    "GIVEN",
    "INITIAL",
    "INSIDE_GIVEN",
    "LEADING",
    "MALE",
    "MINISTERS",
    "MODIFIERS",
    "NAMELIKE",
    "OBLIQUE",
    "ORGANISATIONS",
    "PARTICLES",
    "PERSONAL",
    "PORTFOLIOS",
    "PREPOSITIONS",
    "PRONOUNS",
    "PROVINCES",
    "RIVALS",
    "SPEECH",
    "TITLES",
    "WEAK",
    "WHOSE",
    "gender",
    "is_body",
    "is_company",
    "of_place",
]  # fmt: skip


def _words(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


DETERMINERS: Final = _words("""
    the a an this these those his her its their our my your some any several many
    both all another other two three four five six seven eight nine ten dozens hundreds few
    various one certain every each
    de het een deze dit zijn haar hun ons onze mijn jouw uw enkele verschillende diverse
    meerdere sommige veel vele twee drie vier vijf zes zeven acht negen tien tientallen honderden
    alle beide andere elk elke ieder iedere geen één ’n 'n
""")

DEFINITE: Final = _words("the this de het deze dit")
"""Those of `DETERMINERS` that point back to somebody who was named."""

WHOSE: Final = _words("its his her their zijn haar hun")
"""Those of `DETERMINERS` that say whose a role is by pointing back."""

LEADING: Final = DEFINITE | _words("a an een its zijn haar hun their his her")
"""Those of `DETERMINERS` that may stand before a name or its apposition."""

PREPOSITIONS: Final = _words("""
    of at for from with within inside in on to behind
    van bij binnen aan voor uit namens in achter vanuit rond
""")
"""What leads from a role to whom or what it belongs."""

AFFILIATION: Final = _words("""
    of at for from with within behind to inside
    van bij binnen aan voor uit namens achter vanuit rond
""")
"""Those of `PREPOSITIONS` after which somebody is named who is spoken for."""

PARTICLES: Final = _words("""
    van de der den ten ter te 't von zu dem da di del della dos la le du bin ibn al el
""")
"""Lower-case words inside a person's name."""

CONNECTED: Final = _words("of for on and & the between van voor der de du des en het und für")
"""Lower-case words inside the name of an organisation."""

TITLES: Final = _words("""
    mr mrs ms miss dr prof sir lord lady dame rev hon mevrouw mevr meneer dhr heer mw ir ing drs
    mr. mrs. ms. dr. prof. ir. ing. drs. mw. dhr. mevr. gen. col. sen. rep. gov. lt. capt. sgt.
    madame monsieur
""")

ORGANISATIONS: Final = _words("""
    inc corp corporation llc ltd plc gmbh ag sa se bv b.v nv n.v co company companies holding
    holdings group groep ventures capital partners securities university universiteit
    universitair universitaire hogeschool college school institute instituut institut center
    centre centrum ministry ministerie department departement commission commissie committee
    comité house kamer senate senaat parliament parlement council raad court hof rechtbank bank
    fund fonds foundation stichting fondation association vereniging federation federatie
    bond vakbond union unie party partij agency agentschap authority autoriteit bureau office
    service services dienst board administration labs lab laboratory laboratories research
    technologies technology tech systems software networks media news nieuws times post journal
    herald tribune gazette courier courant telegraph guardian observer mail standard press
    broadcasting television radio review magazine dagblad krant nieuwsblad hospital ziekenhuis
    museum alliance alliantie coalition coalitie network netwerk forum society academy academie
    platform taskforce project initiative police politie army leger ministère université airlines
    airport industries international global solutions robotics motors energy analytics
    intelligence consulting advocaten advocatenkantoor law firm trust exchange beurs index
    verbond verzekeringen rijksuniversiteit gemeente politieacademie ministerie raad banken
    openbaar inspectie inspectorate directorate directoraat tribunal ombudsdienst faculty faculteit
    academies clinic kliniek chambers llp brokerage investments investors markets management gestión
    gestion bankiers banque banca banco bancorp vermogensbeheer wealth equity advisors beleggingen
    institution confederation rijksinstituut boekhandel brouwerij bakkerij slagerij drukkerij
    apotheek brewery bakery bookshop bookstore winkels warenhuis
    therapeutics pharmaceuticals pharma biotech brothers employers manufacturers producers growers
    retailers werkgevers onderzoeksraad gezondheidsraad veiligheidsraad onderwijsraad
""")
"""A word of a name that shows an organisation."""

WEAK: Final = _words("ai labs lab tech technology systems global data cloud digital news media")
"""Words that show an organisation only after another one: 'Mistral AI', but 'Chinese AI'."""

PORTFOLIOS: Final = _words("""
    defensie justitie veiligheid financiën economische economie zaken buitenlandse binnenlandse
    sociale werkgelegenheid onderwijs cultuur wetenschap digitalisering digitale handel
    buitenlandhandel volksgezondheid welzijn sport landbouw infrastructuur waterstaat klimaat
    energie groene groei innovatie telecom begroting defence defense finance justice
    trade commerce foreign affairs home interior health education energy environment labour
    agriculture industry transport treasury state
    mobiliteit wonen werk economie omgeving ruimtelijke ordening stedenbouw milieu natuur
    armoedebestrijding dierenwelzijn toerisme jeugd asiel migratie pensioenen middenstand
    landsverdediging ontwikkelingssamenwerking gelijke kansen stikstof volkshuisvesting
    rechtsbescherming burgerzaken mededinging competition mobility equalities immigration tourism
""")
"""What a minister is the minister of; the name of the minister may follow."""

MINISTERS: Final = _words("minister staatssecretaris schepen wethouder gedeputeerde secretary")
"""Roles after which 'van' and 'of' lead to what one is responsible for."""

ACADEMIC: Final = (
    "professor", "hoogleraar", "hoogleraren", "docent", "docente", "lector", "onderzoeker",
    "onderzoekers", "onderzoekster", "wetenschapper", "wetenschappers", "expert", "experte",
    "experts", "specialist", "deskundige", "econoom", "jurist", "juriste", "promovendus",
    "student", "decaan", "rector", "fellow", "lecturer", "researcher", "researchers", "postdoc",
    "professoren", "professors", "advocaat", "analist", "analyst", "economist", "scientist",
    "lawyer", "engineer", "oloog", "ologe", "kundige", "historicus", "ologist", "arts",
)  # fmt: skip
"""Endings of nouns that may be followed by a field: 'hoogleraar intellectuele eigendom'."""

ADVISERS: Final = _words("""
    adviser advisor advisers advisors aide aides envoy ambassador counsel assistant counselor
""")
"""Roles that belong to somebody by 'to': 'an adviser to the president'."""

GIVEN: Final = _words("dan al ben will an per")
"""Words of `FUNCTION` that are first names, too."""

INSIDE_GIVEN: Final = _words("elke anders just")
"""Those that are so only within a sentence: 'fractieleider Elke Tanghe'."""

ANONYMOUS: Final = _words("""
    source sources insider insiders familiar close briefed person people employee employees
    bron bronnen ingewijde ingewijden persoon personen medewerker medewerkers werknemer werknemers
""")
"""Roles of those who are not named on purpose: they need not belong to who was named last."""

RIVALS: Final = _words("rival competitor concurrent rivaal rivals competitors concurrenten")
"""Companies that are told apart from the one that was just named."""

ABBREVIATED: Final = _words("rep reps sen sens gov gen prof min")
"""Roles that are written with a stop."""

OBLIQUE: Final = PREPOSITIONS | _words("""
    by about against over into onto through between among under versus like than as via
    door over tegen tussen onder zonder naar tot op om rond sinds dan als zoals jegens inzake
""")
"""A name after one of these is not who acts in the sentence."""

COMPANY: Final = _words("""
    company firm startup start-up corporation giant lab developer maker chipmaker group business
    conglomerate carmaker manufacturer competitor rival creator
    concurrent rivaal
    bedrijf start-up startup concern onderneming techreus techbedrijf ai-bedrijf techgigant reus
    chipmaker chipbedrijf lab ontwikkelaar maker fabrikant techconcern chipconcern multinational
    moederbedrijf softwarebedrijf ai-start-up ai-startup beursgenoteerde autofabrikant
""")
"""Nouns for a business; 'the company' means the last one that was spoken of."""

NAMELIKE: Final = COMPANY | _words("""
    newspaper paper agency outlet broadcaster magazine site website channel newswire service
    ministry department commission committee council court parliament government administration
    authority regulator watchdog embassy university institute school bank fund organisation
    organization foundation association union party police army agencies union group board panel
    krant dagblad weekblad persbureau persagentschap nieuwsagentschap nieuwssite omroep zender
    tijdschrift magazine zakenkrant ministerie departement commissie comité raad rechtbank
    parlement regering kabinet overheid autoriteit toezichthouder waakhond ambassade universiteit
    hogeschool instituut bank fonds organisatie stichting vereniging vakbond bond partij politie
    charity ngo leger gemeente dienst tank thinktank denktank onderzoeksinstituut zakenbank
    moederbedrijf dochterbedrijf redactie directie team staff raad
""")
"""Nouns for an organisation, which may stand for its name."""

PERSONAL: Final = _words("""
    mother father daughter son sister brother wife husband widow friend pal neighbour neighbor
    resident pupil patient customer rider player singer author writer actor actress
    moeder vader dochter zoon zus broer echtgenote weduwe vriend vriendin buurman buurvrouw
    bewoner bewoonster leerling patiënt klant renner ex-renner speler zanger zangeres auteur
    schrijver schrijfster acteur actrice
""")
"""People who speak for themselves alone: of no type, but they may be meant by 'she'."""

FUNCTION: Final = _words("""
    a about above according after again against ago all also although always among an and another
    any are around as at away back be because been before being below between both but by can could
    despite did do does done down during each either else even ever every few first for from
    further had has have having he her here hers him his how however i if in inside instead into is
    it its just last later least less like likewise many may me meanwhile might mine more moreover
    most much must my neither never nevertheless next no nobody none nor not nothing now of off
    often on once one only onto or other others our out outside over own per perhaps rather same
    she should since so some something soon still such than that the their them then there
    therefore these they this those though through thus to today together tomorrow too toward
    towards under until up upon us very was we well were what whatever when where whereas whether
    which while who whom whose why will with within without would yesterday yet you your earlier
    recently currently instead indeed additionally finally overall especially ironically asked
    let don’t don't it’s it's that's that’s he's she's they're we’re we're there's i'm i’m

    aan aangezien achter af al aldus alleen alles als alsof altijd ander andere anders begin
    bij binnen boven buiten daar daarbij daarbovenop daardoor daarentegen daarin daarmee daarna
    daarnaast daarom daarop daarover daarvan daarvoor dan dat de deze die dit doch doen door
    doordat dus echter een één eens eerder eerst eigen eigenlijk elk elke en enkel enkele er ervan
    even evenals geen gisteren had hadden heb hebben heeft hem hen het hier hierdoor hij hoe hoewel
    hun iedereen iemand iets ik immers in indien inmiddels intussen is ja jaar je jij jullie kan
    komt kort kunnen later maar mag mede meer men met mij mijn mits moet moeten morgen na naar
    naast nadat namelijk natuurlijk nee niemand niet niets nog nooit nu of ofwel om omdat omstreeks
    onder ondanks ondertussen ons onze ook op opmerkelijk opvallend over overigens per pas recent
    reeds rond sinds slechts soms sommige steeds te tegelijk tegen tegenover ten terwijl tevens
    tijdens toch toen tot totdat tussen uit uiteindelijk van vanaf vandaag vandaar veel verder
    vervolgens via volgens voor vooral voordat voorheen voortaan vorig vorige waar waarbij
    waardoor waarin waarmee waarna waarom waarop waarvan wanneer want was wat we wegens wel welke
    wellicht were werd werden wie wij wil willen worden wordt zal zei ze zeer zelf zelfs zich zij
    zijn zo zoals zodat zodra zonder zou zouden zowel zulke bovendien desondanks kortom misschien
    blijkbaar ironisch mogelijk momenteel onlangs anderzijds enerzijds bijvoorbeeld
    toegegeven kennelijk sindsdien dinsdagochtend genoeg welnu daarvóór zeker juist dankzij gezien
""")
"""Words that begin no name, though a sentence may begin with them."""

INITIAL: Final = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag januari februari maart mei juni
    juli augustus oktober christmas easter kerst pasen
    internet web gpu gpus r&d covid llm llms api apis ceo cto cfo usd euro eur agi it pr ip
""")
"""Words with a capital that name nobody."""

CITIES: Final = _words("""
    america europe asia africa russia india japan taiwan lunar
    new year wild west germany france italy spain belgium
    netherlands holland flanders england britain ireland israel iran ukraine canada mexico brazil
    singapore australia korea turkey hangzhou shanghai shenzhen london paris berlin amsterdam
    rotterdam utrecht eindhoven antwerp antwerpen ghent gent leuven tokyo seoul taipei dubai davos
    california texas ohio virginia york francisco valley angeles diego chicago boston seattle
    amerika europa azië afrika rusland duitsland frankrijk italië spanje belgië nederland
    vlaanderen wallonië engeland groot-brittannië ierland israël oekraïne brazilië australië
    turkije londen parijs berlijn delft u.s us u.k uk u.s. u.k. usa vs v.s. hong kong states staten
    switzerland sweden norway denmark finland poland portugal greece austria hungary vietnam
    thailand indonesia malaysia pakistan egypt zwitserland zweden noorwegen denemarken polen
    oostenrijk hongarije griekenland davos geneva genève zürich zurich
    kingdom koninkrijk arabia arabië korea san los saint sint
""")
"""Places: somebody may be from there, but they are not named by it."""

PROVINCES: Final = _words("""
    limburg brabant noord-brabant west-vlaanderen oost-vlaanderen vlaams-brabant waals-brabant
    antwerpen henegouwen luik namen luxemburg holland noord-holland zuid-holland gelderland
    overijssel friesland groningen drenthe flevoland zeeland twente kempen brussel bavaria scotland
    wales yorkshire cornwall nevada florida michigan oregon georgia
""")
"""Regions by which a branch is told from its organisation: 'Voka Limburg'."""

ADJECTIVES: Final = _words("""
    american chinese dutch belgian flemish german french british english european italian spanish
    japanese korean taiwanese russian indian israeli ukrainian canadian australian brazilian
    mexican swiss swedish norwegian danish finnish polish irish turkish iranian saudi western
    eastern asian african arab singaporean us u.s u.s. uk u.k u.k. eu republican democratic
    amerikaanse amerikaans chinese chinees nederlandse nederlands belgische belgisch vlaamse vlaams
    waalse duitse duits franse frans britse brits engelse engels europese europees italiaanse
    italiaans spaanse spaans japanse japans koreaanse zuid-koreaanse taiwanese russische russisch
    indiase israëlische oekraïense canadese australische zwitserse zweedse noorse deense poolse
    ierse turkse iraanse westerse aziatische afrikaanse haagse brusselse republikeinse
    democratische californische
""")
"""Adjectives of countries and parties, with a capital in English or in both."""

MODIFIERS: Final = _words("""
    senior former unnamed anonymous independent legal industry tech technology ai top leading
    chief outside local national federal foreign political academic financial market security
    cyber cybersecurity privacy policy military intelligence prominent veteran longtime
    so-called self-described well-known high-ranking high-level key major private public global
    international domestic young then acting current ex deputy computer software data copyright
    company government university bank media trade energy science social news venture fellow
    junior principal lead staff assistant associate deputy executive managing founding
    demissionair demissionaire vlaams rival state-owned state-run multiple
    numerous many some several few most other
    anonieme onafhankelijke hoge voormalige voormalig juridische politieke militaire financiële
    academische prominente bekende gerenommeerde vooraanstaande buitenlandse binnenlandse
    internationale nationale federale lokale regionale anonieme jonge toenmalige huidige nieuwe
    grote kleine belangrijke toonaangevende digitale publieke private zogeheten zogenaamde
    niet-genoemde verschillende diverse meerdere enkele vele veel sommige andere beide interne
    externe relatief beursgenoteerde concurrerende oud
""")
"""Words that may stand between an article and a role without changing who it is."""

SPEECH: Final = _words("""
    say says said tell tells told claim claims claimed argue argues argued warn warns warned state
    states stated add adds added write writes wrote report reports reported believe believes
    believed think thinks thought note notes noted explain explains explained accuse accuses
    accused allege alleges alleged suggest suggests suggested insist insists insisted deny denies
    denied announce announces announced estimate estimates estimated expect expects expected fear
    fears feared suspect suspects suspected acknowledge acknowledges acknowledged admit admits
    admitted call calls called confirm confirms confirmed contend contends contended declined
    declines describe describes described emphasise emphasised emphasize emphasized highlight
    highlights highlighted point points pointed respond responds responded stress stressed stresses
    urge urges urged want wants wanted declare declares declared conclude concludes concluded see
    sees saw ask asks asked reply replies replied quip quipped agree agrees agreed hope hopes hoped
    predict predicts predicted has have had is are was were will would could should may might can
    must do does did refused refuses rejected rejects praised praises criticised criticized

    zeg zegt zei zeggen zeiden stelt stelde stellen stelden vertelt vertelde vertellen meldt meldde
    melden meldden schrijft schreef schrijven beweert beweerde beweren claimt claimde claimen
    vindt vond vinden vonden denkt dacht denken waarschuwt waarschuwde waarschuwen waarschuwden
    benadrukt benadrukte benadrukken verklaart verklaarde verklaren verwacht verwachtte verwachten
    vreest vreesde vrezen vermoedt vermoedde vermoeden gelooft geloofde geloven noemt noemde noemen
    legt legde ziet zag zien erkent erkende erkennen ontkent ontkende ontkennen bevestigt
    bevestigde bevestigen beschuldigt beschuldigde beschuldigen voegt voegde merkt merkte merken
    wijst wees wijzen pleit pleitte pleiten roept riep roepen vraagt vroeg vragen reageert
    reageerde reageren laat liet laten liet concludeert concludeerde spreekt sprak spreken geeft gaf
    geven meent meende menen hoopt hoopte hopen wil wilde willen wilden is was zijn waren heeft had
    hebben hadden wordt werd worden werden zal zou zullen zouden kan kon kunnen konden moet moest
    moeten mag mocht tweet tweette twitterde informeerde informeert oordeelt oordeelde schat
    schatte schatten rekent betoogt betoogde suggereert suggereerde
""")
"""Verbs that often follow a speaker: a noun phrase ends before them."""

PRONOUNS: Final[dict[str, dict[str, tuple[bool | None, str | None]]]] = {
    "en": {
        "he": (False, "m"), "him": (False, "m"), "she": (False, "f"), "her": (False, "f"),
        "they": (True, None), "them": (True, None), "it": (False, "n"),
    },
    "nl": {
        "hij": (False, "m"), "hem": (False, "m"), "zij": (None, "f"), "ze": (None, "f"),
        "haar": (False, "f"), "hen": (True, None),
    },
}  # fmt: skip
"""By language: a pronoun to whether it is plural (None: the verb tells), and its gender."""

MALE: Final = _words("""
    mr mr. sir lord meneer dhr dhr. heer spokesman businessman chairman congressman statesman
    zegsman topman zakenman father son husband vader zoon king prince koning prins
""")
FEMALE: Final = _words("""
    mrs mrs. ms ms. miss lady dame mevrouw mevr mevr. mw mw. spokeswoman businesswoman chairwoman
    congresswoman woordvoerster zegsvrouw topvrouw onderzoekster juriste econome analiste
    voorzitster directrice oprichtster zakenvrouw docente journaliste mother daughter wife moeder
    dochter advocate politica historica filosofe queen princess koningin prinses politicologe
    experte sociologe
""")

_OF_PLACE: Final = ("tse", "dse", "gse", "mse", "nse", "rse", "lse", "kse")
_COMPANIES: Final = (
    "bedrijf", "concern", "start-up", "startup", "fabrikant", "reus", "gigant", "producent",
    "leverancier", "winkelketen", "marktketen", "verzekeraar", "uitgeverij", "vaartmaatschappij",
    "multinational", "supplier", "retailer", "drugmaker", "airline", "insurer", "provider",
)  # fmt: skip
_BODIES: Final = (
    "krant", "waakhond", "toezichthouder", "bank", "bureau", "site", "partij", "dienst", "fonds",
    "universiteit", "instituut", "ministerie", "commissie", "organisatie", "omroep", "zender",
    "vereniging", "blad", "agentschap", "federatie", "inspectie", "club", "ziekenhuis", "fractie",
    "association", "federation", "inspectorate", "parket", "gerecht", "centrum", "faculteit",
    "kantoor", "office", "huis", "groep", "koepel", "vakbond",
)  # fmt: skip


@lru_cache(maxsize=65_536)
def is_company(noun: str) -> bool:
    """Whether a noun is one for a business, Dutch compounds included.

    Examples
    --------
    >>> is_company("startup"), is_company("chipbedrijf"), is_company("newspaper")
    (True, True, False)
    """
    return noun in COMPANY or noun.endswith(_COMPANIES)


@lru_cache(maxsize=65_536)
def is_body(noun: str) -> bool:
    """Whether a noun is one for an organisation, Dutch compounds included.

    Examples
    --------
    >>> is_body("newspaper"), is_body("privacywaakhond"), is_body("minister")
    (True, True, False)
    """
    return noun in NAMELIKE or is_company(noun) or noun.endswith(_BODIES)


@lru_cache(maxsize=65_536)
def of_place(word: str) -> bool:
    """Whether a word with a capital looks like a Dutch adjective of a place.

    Examples
    --------
    >>> of_place("Utrechtse"), of_place("Gentse"), of_place("Jesse")
    (True, True, False)
    """
    return word[:1].isupper() and word.endswith(_OF_PLACE) and len(word) > len("Gents")


def gender(lows: Iterable[str]) -> str | None:
    """Gender that the words of a phrase show, or None."""
    for low in lows:
        if low in FEMALE:
            return "f"
        if low in MALE:
            return "m"
    return None
