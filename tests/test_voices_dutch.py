"""Who speaks in Dutch sentences whose speech lies in more than one word: 'liet optekenen'.

All are invented. After each stands who is expected to speak, as in `test_voices_hard_cases`.
"""

import pytest
from invented_voices import LIST, spoken

from analysis._voices.article import Unit, voices

EXPRESSIONS = """
OpenAI liet optekenen dat het bewijs heeft.
= OpenAI
Minister Els Maes laat horen dat ze niet wil wachten.
= Els Maes
De topvrouw liet zich ontvallen dat de cijfers tegenvallen.
= De topvrouw
Analist Jan Smit laat doorschemeren dat hij zijn advies verlaagt.
= Jan Smit
De NMBS laat in een reactie weten dat de treinen rijden.
= NMBS
Meta gaf te kennen dat het zijn plannen niet wijzigt.
= Meta
Minister Els Maes geeft te verstaan dat het geduld op is.
= Els Maes
OpenAI weet het zeker.
= OpenAI
Advocaat Piet Bos weet het zeker: zijn cliënt is onschuldig.
= Piet Bos
Alleen Hofmarkt wil kwijt dat het zijn telers 'gewoon op tijd betaalt'.
= Hofmarkt
In de Tweede Kamer wil een meerderheid opheldering van het kabinet.
= een meerderheid
De Europese Commissie wil een nieuwe chip ontwikkelen.
= -
Het ziekenhuis bevestigt de ontvangst van de brief.
= Het ziekenhuis
OpenAI betwist die lezing.
= OpenAI
DeepSeek ontkent de aantijgingen.
= DeepSeek
DeepSeek weerlegt de kritiek.
= DeepSeek
Minister Els Maes nuanceert dat beeld.
= Els Maes
DeepSeek spreekt de beschuldiging formeel tegen.
= DeepSeek
Ze sprak tegen dat ze de nota had ontvangen.
= ?
De supermarkt Albert Heijn herkent zich niet in het beeld.
= Albert Heijn
OpenAI heeft daar zijn bedenkingen bij.
= OpenAI
De vakbonden zijn bezorgd over de werkgelegenheid.
= De vakbonden
Analist Jan Smit is ervan overtuigd dat de koers herstelt.
= Jan Smit
Hoogleraar Els Maes is sceptisch over het bewijs.
= Els Maes
Hoogleraar Els Maes is verbaasd over de toon van de brief.
= Els Maes
De boeren waren uitgelaten.
= -
ING houdt rekening met een lagere winst.
= ING
De bank gaat ervan uit dat de rente daalt.
= De bank
Rector Mieke Truyts blijft bij haar standpunt dat er geen spionage is vastgesteld.
= Mieke Truyts
Promotor Filip Bollaert voelt zich geofferd.
= Filip Bollaert
Dat staat in een klacht die brancheorganisatie Glasnet maandag indiende bij de ACM.
= Glasnet
Uit de klacht van Glasnet blijkt dat de prijs daalde.
= Glasnet
Een rapport van de Rekenkamer stelt dat het geld op is.
= Rekenkamer
Dat voorstel stuit op verzet van vakbond ACV, die vreest voor banen.
= ACV
Het Franse Mistral had het in een blogbericht over 'het bewijs dat klein ook fijn kan zijn'.
= Mistral
Altman heeft het over een vorm van diefstal.
= Altman
Analist Jan Smit spreekt van 'een waarschuwingsschot'.
= Jan Smit
“Het is niet netjes”, zegt Hilde Meersman. Volgens haar draait het om vertrouwen.
= Hilde Meersman / Hilde Meersman
Een leerling die meeschrijft, noemen we een spieker.
= -
Er wordt gefluisterd dat twee telers al praten over een fusie.
= ?
Toch heerst er op de beursvloeren twijfel of de rust zal aanhouden.
= ?
Er bestaat vrees dat de prijzen stijgen.
= ?
‘Voor mezelf niet’, antwoordt de ingenieur.
= de ingenieur
‘Dat is onzin’, vult directeur Jan Smit aan.
= Jan Smit
“Maar ik ga geen banen op het spel zetten”, voegde de minister daaraan toe.
= de minister
‘Wij zijn klaar’, klinkt het bij vakbond ACV.
= ACV
‘Geen paniek’, luidt het bij OpenAI.
= OpenAI
‘Geen paniek’, klinkt het.
= ?
Dat is niet de bedoeling, aldus nog minister Els Maes.
= Els Maes
Dat is straf, dixit Jan Peeters.
= Jan Peeters
De maatregel komt te laat, stelt Els Maes nog.
= Els Maes
OpenAI zegt in een reactie aan onze redactie dat het bewijs solide is.
= OpenAI
Els Maes zei aan VRT NWS dat het bewijs solide is.
= Els Maes
‘Dat klopt niet’, zegt Jan Peeters aan VRT NWS.
= Jan Peeters
Tomatentelers in het Westland beschuldigen supermarktketen Versland van machtsmisbruik.
= Tomatentelers in het Westland
Het verwijt van OpenAI dat DeepSeek steelt, is oud.
= OpenAI
De aantijging dat DeepSeek zou stelen, is oud.
= ?
Bij OpenAI laten ze weten dat ze geen commentaar geven.
= -
OpenAI laat weten niet te willen reageren.
= -
Sinds OpenAI de Chinese start-up DeepSeek van diefstal betichtte, wil niemand nog praten.
= OpenAI
OpenAI beweert bewijs te hebben.
= OpenAI
Het bedrijf is naar eigen zeggen niet op de hoogte.
= Het bedrijf
In de ogen van OpenAI is dat diefstal.
= OpenAI
Als het aan OpenAI ligt, komt er een verbod.
= OpenAI
De ACM bevestigt de ontvangst.
= ACM
‘Die mails zien eruit als phishing’, geeft een van hen toe.
= een van hen
Rechter Els Maes was volgens DeepSeek niet bevoegd.
= DeepSeek
De vrees leeft dat DeepSeek de markt verstoort.
= ?
Volgens de klacht van OpenAI is er gestolen.
= OpenAI
Hoogleraar Els Maes plaatst kanttekeningen bij het bewijs.
= Els Maes
OpenAI maakt zich sterk dat het de zaak wint.
= OpenAI
OpenAI dreigt met juridische stappen.
= OpenAI
DeepSeek doet de kritiek af als laster.
= DeepSeek
DeepSeek haalt uit naar OpenAI.
= DeepSeek
Microsoft luidt de alarmbel over de lekken.
= Microsoft
Nvidia is niet bang voor de concurrentie uit China.
= Nvidia
Zo'n praktijk noemt OpenAI diefstal.
= OpenAI
Diefstal is het niet, vindt hoogleraar Els Maes.
= Els Maes
Diefstal, noemt OpenAI het.
= OpenAI
Het was volgens meerdere bronnen binnen het bedrijf een chaos.
= meerdere bronnen binnen het bedrijf
In een blogpost op de website van het bedrijf schrijft Microsoft dat de accounts zijn gesloten.
= Microsoft
Tegenover Nieuwsuur verklaarde Els Maes dat de wet tekortschiet.
= Els Maes
Desgevraagd zegt OpenAI dat het onderzoek loopt.
= OpenAI
Daarmee zegt DeepSeek eigenlijk dat het niets verkeerds deed.
= DeepSeek
Dat er data zijn gestolen, staat voor OpenAI vast.
= OpenAI
Voor Els Maes is het duidelijk dat de wet tekortschiet.
= Els Maes
Els Maes heeft er geen vertrouwen in dat de wet helpt.
= Els Maes
Els Maes begrijpt niet waarom het kabinet wacht.
= Els Maes
De vakbond vraagt zich af waar het geld bleef.
= De vakbond
Els Maes kan zich vinden in het vonnis.
= Els Maes
Els Maes snapt de ophef niet.
= Els Maes
De AP roept gebruikers op tot voorzichtigheid.
= AP
De gemeente pleit voor een verbod.
= De gemeente
Minister Els Maes ziet er wel een les in.
= Els Maes
OpenAI ziet daarin een poging om mee te liften.
= OpenAI
De app komt naar verwachting in de herfst.
= ?
In de krant Global Times werd OpenAI een slechte verliezer genoemd.
= Global Times
Bij de wielerbond in Aigle wordt bevestigd dat er een dossier is.
= de wielerbond
De Autoriteit Persoonsgegevens herhaalt haar waarschuwing van vorig jaar.
= -
De minister herhaalt dat er geen geld is.
= De minister
Technologie-expert Kim Verhasselt relativeert.
= -
'Dit is fout', klinkt het op haar kabinet.
= haar kabinet
Een verbod is niet aan de orde, zo luidt het op het kabinet van minister Els Maes.
= het kabinet van minister Els Maes
Bij het ziekenhuis klinkt het dat er niemand is geraakt.
= het ziekenhuis
De ambassade laat aan onze redactie weten dat China zich verzet.
= De ambassade
Mistral-bazen smeken Europese politici om steun.
= Mistral-bazen
Jan Smit gaat er wel van uit dat de Amerikaanse prijzen dalen.
= Jan Smit
Hoogleraar recht Jan Smit kijkt niet op van de aantijging.
= Jan Smit
En wat zegt DeepSeek?
= -
De man declareerde volgens justitie jarenlang te veel.
= justitie
De inspectie bevestigt dat er een melding is, maar doet verder geen mededelingen.
= De inspectie
Hoogleraar recht Jan Smit verbaast het niet dat het kon gebeuren.
= Jan Smit
Job Maas las de tekst en is niet meteen overtuigd.
= Job Maas
Tessa Maas van Bits of Freedom wil dat het debat breder wordt.
= Tessa Maas
Een verpleegkundige trok vorig jaar aan de bel bij de inspectie.
= -
Beleggers vrezen verlies, stelt analist Jan Smit.
= Jan Smit
De commissie gaat over handel met de partij en haar voorzitter, Jan Smit, pleit voor regels.
= Jan Smit
Voor hoogleraar Jan Smit is de zaak helder: dit is diefstal.
= Jan Smit
Jan Smit is het daar niet mee eens.
= Jan Smit
Topman Jan Smit ziet het somber in.
= Jan Smit
Uit het rapport van de Rekenkamer komt naar voren dat het geld op is.
= Rekenkamer
Bij OpenAI is te horen dat het bewijs sterk is.
= OpenAI
De stekker gaat uit de app, ontdekte een lezeres.
= een lezeres
De renner beschreef hoe hij het geld moest brengen.
= De renner
"""


def cases():
    lines = EXPRESSIONS.strip().splitlines()
    for text, expected in zip(lines[::2], lines[1::2], strict=True):
        yield pytest.param(text, expected.removeprefix("= "), id=text[:60])


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_expressions(text, expected):
    assert spoken("nl", text) == expected


def test_an_answer_behind_a_dash_is_of_the_one_who_is_interviewed():
    text = """Hoogleraar Sanne Vrielink vindt de klacht overdreven.

Is het diefstal?

– Nee, dat is het niet.

Ook niet bij DeepSeek?

– Ook daar niet."""
    assert spoken("nl", text) == "Sanne Vrielink / - / Sanne Vrielink / - / Sanne Vrielink"


def test_a_quotation_that_goes_on_in_the_next_paragraph_has_the_speaker_named_there():
    text = """“We begonnen met drie man.

“Nu werken hier honderd mensen”, vertelt Daan Vos."""
    assert spoken("nl", text) == "Daan Vos / Daan Vos"


def test_what_the_next_sentence_gives_to_somebody_is_theirs():
    text = "Het model is gekopieerd. Dat zegt Els Maes."
    assert spoken("nl", text) == "Els Maes / Els Maes"


SEQUELS = """
Volgens Lena Moerman, hoogleraar recht in Gent, is de zaak zwak. Haar valt op dat er geen bewijs is.
= Lena Moerman / Lena Moerman
De app kwam snel, schrijft OpenAI in een memo. Er waren omwegen. Ook zou er software zijn gemaakt.
= OpenAI / - / OpenAI
OpenAI waarschuwt voor misbruik. Dat de kopie iedereen schaadt.
= OpenAI / OpenAI
OpenAI klaagt over diefstal. Dat staat in een brief aan de Senaat die Bloomberg in handen kreeg.
= OpenAI / OpenAI; >Bloomberg
OpenAI waarschuwt voor diefstal. Mag dat niet? Niet van OpenAI.
= OpenAI / - / OpenAI
Yarne Box heeft een zorg. Zijn chatbot hapert. “Hij begon over bloeddruk te praten. We schrokken.”
= - / - / Yarne Box / Yarne Box
Een verpleegkundige van Huize Linde trok aan de bel. "Ik zag het", vertelt ze.
= - / Een verpleegkundige van Huize Linde
Analist Jan Smit noemt de koersval overdreven. Wat hem betreft is er niets aan de hand.
= Jan Smit / Jan Smit
Niemand wil de app nog. Dat eist de Waalse senator Jan Bos nadat OpenAI zich beklaagd had.
= Jan Bos / Jan Bos
"""


def sequels():
    lines = SEQUELS.strip().splitlines()
    for text, expected in zip(lines[::2], lines[1::2], strict=True):
        yield pytest.param(text, expected.removeprefix("= "), id=text[:60])


@pytest.mark.parametrize(("text", "expected"), list(sequels()))
def test_a_sentence_goes_on_with_the_speaker_that_the_others_show(text, expected):
    assert spoken("nl", text) == expected


def test_a_heading_quotes_who_says_the_same_without_marks_below():
    head = "Studenten bouwen: ‘Gestolen of niet, het werkt’"
    body = "Gestolen of niet, het werkt, vindt Jan Bos."
    text = f"{head}\n\n{body}"
    units = [Unit(0, len(head), "headline", "nl"), Unit(len(head) + 2, len(text), "body", "nl")]
    found = voices(text, units, "nl", LIST)
    assert [[voice.speaker for voice in one] for one in found] == [["Jan Bos"], ["Jan Bos"]]
