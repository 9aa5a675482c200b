"""Dutch words of saying: verbs in all their forms, nouns, prepositions and adverbs."""

from typing import Final

from analysis._voices.verb import Verb, listed, row

__all__ = [
    "AUXILIARIES",
    "BE",
    "BELIEFS",
    "DOCUMENTS",
    "HAVE",
    "HEARSAY",
    "LIGHT",
    "MODALS",
    "NEGATIONS",
    "NOT_INVERTED",
    "PERSONAL",
    "PLAIN_OBJECT",
    "SAYINGS",
    "STATES",
    "SUBORDINATORS",
    "VAGUE_PASSIVES",
    "VERBS",
]

# infinitive: finite forms / participle
_STRONG: Final = """
zeggen: zeg zegt zei zeiden / gezegd
schrijven: schrijf schrijft schreef schreven / geschreven
vinden: vind vindt vond vonden / gevonden
denken: denk denkt dacht dachten / gedacht
geven: geef geeft gaf gaven / gegeven
wijzen: wijs wijst wees wezen / gewezen
spreken: spreek spreekt sprak spraken / gesproken
bespreken: bespreek bespreekt besprak bespraken / besproken
zien: zie ziet zag zagen / gezien
roepen: roep roept riep riepen / geroepen
houden: houd houdt hield hielden / gehouden
brengen: breng brengt bracht brachten / gebracht
doen: doe doet deed deden / gedaan
vragen: vraag vraagt vroeg vroegen / gevraagd
verwijten: verwijt verweet verweten / verweten
betwisten: betwist betwistte betwistten / betwist
bestrijden: bestrijd bestrijdt bestreed bestreden / bestreden
verwerpen: verwerp verwerpt verwierp verwierpen / verworpen
weerspreken: weerspreek weerspreekt weersprak weerspraken / weersproken
prijzen: prijs prijst prees prezen prijsde prijsden / geprezen
omschrijven: omschrijf omschrijft omschreef omschreven / omschreven
beschrijven: beschrijf beschrijft beschreef beschreven / beschreven
toeschrijven: toeschrijf toeschrijft / toegeschreven
besluiten: besluit besloot besloten / besloten
sluiten: sluit sloot sloten / gesloten
laten: laat liet lieten / gelaten
trekken: trek trekt trok trokken / getrokken
nemen: neem neemt nam namen / genomen
slaan: sla slaat sloeg sloegen / geslagen
gaan: ga gaat ging gingen / gegaan
vallen: val valt viel vielen / gevallen
vergelijken: vergelijk vergelijkt vergeleek vergeleken / vergeleken
bezweren: bezweer bezweert bezwoer bezwoeren / bezworen
zweren: zweer zweert zwoer zwoeren / gezworen
begrijpen: begrijp begrijpt begreep begrepen / begrepen
weten: weet wist wisten / geweten
steken: steek steekt stak staken / gestoken
werpen: werp werpt wierp wierpen / geworpen
dringen: dring dringt drong drongen / gedrongen
snuiven: snuif snuift snoof snoven / gesnoven
lachen: lach lacht lachte lachten / gelachen
bevelen: beveel beveelt beval bevalen / bevolen
raden: raad raadt raadde raadden / geraden
lezen: lees leest las lazen / gelezen
winnen: win wint won wonnen / gewonnen
snijden: snijd snijdt sneed sneden / gesneden
blijken: blijk blijkt bleek bleken / gebleken
klinken: klink klinkt klonk klonken / geklonken
beginnen: begin begint begon begonnen / begonnen
beroepen: beroep beroept beriep beriepen / beroepen
staan: staat stond stonden / gestaan
"""

# infinitive: stem ending (te or de) / participle
_WEAK: Final = """
stellen: stel de gesteld, beweren: beweer de beweerd, claimen: claim de geclaimd
melden: meld de gemeld, waarschuwen: waarschuw de gewaarschuwd
beschuldigen: beschuldig de beschuldigd, betichten: beticht te beticht
ontkennen: ontken de ontkend, vermoeden: vermoed de vermoed, geloven: geloof de geloofd
vrezen: vrees de gevreesd, verwachten: verwacht te verwacht, hopen: hoop te gehoopt
benadrukken: benadruk te benadrukt, onderstrepen: onderstreep te onderstreept
beklemtonen: beklemtoon de beklemtoond, verklaren: verklaar de verklaard
vertellen: vertel de verteld, erkennen: erken de erkend, bekennen: beken de bekend
bevestigen: bevestig de bevestigd, weerleggen: weerleg de weerlegd
concluderen: concludeer de geconcludeerd, constateren: constateer de geconstateerd
suggereren: suggereer de gesuggereerd, insinueren: insinueer de geïnsinueerd
impliceren: impliceer de geïmpliceerd, argumenteren: argumenteer de geargumenteerd
redeneren: redeneer de geredeneerd, betogen: betoog de betoogd, pleiten: pleit te gepleit
bepleiten: bepleit te bepleit, eisen: eis te geëist, manen: maan de gemaand
adviseren: adviseer de geadviseerd, voorspellen: voorspel de voorspeld
schatten: schat te geschat, speculeren: speculeer de gespeculeerd
twijfelen: twijfel de getwijfeld, betwijfelen: betwijfel de betwijfeld
bekritiseren: bekritiseer de bekritiseerd, hekelen: hekel de gehekeld, laken: laak te gelaakt
veroordelen: veroordeel de veroordeeld, roemen: roem de geroemd, loven: loof de geloofd
toejuichen: toejuich te toegejuicht, betreuren: betreur de betreurd
klagen: klaag de geklaagd, mopperen: mopper de gemopperd, grappen: grap te gegrapt
spotten: spot te gespot, sneren: sneer de gesneerd, reageren: reageer de gereageerd
antwoorden: antwoord de geantwoord, repliceren: repliceer de gerepliceerd
riposteren: riposteer de geriposteerd, vervolgen: vervolg de vervolgd
verzekeren: verzeker de verzekerd, beloven: beloof de beloofd, informeren: informeer de
geïnformeerd, rapporteren: rapporteer de gerapporteerd, berichten: bericht te bericht
onthullen: onthul de onthuld, citeren: citeer de geciteerd, twitteren: twitter de getwitterd
tweeten: tweet te getweet, posten: post te gepost, getuigen: getuig de getuigd
hinten: hint te gehint, pochen: poch te gepocht, menen: meen de gemeend
oordelen: oordeel de geoordeeld, achten: acht te geacht
veronderstellen: veronderstel de verondersteld, relativeren: relativeer de gerelativeerd
nuanceren: nuanceer de genuanceerd, herhalen: herhaal de herhaald
memoreren: memoreer de gememoreerd, herinneren: herinner de herinnerd, uiten: uit te geuit
noemen: noem de genoemd, bestempelen: bestempel de bestempeld
kwalificeren: kwalificeer de gekwalificeerd, typeren: typeer de getypeerd
betitelen: betitel de betiteld, beschouwen: beschouw de beschouwd
merken: merk te gemerkt, leggen: leg de gelegd, lichten: licht te gelicht
voeren: voer de gevoerd, halen: haal de gehaald, stippen: stip te gestipt
voegen: voeg de gevoegd, kondigen: kondig de gekondigd, delen: deel de gedeeld
maken: maak te gemaakt, vullen: vul de gevuld, tekenen: teken de getekend
zetten: zet te gezet, plaatsen: plaats te geplaatst, rekenen: reken de gerekend
kaarten: kaart te gekaart, schetsen: schets te geschetst, luiden: luid de geluid
duiden: duid de geduid, jubelen: jubel de gejubeld, verzuchten: verzucht te verzucht
zuchten: zucht te gezucht, glimlachen: glimlach te geglimlacht
fulmineren: fulmineer de gefulmineerd, foeteren: foeter de gefoeterd
schamperen: schamper de geschamperd, brommen: brom de gebromd, vatten: vat te gevat
analyseren: analyseer de geanalyseerd, rechtvaardigen: rechtvaardig de gerechtvaardigd
verdedigen: verdedig de verdedigd, verwelkomen: verwelkom de verwelkomd
preciseren: preciseer de gepreciseerd, specificeren: specificeer de gespecificeerd
verduidelijken: verduidelijk te verduidelijkt, opperen: opper de geopperd
stipuleren: stipuleer de gestipuleerd, formuleren: formuleer de geformuleerd
becijferen: becijfer de becijferd, ramen: raam de geraamd, berekenen: bereken de berekend
signaleren: signaleer de gesignaleerd, ervaren: ervaar de ervaren, tonen: toon de getoond
waarderen: waardeer de gewaardeerd, weigeren: weiger de geweigerd
verzetten: verzet te verzet, hameren: hamer de gehamerd, sommeren: sommeer de gesommeerd
verhalen: verhaal de verhaald, protesteren: protesteer de geprotesteerd
verdenken: verdenk te verdacht, beargumenteren: beargumenteer de beargumenteerd
counteren: counter de gecounterd, pareren: pareer de gepareerd, tikken: tik te getikt
bevragen: bevraag de bevraagd, vervloeken: vervloek te vervloekt, mijmeren: mijmer de gemijmerd
poneren: poneer de geponeerd, stamelen: stamel de gestameld, snauwen: snauw de gesnauwd
wuiven: wuif de gewuifd, beantwoorden: beantwoord de beantwoord
spreiden: spreid de gespreid, kapittelen: kapittel de gekapitteld, honen: hoon de gehoond
biechten: biecht te gebiecht, sommen: som de gesomd, keuren: keur de gekeurd
juichen: juich te gejuicht, prediken: predik te gepredikt, morren: mor de gemord
rakelen: rakel de gerakeld, adresseren: adresseer de geadresseerd
profeteren: profeteer de geprofeteerd, bluffen: bluf te gebluft
"""

SPEECH: Final = row(
    "zeggen beweren claimen waarschuwen beschuldigen betichten ontkennen vermoeden vrezen "
    "benadrukken beklemtonen vertellen "
    "concluderen suggereren insinueren redeneren betogen pleiten bepleiten "
    "adviseren voorspellen speculeren betwijfelen bekritiseren hekelen laken veroordelen "
    "verwijten roemen toejuichen betreuren klagen mopperen grappen spotten sneren "
    "repliceren bestrijden weerspreken betwisten bekennen "
    "pochen menen relativeren nuanceren oordelen prijzen weerleggen bezweren zweren "
    "informeren verdenken loven"
)
CLAUSE: Final = row(
    "stellen melden schrijven vinden denken geloven verwachten hopen verklaren erkennen "
    "bevestigen constateren impliceren argumenteren eisen vragen manen schatten twijfelen "
    "reageren antwoorden vervolgen verzekeren beloven rapporteren berichten onthullen "
    "twitteren tweeten posten getuigen hinten achten veronderstellen herhalen memoreren "
    "herinneren onderstrepen besluiten roepen begrijpen citeren analyseren preciseren "
    "specificeren verduidelijken opperen formuleren becijferen ramen berekenen signaleren "
    "hameren tonen sommeren protesteren beargumenteren poneren profeteren wijzen luiden stipuleren"
)
QUOTE: Final = row(
    "lachen glimlachen zuchten verzuchten jubelen fulmineren foeteren schamperen snuiven "
    "sluiten beginnen counteren riposteren pareren klinken tikken mijmeren stamelen snauwen honen "
    "bluffen verhalen brommen morren weten"
)
OBJECT: Final = row(
    "noemen omschrijven beschrijven bestempelen kwalificeren typeren betitelen beschouwen zien "
    "vergelijken verwerpen verdedigen verwelkomen rechtvaardigen ervaren"
)
# particle(s) + verb
_SEPARABLE: Final = row(
    "op+merken aan+geven uit+leggen toe+lichten aan+voeren aan+stippen toe+voegen aan+kondigen "
    "mee+delen mede+delen aan+vullen aan+tekenen tegen+werpen in+brengen toe+geven aan+halen "
    "tegen+spreken vol+houden aan+kaarten aan+klagen aan+raden af+raden aan+dringen op+roepen "
    "aan+bevelen "
    "vast+stellen toe+zeggen af+wijzen uit+halen samen+vatten uiteen+zetten bij+vallen "
    "uit+roepen op+biechten op+sommen weg+wuiven uit+sluiten "
    "in+schatten naar_voren+brengen uit+spreken toe+juichen af+keuren in+zien aan+nemen"
)
_NEEDS_CLAUSE: Final = listed(
    "toelichten aanvullen inbrengen aanhalen uitsluiten toezeggen uitspreken inzien aannemen "
    "aankondigen afwijzen tegenspreken volhouden uiteenzetten meedelen"
)
# verb + words that must stand in the clause: 'liet weten', 'wijst erop', 'spreekt van'
_PHRASES: Final = row(
    "laten:weten maken:bekend|duidelijk wijzen:erop|op spreken:van spreken:schande "
    "zetten:vraagtekens plaatsen:vraagtekens trekken:twijfel slaan:alarm trekken:bel "
    "luiden:noodklok|alarmklok maken:zorgen "
    "nemen:korrel doen:doeken steken:loftrompet gaan:uit houden:staande "
    "schetsen:beeld doen:beklag|af "
    "staan:achter pleiten:voor gaan:ervan waarderen:dat dringen:aan halen:uit tonen:bezorgd "
    "tonen:kritisch tonen:tevreden tonen:verbaasd tonen:verheugd "
    "hameren:erop|op waarschuwen:voor spreken:uit sluiten:uit|aan delen:zorgen delen:kritiek "
    "verzetten:zich houden:vol gaan:akkoord manen:voorzichtigheid|kalmte houden:voor "
    "beroepen:op vragen:om eisen:op"
)


def _parts() -> dict[str, tuple[list[str], str]]:
    """Finite forms and participle of each verb, by its infinitive."""
    found: dict[str, tuple[list[str], str]] = {}
    for line in _STRONG.strip().splitlines():
        infinitive, rest = line.split(": ")
        finite, participle = rest.split(" / ")
        found[infinitive] = (finite.split(), participle)
    for entry in (
        _WEAK.replace("\n", ", ").replace("de, geïnformeerd", "de geïnformeerd").split(", ")
    ):
        if not entry.strip():
            continue
        infinitive, rest = entry.strip().split(": ")
        stem, ending, participle = rest.split()
        present = stem if stem.endswith("t") else f"{stem}t"
        found[infinitive] = ([stem, present, f"{stem}{ending}", f"{stem}{ending}n"], participle)
    return found


def _lexicon() -> dict[str, tuple[Verb, ...]]:
    """Every word that may be a verb of saying, to what it may be."""
    parts = _parts()
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
    for entry in _PHRASES:
        infinitive, needs = entry.split(":")
        finite, participle = parts[infinitive]
        lemma = f"{infinitive} {needs}"
        for word in finite:
            put(word, lemma, "speech", "finite", needs)
        put(infinitive, lemma, "speech", "infinitive", needs)
        put(participle, lemma, "speech", "participle", needs)
    return {word: tuple(own.values()) for word, own in found.items()}


VERBS: Final = _lexicon()

NOT_INVERTED: Final = listed("beschuldigen betichten informeren verwijten")
BELIEFS: Final = listed(
    "geloven denken verwachten vinden twijfelen betwijfelen vermoeden vrezen menen achten zien"
)
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

PLAIN_OBJECT: Final = listed(
    "bevestigen eisen verwachten beloven erkennen onderstrepen schatten herhalen ramen begrijpen"
)
"""Verbs of `CLAUSE` that are speech with a plain object too: 'bevestigt de aanval'."""
STATES: Final = listed(
    "bang bezorgd overtuigd sceptisch kritisch mening oordeel zeker hoopvol optimistisch "
    "pessimistisch verontwaardigd woedend ongerust"
)
"""What somebody is who holds a view: 'is ervan overtuigd dat'."""
HEARSAY: Final = listed("beweerdelijk zogezegd")
VAGUE_PASSIVES: Final = listed(
    "gezegd beweerd gespeculeerd gevreesd vermoed aangenomen gefluisterd gesuggereerd "
    "verdacht beschuldigd beticht geacht geclaimd gemeld geopperd"
)
LIGHT: Final = listed(
    "uit uitte uitten uiten geuit spreekt sprak spraken spreken heeft hebben had hadden levert "
    "leverde leverden leveren geleverd deelt deelde delen maakt maakte maken doet deed doen "
    "geeft gaf gaven geven slaat sloeg slaan"
)
PERSONAL: Final = listed("ik wij we hij zij ze je u jullie")
