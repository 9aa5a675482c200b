"""Who speaks in sentences of the news that are hard to read, in English and in Dutch.

All are invented. After each text stands who is expected to speak in each of its sentences:
speakers are separated by ``;`` and sentences by ``/``; ``>`` before a name is a medium that
relays, ``?`` speech of nobody named, ``-`` the journalist's own words.
"""

import pytest
from invented_voices import spoken

ENGLISH = """
OpenAI said on Thursday that a rival had copied its work.
= OpenAI
"This is theft," said Marta Quill, a professor of law at Leeds.
= Marta Quill
"This is theft, plain and simple," Quill, a professor of law, told reporters.
= Quill
“We built this ourselves. Nobody helped us,” said Tom Breck, the start-up's founder.
= Tom Breck / Tom Breck
The rules are out of date, according to Senator Anna Pell.
= Anna Pell
According to Reuters, OpenAI claims that the data were taken.
= >Reuters; OpenAI
The Financial Times reported that a source at OpenAI claims to have evidence.
= >Financial Times; a source at OpenAI
DeepSeek was accused by OpenAI of copying its models.
= OpenAI
DeepSeek did not respond to a request for comment.
= -
A spokesperson for OpenAI declined to comment.
= -
OpenAI did not say how it had found out.
= -
Lawmakers were told by OpenAI that the practice is spreading.
= OpenAI
OpenAI told lawmakers that the practice is spreading.
= OpenAI
The so-called "teacher" model trains a smaller "student" model.
= -
The technique, known as 'distillation', is common in the industry.
= -
The method reportedly costs a tenth of the usual price.
= ?
The firm allegedly used thousands of fake accounts.
= ?
It is said that the model cost five million dollars.
= ?
OpenAI believes that its terms were breached. It also said it would take legal steps.
= OpenAI / OpenAI
Analysts warn that prices may fall, but Nvidia denies it.
= Analysts; Nvidia
Altman: "We are not afraid of competition."
= Altman
“The race has only begun” – Jane Orwell, Stanford University
= Jane Orwell
Microsoft and OpenAI claimed that the chatbot was trained on stolen output.
= Microsoft; OpenAI
The accusation by OpenAI that its models were copied drew laughter in Beijing.
= OpenAI
OpenAI's claim that its data were stolen is hard to prove.
= OpenAI
In an interview with Fox News, David Sacks said there was evidence.
= David Sacks
A memo from OpenAI warns that the practice will spread.
= OpenAI
When did OpenAI first say that it was worried?
= -
If OpenAI says that this is theft, a court will have to decide.
= -
The chipmaker's shares fell 17 percent on Monday.
= -
"It is a good day," President Donald Trump said of the news.
= Donald Trump
Ministers fear that jobs will go, said a senior official who asked not to be named.
= Ministers; a senior official
The lawyer, who represents several authors, said the claim was rich.
= The lawyer
Lena Strom, a researcher at MIT who studies chips, argues that the numbers do not add up.
= Lena Strom
Critics say the company is a victim of its own methods.
= Critics
OpenAI has accused DeepSeek of theft, adding that it would defend its work.
= OpenAI
Nvidia called the model "a fine piece of work".
= Nvidia
The White House described the plan as a threat to national security.
= White House
The minister declined to say whether the ban would stay, saying only that talks were under way.
= The minister
Asked about the memo, Altman said he had not read it.
= Altman
The company is expected to unveil its model in spring.
= -
The report was published on Monday.
= -
He called his mother on Sunday.
= -
The company called off the launch.
= -
The new model added 20 million users in a week.
= -
Regulators noted that the app had collected data. They also warned parents.
= Regulators / Regulators
“I cannot say much,” he added.
= ?
DeepSeek rejected the allegations as groundless.
= DeepSeek
China's foreign ministry urged Washington to stop politicising trade.
= China's foreign ministry
Beijing dismissed the charge as a smear.
= Beijing
The law says that copies must be marked.
= -
It would be wrong to call this theft.
= -
The move raises questions about privacy.
= -
The Italian watchdog raised concerns about how data are stored.
= The Italian watchdog
"If true," Quill said, "this would be a scandal."
= Quill
Sources close to the talks told Bloomberg that a deal was near.
= Sources close to the talks
Bloomberg, citing people familiar with the matter, reported that a probe was under way.
= people familiar with the matter; >Bloomberg
The documents, seen by Reuters, do not name a buyer.
= Reuters
'DeepSeek stole our data,' says OpenAI
= OpenAI
Neither company would comment on the report.
= -
OpenAI, which makes ChatGPT, said it had blocked the accounts.
= OpenAI
The start-up, backed by a hedge fund, has said its model cost less than $6 million.
= The start-up
The lawmakers' concerns were dismissed by the company's chief scientist, Ilya Marr.
= Ilya Marr
“Nobody saw this coming.
= ?
The price war, analysts at Bernstein wrote in a note, is far from over.
= analysts at Bernstein
There is no evidence, Pell argued, that the law was broken.
= Pell
In the words of one engineer, the system "just worked".
= one engineer
He was quoted as saying that the plan was dead.
= ?
The Commission announced that it would look into the case.
= Commission
“Prices will fall,” predicts Carla Voss of Gartner. “And they will fall fast.”
= Carla Voss / Carla Voss
Carla Voss was less sure. “I would not bet on it.”
= - / Carla Voss
The senator tweeted that the app should be banned.
= The senator
The government wants to ban the app.
= -
OpenAI and its partners are suing the start-up.
= -
OpenAI suspects that thousands of accounts were used.
= OpenAI
"""

DUTCH = """
OpenAI zegt dat een concurrent zijn werk heeft gekopieerd.
= OpenAI
Volgens OpenAI is er bewijs.
= OpenAI
Het is diefstal, aldus een bron bij OpenAI.
= een bron bij OpenAI
“Dit is gewoon diefstal”, zegt Marijke Smeets, hoogleraar recht in Leiden.
= Marijke Smeets
‘Wij hebben alles zelf gebouwd’, reageert oprichter Tom Brek. ‘Niemand hielp ons.’
= Tom Brek / Tom Brek
“De toon is opvallend”, merkt hoogleraar Els Maes op.
= Els Maes
Minister Jan Kolk liet woensdag weten dat de app verboden wordt.
= Jan Kolk
De minister wees erop dat de wet al jaren oud is.
= De minister
Volgens de Financial Times beweert OpenAI dat er bewijs is.
= >Financial Times; OpenAI
De Volkskrant schrijft dat een bron binnen OpenAI de beschuldiging bevestigt.
= >De Volkskrant; een bron binnen OpenAI
DeepSeek wordt door OpenAI beschuldigd van het kopiëren van modellen.
= OpenAI
DeepSeek heeft niet gereageerd op vragen.
= -
Een woordvoerder van OpenAI wilde geen commentaar geven.
= -
OpenAI weigerde te zeggen hoe het erachter kwam.
= -
Beleidsmakers werden door OpenAI gewaarschuwd dat de praktijk zich verspreidt.
= OpenAI
Daarom waarschuwt de Autoriteit Persoonsgegevens voor het gebruik van de app.
= Autoriteit Persoonsgegevens
Een zogenaamd ‘leermodel’ traint een kleiner model.
= -
Naar verluidt kostte het model amper vijf miljoen.
= ?
De Chinezen zouden duizenden nepaccounts hebben gebruikt.
= ?
OpenAI stelt dat zijn voorwaarden zijn geschonden. Daarnaast zouden er scripts zijn geschreven.
= OpenAI / OpenAI
Analisten waarschuwen voor dalende prijzen, maar Nvidia ontkent dat.
= Analisten; Nvidia
Altman: “Wij zijn niet bang voor concurrentie.”
= Altman
“De strijd is pas begonnen” – Jan Peeters, KU Leuven
= Jan Peeters
De beschuldiging van OpenAI dat zijn modellen zijn gekopieerd, wekte hilariteit.
= OpenAI
In een interview met Fox News zei David Sacks dat er bewijs is.
= David Sacks
Een memo van OpenAI waarschuwt dat de praktijk zich zal verspreiden.
= OpenAI
Wat zegt OpenAI hierover?
= -
Als OpenAI zegt dat dit diefstal is, moet een rechter oordelen.
= -
De koers daalde maandag met 17 procent.
= -
“Het is een goede dag”, zei president Donald Trump over het nieuws.
= Donald Trump
De advocaat, die enkele auteurs bijstaat, noemt de klacht ironisch.
= De advocaat
Lena Stroom, onderzoeker aan de TU Delft, betwijfelt of de cijfers kloppen.
= Lena Stroom
Critici vinden dat het bedrijf een koekje van eigen deeg krijgt.
= Critici
OpenAI ziet dat als een vorm van diefstal.
= OpenAI
Nvidia noemt het model “een knap stuk werk”.
= Nvidia
Het Witte Huis spreekt van een bedreiging voor de nationale veiligheid.
= Witte Huis
Gevraagd naar de memo zei Altman dat hij die niet had gelezen.
= Altman
Het bedrijf stelt in het voorjaar een nieuw model voor.
= -
De toezichthouder stelde een onderzoek in.
= -
De zaak roept vragen op over privacy.
= -
Het model geeft aan welke bronnen het gebruikt.
= -
Experts zijn verdeeld.
= -
DeepSeek sprak de beschuldigingen tegen.
= DeepSeek
Peking doet de aantijging af als laster.
= Peking
Hij voegde eraan toe dat er meer zaken volgen.
= ?
Zij vreest dat banen verdwijnen.
= ?
De gebruiksvoorwaarden van OpenAI stellen dat kopiëren verboden is.
= OpenAI
Ingewijden zeggen tegen Bloomberg dat een akkoord nabij is.
= Ingewijden
Dat meldt Reuters.
= Reuters
Dat zegt minister Jan Kolk in een brief aan de Kamer.
= Jan Kolk
De prijzenslag is volgens analisten van ING nog lang niet voorbij.
= analisten van ING
Zo stelt Els Maes dat er geen bewijs is.
= Els Maes
“Als dat klopt,” zegt Maes, “is het een schandaal.”
= Maes
OpenAI, dat ChatGPT maakt, zegt de accounts te hebben geblokkeerd.
= OpenAI
De Europese Commissie kondigde aan dat ze de zaak onderzoekt.
= Europese Commissie
De Europese Commissie wil de app verbieden.
= -
De topman heeft herhaaldelijk gezegd dat hij niet bang is.
= De topman
Maes benadrukte dat de wet duidelijk is en pleitte voor een verbod.
= Maes
Dat het model goedkoop is, ontkent niemand.
= -
Het is onduidelijk of de topman dat heeft gezegd.
= -
“Prijzen gaan dalen”, voorspelt Carla Vos van Gartner. “En snel ook.”
= Carla Vos / Carla Vos
Carla Vos is minder zeker. “Ik zou er niet op wedden.”
= - / Carla Vos
De ondernemer omschrijft de sfeer als gespannen.
= De ondernemer
Er wordt beweerd dat het model gestolen is.
= ?
In de woorden van een ingenieur is het systeem “gewoon klaar”.
= een ingenieur
'OpenAI krijgt wat het verdient', vindt schrijfster Anna Mol.
= Anna Mol
Kamerlid Piet Bos uit kritiek op de plannen.
= Piet Bos
De AP maakt zich zorgen over de opslag van gegevens.
= AP
Onderzoekers van de VUB concluderen dat het model lekt.
= Onderzoekers van de VUB
Microsoft en OpenAI beweren dat de chatbot op gestolen antwoorden is getraind.
= Microsoft; OpenAI
Wie dat zegt, vergist zich.
= -
Het is niet te zeggen hoe lang dat duurt.
= -
Dat wil zeggen dat de prijs daalt.
= -
OpenAI beschuldigt DeepSeek van diefstal
= OpenAI
OpenAI vermoedt dat er duizenden accounts zijn gebruikt.
= OpenAI
"""


def cases():
    for language, table in (("en", ENGLISH), ("nl", DUTCH)):
        lines = table.strip().splitlines()
        for text, expected in zip(lines[::2], lines[1::2], strict=True):
            yield pytest.param(language, text, expected.removeprefix("= "), id=text[:60])


@pytest.mark.parametrize(("language", "text", "expected"), list(cases()))
def test_hard_cases(language, text, expected):
    assert spoken(language, text) == expected


def test_there_are_as_many_of_each_language():
    languages = [case.values[0] for case in cases()]
    assert languages.count("en") == languages.count("nl") >= 60
