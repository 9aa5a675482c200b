"""Forms of the Dutch verbs that may be verbs of saying."""

from typing import Final

__all__ = ["parts"]

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
verwijzen: verwijs verwijst verwees verwezen / verwezen
staan: staat stond stonden / gestaan
willen: wil wilde wilden wou wouden / gewild
blijven: blijf blijft bleef bleven / gebleven
hebben: heb hebt heeft had hadden / gehad
komen: kom komt kwam kwamen / gekomen
bieden: bied biedt bood boden / geboden
kijken: kijk kijkt keek keken / gekeken
liggen: lig ligt lag lagen / gelegen
treden: treed treedt trad traden / getreden
vernemen: verneem verneemt vernam vernamen / vernomen
onderschrijven: onderschrijf onderschrijft onderschreef onderschreven / onderschreven
voorzien: voorzie voorziet voorzag voorzagen / voorzien
wrijven: wrijf wrijft wreef wreven / gewreven
winden: wind windt wond wonden / gewonden
schreeuwen: schreeuw schreeuwt schreeuwde schreeuwden / geschreeuwd
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
briesen: bries te gebriest, bulderen: bulder de gebulderd, blaffen: blaf te geblaft
mompelen: mompel de gemompeld, stotteren: stotter de gestotterd, sissen: sis te gesist
jammeren: jammer de gejammerd, grommen: grom de gegromd, schateren: schater de geschaterd
donderen: donder de gedonderd, balen: baal de gebaald
baseren: baseer de gebaseerd, gniffelen: gniffel de gegniffeld, knorren: knor de geknord
mokken: mok te gemokt
fluisteren: fluister de gefluisterd, smeken: smeek te gesmeekt, snappen: snap te gesnapt
beamen: beaam de beaamd, garanderen: garandeer de gegarandeerd, dreigen: dreig de gedreigd
noteren: noteer de genoteerd, koppen: kop te gekopt, blokletteren: blokletter de geblokletterd
titelen: titel de getiteld, storen: stoor de gestoord, ergeren: erger de geërgerd
verbazen: verbaas de verbaasd, verwonderen: verwonder de verwonderd
beklagen: beklaag de beklaagd, kanten: kant te gekant, keren: keer de gekeerd
scharen: schaar de geschaard, verheugen: verheug de verheugd
verontschuldigen: verontschuldig de verontschuldigd, excuseren: excuseer de geëxcuseerd
distantiëren: distantieer de gedistantieerd, verweren: verweer de verweerd
verlangen: verlang de verlangd, wensen: wens te gewenst, beseffen: besef te beseft
bagatelliseren: bagatelliseer de gebagatelliseerd
minimaliseren: minimaliseer de geminimaliseerd, feliciteren: feliciteer de gefeliciteerd
bejubelen: bejubel de bejubeld, sussen: sus te gesust, vermanen: vermaan de vermaand
ventileren: ventileer de geventileerd, ijveren: ijver de geijverd
herkennen: herken de herkend, voelen: voel de gevoeld, betuigen: betuig de betuigd
tillen: til de getild, vermelden: vermeld de vermeld, bitsen: bits te gebitst
grinniken: grinnik te gegrinnikt, grijnzen: grijns de gegrijnsd, kreunen: kreun de gekreund
ontkrachten: ontkracht te ontkracht, loochenen: loochen de geloochend
sakkeren: sakker de gesakkerd, tieren: tier de getierd, smalen: smaal de gesmaald
schimpen: schimp te geschimpt, sputteren: sputter de gesputterd
schilderen: schilder de geschilderd, vervolledigen: vervolledig de vervolledigd
resumeren: resumeer de geresumeerd, haken: haak te gehaakt, pikken: pik te gepikt
openen: open de geopend, knikken: knik te geknikt, spuien: spui de gespuid
vergoelijken: vergoelijk te vergoelijkt, ontdekken: ontdek te ontdekt
"""


def parts() -> dict[str, tuple[list[str], str]]:
    """Finite forms and participle of each verb, by its infinitive."""
    found: dict[str, tuple[list[str], str]] = {}
    for line in _STRONG.strip().splitlines():
        infinitive, rest = line.split(": ")
        finite, participle = rest.split(" / ")
        found[infinitive] = (_of_others(finite.split()), participle)
    for entry in (
        _WEAK.replace("\n", ", ").replace("de, geïnformeerd", "de geïnformeerd").split(", ")
    ):
        if not entry.strip():
            continue
        infinitive, rest = entry.strip().split(": ")
        stem, ending, participle = rest.split()
        present = stem if stem.endswith("t") else f"{stem}t"
        forms = [stem, present, f"{stem}{ending}", f"{stem}{ending}n"]
        found[infinitive] = (_of_others(forms), participle)
    return found


def _of_others(forms: list[str]) -> list[str]:
    """Leave out the form of 'ik', which nobody is reported with: 'prijs', 'raad'."""
    return forms[1:] if len(forms) > 1 and forms[1] == f"{forms[0]}t" else forms
