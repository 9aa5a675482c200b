"""Who is mentioned: hard cases, and laws that hold of any article."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors
from analysis._voices.mentions import Mention, mentions, resolve

LIST = Path(__file__).resolve().parents[1] / "seeds" / "voices.yaml"
ACTORS = actors.load(LIST)

CASES = """
en White House spokesman John Doe declined to comment.
 + Doe said later he was angry.
 = White House spokesman John Doe > John Doe > person government
 = Doe > John Doe > person government
en A source at OpenAI told the newspaper that a spokesperson for the company had lied.
 = A source at OpenAI > . > role accuser
 = the newspaper > . > role media
 = a spokesperson for the company > . > role accuser
en OpenAI CEO Sam Altman said the Chinese start-up had copied it.
 + Altman's company sued.
 = OpenAI CEO Sam Altman > Sam Altman > person accuser
 = the Chinese start-up > - > definite -
 = Altman's company > OpenAI > definite accuser
en Microsoft's chief executive, Satya Nadella, praised the model.
 = Microsoft's chief executive, Satya Nadella > Satya Nadella > person companies
en Analysts at Bernstein and Jefferies said investors had overreacted.
 = Jefferies > . > organisation investors
 = investors > . > role investors
en People familiar with the matter said the committee will meet on Monday.
 = People familiar with the matter > . > role -
 = the committee > . > role government
en Senator Josh Hawley and Representative John Moolenaar urged the Commerce Department to act.
 = Senator Josh Hawley > Josh Hawley > person government
 = Representative John Moolenaar > John Moolenaar > person government
 = the Commerce Department > Commerce Department > organisation government
en Chinese Foreign Ministry spokeswoman Mao Ning told reporters that Beijing opposes it.
 + She said nothing else.
 = Chinese Foreign Ministry spokeswoman Mao Ning > Mao Ning > person government
 = reporters > . > role media
 = Beijing > . > organisation government
en Prof. Dr. Jan de Vries of Leiden University called it nonsense.
 + De Vries, who is a computer scientist, added that he expected more.
 = Prof. Dr. Jan de Vries of Leiden University > Jan de Vries > person experts
 = De Vries > Jan de Vries > person experts
 = a computer scientist > . > role experts
en In Washington, lawmakers called for a ban.
 = Washington > . > organisation government
 = lawmakers > . > role government
en The Garante, Italy's data protection authority, blocked the app.
 = The Garante, Italy's data protection authority > Garante > organisation government
en Former OpenAI researcher Jane Roe said so.
 = Former OpenAI researcher Jane Roe > Jane Roe > person experts
en Gary Marcus, professor emeritus at New York University, disagrees.
 = Gary Marcus, professor emeritus at New York University > Gary Marcus > person experts
en Goldman Sachs analyst Toshiya Hari cut his rating.
 = Goldman Sachs analyst Toshiya Hari > Toshiya Hari > person investors
en The Financial Times (FT) reported it.
 + The FT did not name its source.
 = The Financial Times (FT) > Financial Times > organisation media
 = The FT > Financial Times > organisation media
 = its source > . > role -
en Nvidia, the world's most valuable chipmaker, lost 17%.
 = Nvidia, the world's most valuable chipmaker > Nvidia > organisation companies
en Acme Robotics, a start-up based in Ghent, said it was pleased.
 + The company's founder, Ann Peeters, said more.
 = Acme Robotics, a start-up > Acme Robotics > organisation companies
 = The company's founder, Ann Peeters > Ann Peeters > person companies
en US officials and industry executives warned against it.
 = US officials > . > role government
 = industry executives > . > role companies
en A professor of computer science at Stanford said that he saw nothing new.
 = A professor of computer science at Stanford > . > role experts
en Ministers from three countries agreed, a European Commission spokesperson said.
 = Ministers > . > role government
 = a European Commission spokesperson > . > role government
en David Sacks, President Donald Trump's AI czar, told Fox News there was evidence.
 = David Sacks, President Donald Trump's AI czar > David Sacks > person government
 = Fox News > . > organisation media
en Trump's AI adviser David Sacks agreed.
 = Trump's AI adviser David Sacks > David Sacks > person government
en DeepSeek founder Liang Wenfeng did not reply.
 + Liang is also chief executive of High-Flyer.
 = DeepSeek founder Liang Wenfeng > Liang Wenfeng > person accused
 = Liang > Liang Wenfeng > person accused
 = chief executive of High-Flyer > . > role accused
en Researchers at the University of California, Berkeley, repeated it.
 = Researchers at the University of California > . > role experts
en Tech investor Vinod Khosla and J.D. Vance disagreed.
 = Tech investor Vinod Khosla > Vinod Khosla > person investors
 = J.D. Vance > . > person government
en "No comment," the official said.
 = the official > . > role government
nl Minister van Economische Zaken Dirk Beljaarts (PVV) zei dat hij niets wist.
 = Minister van Economische Zaken Dirk Beljaarts (PVV) > Dirk Beljaarts > person government
nl Volgens de woordvoerder van het bedrijf is er niets mis.
 = de woordvoerder van het bedrijf > . > role companies
nl OpenAI-topman Sam Altman reageerde.
 + Volgens Altman is het diefstal.
 = OpenAI-topman Sam Altman > Sam Altman > person accuser
 = Altman > Sam Altman > person accuser
nl De Autoriteit Persoonsgegevens (AP) waarschuwt voor de app.
 + De AP doet onderzoek, zegt voorzitter Aleid Wolfsen.
 = De Autoriteit Persoonsgegevens (AP) > Autoriteit Persoonsgegevens > organisation government
 = De AP > Autoriteit Persoonsgegevens > organisation government
 = voorzitter Aleid Wolfsen > Aleid Wolfsen > person government
nl Analist Jos Versteeg van InsingerGilissen verwacht meer onrust.
 = Analist Jos Versteeg van InsingerGilissen > Jos Versteeg > person experts
nl De Italiaanse toezichthouder blokkeerde de app, meldt persbureau Reuters.
 = De Italiaanse toezichthouder > . > role government
 = persbureau Reuters > Reuters > organisation media
nl "Onzin", zegt Pieter Cobelens, oud-directeur van de MIVD, in de krant.
 = Pieter Cobelens, oud-directeur van de MIVD > Pieter Cobelens > person government
 = de krant > . > role media
nl Staatssecretaris Zsolt Szabó van Digitalisering wil geen verbod, zegt zijn woordvoerder.
 = Staatssecretaris Zsolt Szabó van Digitalisering > Zsolt Szabó > person government
 = zijn woordvoerder > . > role government
nl D66-Kamerlid Barbara Kathmann wil een debat.
 + Ze noemt de app gevaarlijk.
 = D66-Kamerlid Barbara Kathmann > Barbara Kathmann > person government
nl Beleggers en analisten schrokken.
 + Zij verkochten massaal, zeggen handelaren.
 = Beleggers > . > role investors
 = analisten > . > role experts
 = handelaren > . > role investors
nl Volgens hoogleraar Lokke Moerel (Tilburg University) is dat toegestaan.
 = hoogleraar Lokke Moerel (Tilburg University) > Lokke Moerel > person experts
nl De Vries, hoogleraar in Gent, is het oneens.
 + Dat zegt Jan de Vries in De Standaard.
 = De Vries, hoogleraar in Gent > Jan de Vries > person experts
 = Jan de Vries > . > person experts
 = De Standaard > . > organisation media
nl "We zijn blij", aldus een medewerker van chipfabrikant ASML die anoniem wil blijven.
 = een medewerker van chipfabrikant ASML > . > role companies
nl Nvidia-baas Jensen Huang en Microsoft-topman Satya Nadella zwegen.
 = Nvidia-baas Jensen Huang > Jensen Huang > person companies
 = Microsoft-topman Satya Nadella > Satya Nadella > person companies
nl Het ministerie van Buitenlandse Zaken in Peking ontkent dat.
 = Het ministerie van Buitenlandse Zaken in Peking > . > role government
nl De Chinese ambassade in Den Haag wijst de beschuldigingen van de hand, zegt een zegsman.
 = De Chinese ambassade > Chinese ambassade > organisation government
 = Den Haag > . > organisation government
 = een zegsman > . > role government
nl Bart De Wever en Ursula von der Leyen spraken met Eurocommissaris Henna Virkkunen.
 = Bart De Wever > . > person government
 = Ursula von der Leyen > . > person government
 = Eurocommissaris Henna Virkkunen > Henna Virkkunen > person government
nl Econoom Mathijs Bouman van RTL Z zegt dat.
 = Econoom Mathijs Bouman van RTL > Mathijs Bouman > person media
nl Het Amerikaanse bedrijf ontkent.
 + DeepSeek, een Chinese start-up, zwijgt.
 + Het Chinese bedrijf verhuist.
 = Het Amerikaanse bedrijf > - > definite -
 = DeepSeek, een Chinese start-up > DeepSeek > organisation accused
 = Het Chinese bedrijf > DeepSeek > definite accused
nl Mevrouw Peeters is directeur van de Vlaamse Vereniging van Banken.
 = Mevrouw Peeters > Peeters > person investors
 = directeur van de Vlaamse Vereniging van Banken > . > role investors
nl De premier zei niets.
 + Premier Dick Schoof zweeg.
 + De premier komt morgen.
 = De premier > . > role government
 = Premier Dick Schoof > Dick Schoof > person government
 = De premier > Dick Schoof > role government
en "They stole it," the start-up's lawyer, Jane Smith, told the BBC.
 = the start-up's lawyer, Jane Smith > Jane Smith > person companies
 = the BBC > BBC > organisation media
en Bernstein analyst Stacy Rasgon wrote in a note that the panic was overblown.
 = Bernstein analyst Stacy Rasgon > Stacy Rasgon > person investors
en Asked about it, Treasury Secretary Scott Bessent said he was concerned.
 = Treasury Secretary Scott Bessent > Scott Bessent > person government
en Rep. Raja Krishnamoorthi, D-Ill., called for hearings.
 = Rep. Raja Krishnamoorthi > Raja Krishnamoorthi > person government
en Sen. Warren wrote a letter.
 = Sen. Warren > Warren > person government
en According to a person close to the company, the accounts belonged to students.
 = a person close to the company > . > role companies
en The European Union's privacy watchdog opened an inquiry.
 + The watchdog said it would report in May.
 = The European Union's privacy watchdog > . > role government
 = The watchdog > European Union > definite government
en The newspaper reported that two sources at Microsoft confirmed it.
 = The newspaper > . > role media
 = two sources at Microsoft > . > role companies
en Meta's chief AI scientist Yann LeCun wrote on LinkedIn that open source wins.
 = Meta's chief AI scientist Yann LeCun > Yann LeCun > person companies
en Mr. Musk said nothing.
 + Elon Musk runs xAI.
 = Mr. Musk > Elon Musk > person companies
 = Elon Musk > . > person companies
 = xAI > . > organisation companies
en Lawyers for the authors said OpenAI had done the same.
 = Lawyers for the authors > . > role -
 = OpenAI > . > organisation accuser
en The New York Times sued OpenAI.
 + The Times said it had evidence.
 = The New York Times > New York Times > organisation media
 = OpenAI > . > organisation accuser
 = The Times > New York Times > organisation media
en Anthropic co-founder Jack Clark and Google DeepMind researchers disagreed.
 = Anthropic co-founder Jack Clark > Jack Clark > person companies
 = Google DeepMind researchers > . > role companies
en Beijing-based start-up Moonshot AI denied it.
 = Beijing-based start-up Moonshot AI > Moonshot AI > organisation companies
en Chinese state media mocked the claims.
 = Chinese state media > . > role media
en Ed Newton-Rex, a former executive at Stability AI, laughed.
 = Ed Newton-Rex, a former executive at Stability AI > Ed Newton-Rex > person companies
en Dr. Anna Lee (Stanford University) and Prof. Mark Jones, of Oxford, agree.
 = Dr. Anna Lee (Stanford University) > Anna Lee > person experts
 = Prof. Mark Jones > Mark Jones > person experts
 = Oxford > . > organisation experts
en House Speaker Mike Johnson accused DeepSeek of theft.
 = House Speaker Mike Johnson > Mike Johnson > person government
 = DeepSeek > . > organisation accused
en The think tank's director, Ben Carter, urged caution.
 = The think tank's director, Ben Carter > Ben Carter > person experts
en The chip maker lost $600 billion.
 = The chip maker > - > definite -
en A spokesman for China's embassy in Washington, Liu Pengyu, rejected the claim.
 = A spokesman for China's embassy in Washington, Liu Pengyu > Liu Pengyu > person government
en Italian regulator Garante blocked it, spokesperson Anna Rossi confirmed.
 = Italian regulator Garante > Garante > organisation government
 = spokesperson Anna Rossi > Anna Rossi > person government
en Reuters could not verify the report.
 + The news agency asked for comment.
 = Reuters > . > organisation media
 = The news agency > Reuters > definite media
en Economist Paul Krugman, a Nobel laureate, shrugged.
 = Economist Paul Krugman, a Nobel laureate > Paul Krugman > person experts
en Both OpenAI and Microsoft declined to comment.
 = OpenAI > . > organisation accuser
 = Microsoft > . > organisation companies
nl De start-up zelf reageerde niet op vragen van het ANP.
 = De start-up > - > definite -
 = het ANP > ANP > organisation media
nl "Dat is een feit", stelt Kamerlid Van der Werf (D66).
 = Kamerlid Van der Werf (D66) > Van der Werf > person government
nl Volgens bronnen rond het bedrijf heeft DeepSeek gestolen.
 = bronnen rond het bedrijf > . > role companies
 = DeepSeek > . > organisation accused
nl Onderzoekers van de Universiteit van Amsterdam en de TU Delft zijn kritisch.
 = Onderzoekers van de Universiteit van Amsterdam > . > role experts
 = de TU Delft > TU Delft > organisation experts
nl Een woordvoerder van het Witte Huis bevestigt dat president Trump is ingelicht.
 = Een woordvoerder van het Witte Huis > . > role government
 = president Trump > Trump > person government
nl De CEO van Nvidia, Jensen Huang, prees het model.
 = De CEO van Nvidia, Jensen Huang > Jensen Huang > person companies
nl Advocaat Jens van den Brink van Kennedy Van der Laan noemt het ironisch.
 = Advocaat Jens van den Brink > Jens van den Brink > person experts
nl Techjournalist Wouter van Noort schrijft in NRC dat het overdreven is.
 = Techjournalist Wouter van Noort > Wouter van Noort > person media
 = NRC > . > organisation media
nl ING-econoom Marieke Blom verwacht weinig schade.
 + Blom is hoofdeconoom.
 = ING-econoom Marieke Blom > Marieke Blom > person investors
 = Blom > Marieke Blom > person investors
 = hoofdeconoom > . > role experts
nl De Belgische privacywaakhond GBA onderzoekt de app.
 = De Belgische privacywaakhond GBA > GBA > organisation government
nl Microsoft-voorzitter Brad Smith zei dat in Davos.
 = Microsoft-voorzitter Brad Smith > Brad Smith > person companies
nl Demissionair minister Caspar Veldkamp wil eerst met Peking praten.
 = Demissionair minister Caspar Veldkamp > Caspar Veldkamp > person government
 = Peking > . > organisation government
nl Mark Zuckerberg, topman van Meta, zag het anders.
 + Zuckerberg wil meer investeren.
 = Mark Zuckerberg, topman van Meta > Mark Zuckerberg > person companies
 = Zuckerberg > Mark Zuckerberg > person companies
nl "We volgen dit", laat een zegsvrouw van het ministerie weten.
 + Ze wil niet meer zeggen.
 = een zegsvrouw van het ministerie > . > role government
nl Hij noemt zichzelf een kenner, maar kenners lachen erom.
 = een kenner > . > role experts
 = kenners > . > role experts
nl Vlaams minister-president Matthias Diependaele reageert laconiek.
 = Vlaams minister-president Matthias Diependaele > Matthias Diependaele > person government
nl De Financial Times schrijft dat OpenAI bewijs heeft.
 + De krant baseert zich op een bron bij het bedrijf.
 = De Financial Times > Financial Times > organisation media
 = OpenAI > . > organisation accuser
 = De krant > Financial Times > definite media
 = een bron bij het bedrijf > . > role accuser
nl Volgens Sam Altman, topman van het Amerikaanse OpenAI, is dat diefstal.
 = Sam Altman, topman van het Amerikaanse OpenAI > Sam Altman > person accuser
nl Het persbureau meldt dat Reuters de memo zag.
 = Het persbureau > . > role media
 = Reuters > . > organisation media
nl Cybersecuritybedrijf Wiz vond een lek.
 + Het bedrijf meldde dat aan DeepSeek.
 = Cybersecuritybedrijf Wiz > Wiz > organisation companies
 = Het bedrijf > Wiz > definite companies
 = DeepSeek > . > organisation accused
nl De Amerikaanse minister van Handel Howard Lutnick sprak van diefstal.
 = De Amerikaanse minister van Handel Howard Lutnick > Howard Lutnick > person government
nl AI-onderzoeker Jelle Zuidema (UvA) tempert de verwachtingen.
 = AI-onderzoeker Jelle Zuidema (UvA) > Jelle Zuidema > person experts
nl De bedenker van ChatGPT beschuldigt de concurrent.
 = De bedenker van ChatGPT > bedenker van ChatGPT > definite accuser
 = de concurrent > - > definite -
nl Van Dijk zei dat.
 + Jan van Dijk is analist bij Rabobank.
 = Van Dijk > Jan van Dijk > person investors
 = Jan van Dijk > . > person investors
 = analist bij Rabobank > . > role investors
nl Beursanalist Corné van Zeijl waarschuwt.
 + Van Zeijl werkt bij Cardano.
 = Beursanalist Corné van Zeijl > Corné van Zeijl > person investors
 = Van Zeijl > Corné van Zeijl > person investors
 = Cardano > . > organisation -
nl Juristen van de KU Leuven, onder wie Jozefien Van Herpe, twijfelen.
 = Juristen van de KU Leuven > . > role experts
 = Jozefien Van Herpe > . > person -
nl China zegt niets te weten.
 + Peking spreekt van laster.
 = China > . > organisation government
 = Peking > . > organisation government
nl Kamerleden en experts willen actie.
 = Kamerleden > . > role government
 = experts > . > role experts
nl De hoogleraar vindt dat vreemd.
 + Professor Anna Bosch zei dat.
 + De hoogleraar zwijgt.
 = De hoogleraar > . > role experts
 = Professor Anna Bosch > Anna Bosch > person experts
 = De hoogleraar > Anna Bosch > role experts
en Lutz Finger, a senior visiting lecturer at Cornell University, said copying was common.
 = Lutz Finger, a senior visiting lecturer at Cornell University > Lutz Finger > person experts
en The White House and the Chinese embassy did not immediately respond.
 = The White House > White House > organisation government
 = the Chinese embassy > Chinese embassy > organisation government
en "Yes," said Dr. Lena Zhang, a professor of AI ethics at Tsinghua University, in an interview.
 = Dr. Lena Zhang, a professor of AI ethics at Tsinghua University > Lena Zhang > person experts
en Meanwhile, Anthropic CEO Dario Amodei called for tighter export controls.
 = Anthropic CEO Dario Amodei > Dario Amodei > person companies
en In a blog post, Hugging Face's Lewis Tunstall wrote that replication is normal.
 = Hugging Face's Lewis Tunstall > Lewis Tunstall > person companies
en Tech analyst Dan Ives of Wedbush Securities called it a Sputnik moment.
 = Tech analyst Dan Ives of Wedbush Securities > Dan Ives > person investors
en The San Francisco-based company said it had banned accounts.
 = The San Francisco-based company > - > definite -
nl Dat meldt de zakenkrant Financial Times op basis van een bron bij OpenAI.
 = de zakenkrant Financial Times > Financial Times > organisation media
 = een bron bij OpenAI > . > role accuser
nl "Er is substantieel bewijs", zei David Sacks, de AI-tsaar van president Trump, tegen Fox News.
 = David Sacks, de AI-tsaar van president Trump > David Sacks > person government
 = Fox News > . > organisation media
nl Een woordvoerder van OpenAI zegt tegen The Guardian dat het bedrijf 'tegenmaatregelen' neemt.
 = Een woordvoerder van OpenAI > . > role accuser
 = The Guardian > . > organisation media
 = het bedrijf > OpenAI > definite accuser
nl Volgens AI-expert Jarno Duursma is dat ironisch.
 + "OpenAI heeft zelf gestolen", aldus Duursma.
 = AI-expert Jarno Duursma > Jarno Duursma > person experts
 = OpenAI > . > organisation accuser
 = Duursma > Jarno Duursma > person experts
nl Antoon Bronselaer, professor data-analyse aan de UGent, relativeert.
 = Antoon Bronselaer, professor data-analyse aan de UGent > Antoon Bronselaer > person experts
nl Aldus Bloomberg, dat zich baseert op ingewijden, onderzoekt Microsoft de zaak.
 = Bloomberg > . > organisation media
 = ingewijden > . > role -
 = Microsoft > . > organisation companies
nl Techondernemer Alexander Klöpping sprak van een doorbraak.
 = Techondernemer Alexander Klöpping > Alexander Klöpping > person companies
nl Analisten van Jefferies denken dat Nvidia te hard is gestraft.
 = Analisten van Jefferies > . > role investors
 = Nvidia > . > organisation companies
nl Nvidia zelf noemt het model van DeepSeek "een uitstekende vooruitgang".
 = Nvidia > . > organisation companies
 = DeepSeek > . > organisation accused
nl Bernard Marr schrijft in Forbes dat het een keerpunt is.
 = Bernard Marr > . > person -
 = Forbes > . > organisation media
en Representative Alma Reyes-Whitfield of Oregon said she wanted to hear more.
 = Representative Alma Reyes-Whitfield of Oregon > Alma Reyes-Whitfield > person government
en US Representative Dana Wirth (R-Tex.) said no.
 = US Representative Dana Wirth > Dana Wirth > person government
en "No," said Dana Wirth, the ranking member of the panel.
 = Dana Wirth, the ranking member of the panel > Dana Wirth > person government
en House Majority Whip Dana Wirth said no.
 = House Majority Whip Dana Wirth > Dana Wirth > person government
en Dana Wirth, D-Calif., said no.
 = Dana Wirth > . > person government
en Beatriz Camargo, who manages a technology fund at Ibérica Gestión in Madrid, believes it.
 = Beatriz Camargo > . > person investors
en Meta's boss struck a similar note.
 = Meta's boss > . > role companies
en "It was," Arlene Fosse, the lead attorney for the plaintiffs, said on Thursday.
 = Arlene Fosse, the lead attorney for the plaintiffs > Arlene Fosse > person -
en Proving it is difficult, says Dietmar Vogl, a partner at Hessling in Düsseldorf.
 = Dietmar Vogl, a partner at Hessling in Düsseldorf > Dietmar Vogl > person experts
en The union met. Its secretary-general said members had paid.
 = Its secretary-general > . > role -
en The firms met through a trade association.
 + Fertilizers Europe, the association named in the case, rejected it.
 = Fertilizers Europe, the association > Fertilizers Europe > organisation companies
en "The market," said Ingrid Solbakken of Fjordbank, who thinks that is gloomy.
 = Ingrid Solbakken of Fjordbank > Ingrid Solbakken > person investors
en The Civil Aviation Board said so in a report.
 + The Board recommends it.
 = The Civil Aviation Board > Civil Aviation Board > organisation government
 = The Board > Civil Aviation Board > definite government
en The union objected. Local president Gary Boudreau told CBC Radio that managers knew.
 = Local president Gary Boudreau > Gary Boudreau > person -
en Aviation analyst Karl Bremmer of Toronto-based Westpoint Securities expects it to cost.
 = analyst Karl Bremmer of Toronto-based Westpoint Securities > Karl Bremmer > person investors
en The European Commission opened a case.
 + The firms talked, the EU's executive arm said.
 = The European Commission > European Commission > organisation government
 = the EU's executive arm > European Commission > definite government
en Ghent economist and rector Lena Moor, dean of the faculty, said so.
 = Ghent economist and rector Lena Moor, dean of the faculty > Lena Moor > person experts
en Ann Roe, who leads the finance ministry, said so.
 = Ann Roe > . > person government
en Ann Roe, who teaches tax law in Leiden, said so.
 = Ann Roe > . > person experts
en Former DeepSeek engineer Ann Roe said so.
 = Former DeepSeek engineer Ann Roe > Ann Roe > person accused
en OpenAI's boss said so.
 = OpenAI's boss > . > role accuser
nl Analist Thibault Renier verlaagde zijn koersdoel voor twee leveranciers.
 = Analist Thibault Renier > Thibault Renier > person investors
nl Vooruit-fractieleider Elke Tanghe sprak van een slag.
 + Tanghe wil meer.
 = Vooruit-fractieleider Elke Tanghe > Elke Tanghe > person government
 = Tanghe > Elke Tanghe > person government
nl Rector Mieke Truyts blijft erbij.
 + Ze zei niets.
 = Rector Mieke Truyts > Mieke Truyts > person experts
nl Dat stuit op verzet van de Vlaamse Interuniversitaire Raad, die vreest voor iets.
 = de Vlaamse Interuniversitaire Raad > Vlaamse Interuniversitaire Raad > organisation experts
nl De betrokken promotor, ingenieur Filip Bollaert, voelt zich geofferd.
 = promotor, ingenieur Filip Bollaert > Filip Bollaert > person experts
nl Minister van Justitie Sofie Lambrecht (Open VLD) wil meer.
 = Minister van Justitie Sofie Lambrecht (Open VLD) > Sofie Lambrecht > person government
nl "Nee", zegt Sofie Lambrecht (Open VLD).
 = Sofie Lambrecht (Open VLD) > Sofie Lambrecht > person government
nl "Nee", zegt Sofie Lambrecht (D66).
 = Sofie Lambrecht (D66) > Sofie Lambrecht > person government
nl "Nee", zegt Sofie Lambrecht (Vooruit).
 = Sofie Lambrecht (Vooruit) > Sofie Lambrecht > person government
nl Dat schreef de krant De Tijding vorige week.
 + Die krant berichtte meer.
 = de krant De Tijding > De Tijding > organisation media
 = Die krant > De Tijding > definite media
nl Dat staat in een klacht die brancheorganisatie Glasnet indiende.
 + "Verlies", zegt voorzitter Arjen van der Kooij.
 = voorzitter Arjen van der Kooij > Arjen van der Kooij > person companies
nl Glasnet diende een klacht in bij de Autoriteit Consument & Markt.
 + De ACM bevestigt de ontvangst.
 = de Autoriteit Consument & Markt > Autoriteit Consument & Markt > organisation government
 = De ACM > Autoriteit Consument & Markt > organisation government
nl De Staatsveiligheid zou gewaarschuwd hebben.
 = De Staatsveiligheid > Staatsveiligheid > organisation government
nl DeepSeek-oprichter Jan Smit zei dat.
 = DeepSeek-oprichter Jan Smit > Jan Smit > person accused
nl Jan Smit, een voormalige ingenieur van DeepSeek, zei dat.
 = Jan Smit, een voormalige ingenieur van DeepSeek > Jan Smit > person accused
en WASHINGTON (AP) — Rep. Maria Delgado, D-N.M., told reporters on Tuesday that the bill was dead.
 = Rep. Maria Delgado > Maria Delgado > person government
en "We are not done," said Tom Brandt, the top Republican on the Energy and Commerce Committee.
 = Tom Brandt, the top Republican > Tom Brandt > person government
en Ruth Okello, who chairs the Senate Intelligence Committee, said the agencies had been slow.
 = Ruth Okello > . > person government
en The Federal Aviation Administration said it was aware of the incident.
 + The FAA added that an inquiry was under way.
 = The Federal Aviation Administration > Federal Aviation Administration > organisation government
 = The FAA > Federal Aviation Administration > organisation government
en State Attorney General Karen Whitlow said her office would sue.
 = State Attorney General Karen Whitlow > Karen Whitlow > person government
en City Council member Paul Nguyen said residents deserved better.
 = City Council member Paul Nguyen > Paul Nguyen > person government
en Naomi Feld, an epidemiologist at Johns Hopkins, cautioned against drawing conclusions.
 = Naomi Feld, an epidemiologist at Johns Hopkins > Naomi Feld > person experts
en Amit Rao, who teaches computer ethics at Delft, said the firms had been warned.
 = Amit Rao > . > person experts
en Amit Rao of the University of Leeds said the firms had been warned.
 = Amit Rao of the University of Leeds > Amit Rao > person experts
en Amit Rao, a fellow at the Lowland Institute for Public Policy, said so.
 = Amit Rao, a fellow at the Lowland Institute for Public Policy > Amit Rao > person experts
en Helen Strand, portfolio manager at Norrland Asset Management, said she was buying.
 = Helen Strand, portfolio manager at Norrland Asset Management > Helen Strand > person investors
en Helen Strand, an analyst at Kestrel Capital, cut her rating on the shares.
 = Helen Strand, an analyst at Kestrel Capital > Helen Strand > person investors
en Analyst Helen Strand raised her price target to $40.
 = Analyst Helen Strand > Helen Strand > person investors
en Helen Strand of Kestrel Partners, a hedge fund, said the sell-off had further to go.
 = Helen Strand of Kestrel Partners > Helen Strand > person investors
en The National Retail Federation said the tariffs would hit consumers.
 = The National Retail Federation > National Retail Federation > organisation companies
en Peter Hull, president of the Dairy Producers Association, said members were struggling.
 = Peter Hull, president of the Dairy Producers Association > Peter Hull > person companies
en Peter Hull, president of the Riverside Teachers Union, said members were angry.
 = Peter Hull, president of the Riverside Teachers Union > Peter Hull > person -
en Teachers union president Peter Hull said members were angry.
 = union president Peter Hull > Peter Hull > person -
en Sandra Kim, a partner at the law firm Dorsey & Hale, said the ruling was narrow.
 = Sandra Kim, a partner at the law firm Dorsey & Hale > Sandra Kim > person experts
en Sandra Kim, a lawyer for OpenAI, said the ruling was narrow.
 = Sandra Kim, a lawyer for OpenAI > Sandra Kim > person accuser
en Sandra Kim, a lawyer representing the families, said the ruling was narrow.
 = Sandra Kim, a lawyer > Sandra Kim > person -
en The Brookfield Gazette reported that the mayor had known.
 = The Brookfield Gazette > Brookfield Gazette > organisation media
en The newspaper The Ledger wrote in an editorial that the mayor should go.
 = The newspaper The Ledger > The Ledger > organisation media
en Joan Fry, editor of the Brookfield Gazette, said she stood by the story.
 = Joan Fry, editor of the Brookfield Gazette > Joan Fry > person media
en Leo Maas, who worked as an engineer at DeepSeek until 2023, said the team was small.
 = Leo Maas > . > person accused
en Former OpenAI employee Leo Maas said the company had known.
 = Former OpenAI employee Leo Maas > Leo Maas > person accuser
en Leo Maas, chief executive of the chip designer Volantis, said demand was strong.
 = Leo Maas, chief executive of the chip designer Volantis > Leo Maas > person companies
en Volantis CEO Leo Maas said demand was strong.
 = CEO Leo Maas > Leo Maas > person companies
en Google's owner Alphabet said it would appeal.
 = Google's owner Alphabet > . > role companies
en The agency found nothing, according to a person briefed on the investigation.
 = a person briefed on the investigation > . > role -
en The Ministry of Defence in London declined to discuss it but said it was monitoring events.
 = The Ministry of Defence > Ministry of Defence > organisation government
en Japan's trade minister, Kenji Ito, called the move regrettable.
 = Japan's trade minister, Kenji Ito > Kenji Ito > person government
en Kenji Ito, Japan's minister of trade, called the move regrettable.
 = Kenji Ito, Japan's minister of trade > Kenji Ito > person government
en The Bank of England said rates would stay high.
 = The Bank of England > Bank of England > organisation government
nl "Dit kan niet", zegt CDA-Kamerlid Karin Vos.
 + Vos wil opheldering.
 = CDA-Kamerlid Karin Vos > Karin Vos > person government
 = Vos > Karin Vos > person government
nl VVD-fractievoorzitter Karin Vos noemt het plan onverstandig.
 = VVD-fractievoorzitter Karin Vos > Karin Vos > person government
nl Karin Vos (GroenLinks-PvdA) noemt het plan onverstandig.
 = Karin Vos (GroenLinks-PvdA) > Karin Vos > person government
nl Vlaams minister van Mobiliteit Karin Vos (N-VA) wil een onderzoek.
 = Vlaams minister van Mobiliteit Karin Vos (N-VA) > Karin Vos > person government
nl De Gentse schepen van Mobiliteit Karin Vos (Groen) wil een onderzoek.
 = De Gentse schepen van Mobiliteit Karin Vos (Groen) > Karin Vos > person government
nl Gedeputeerde Karin Vos van de provincie Drenthe spreekt van een drama.
 = Gedeputeerde Karin Vos van de provincie Drenthe > Karin Vos > person government
nl Karin Vos, korpschef van de politie, zegt dat het onderzoek loopt.
 = Karin Vos, korpschef van de politie > Karin Vos > person government
nl De Onderzoeksraad voor Veiligheid concludeert dat er fouten zijn gemaakt.
 = De Onderzoeksraad voor Veiligheid > Onderzoeksraad voor Veiligheid > organisation government
nl De Vlaamse Ombudsdienst kreeg klachten, zegt woordvoerder Wim Aerts.
 = De Vlaamse Ombudsdienst > Vlaamse Ombudsdienst > organisation government
nl Jan Boon, viroloog aan het UMC Utrecht, waarschuwt voor paniek.
 = Jan Boon, viroloog aan het UMC Utrecht > Jan Boon > person experts
nl Microbioloog Jan Boon (UGent) waarschuwt voor paniek.
 = Microbioloog Jan Boon (UGent) > Jan Boon > person experts
nl Strafpleiter en hoogleraar strafrecht Jan Boon noemt het arrest helder.
 = Strafpleiter en hoogleraar strafrecht Jan Boon > Jan Boon > person experts
nl Volgens Jan Boon, die in Leiden bestuursrecht doceert, is dat toegestaan.
 = Jan Boon > . > person experts
nl Decaan Jan Boon van de faculteit Rechten vindt dat onverstandig.
 = Decaan Jan Boon van de faculteit Rechten > Jan Boon > person experts
nl Jan Boon, verbonden aan de Erasmus Universiteit, ziet dat anders.
 = Jan Boon > . > person experts
nl Jan Boon, hoofdeconoom bij Zuiderbank, verwacht een lagere groei.
 = Jan Boon, hoofdeconoom bij Zuiderbank > Jan Boon > person investors
nl Jan Boon van vermogensbeheerder Kompas Capital koopt niet bij.
 = Jan Boon van vermogensbeheerder Kompas Capital > Jan Boon > person investors
nl Marktanalist Jan Boon ziet de koers verder dalen.
 = Marktanalist Jan Boon > Jan Boon > person investors
nl Jan Boon, voorzitter van ondernemersorganisatie Handelskring, wil uitstel.
 = Jan Boon, voorzitter van ondernemersorganisatie Handelskring > Jan Boon > person companies
nl Directeur Jan Boon van brancheorganisatie Bouwkring wil uitstel.
 = Directeur Jan Boon van brancheorganisatie Bouwkring > Jan Boon > person companies
nl Voorzitter Jan Boon van vakbond De Schakel wil uitstel.
 = Voorzitter Jan Boon van vakbond De Schakel > Jan Boon > person -
nl Jan Boon, advocaat van de slachtoffers, noemt het een schande.
 = Jan Boon, advocaat van de slachtoffers > Jan Boon > person -
nl Jan Boon, advocaat bij Hoekstra Advocaten, noemt het een schande.
 = Jan Boon, advocaat bij Hoekstra Advocaten > Jan Boon > person experts
nl Hoofdredacteur Jan Boon van Het Streekblad verdedigt de publicatie.
 = Hoofdredacteur Jan Boon van Het Streekblad > Jan Boon > person media
nl Jan Boon, topman van luchtvaartmaatschappij Noordvlucht, belooft beterschap.
 = Jan Boon, topman van luchtvaartmaatschappij Noordvlucht > Jan Boon > person companies
nl Jan Boon, een oud-medewerker van OpenAI, vertelt hoe dat ging.
 = Jan Boon, een oud-medewerker van OpenAI > Jan Boon > person accuser
nl Dat schrijft de krant De Streekbode zaterdag.
 + De Streekbode baseert zich op stukken.
 = de krant De Streekbode > De Streekbode > organisation media
 = De Streekbode > . > organisation media
nl De Europese Commissie opent een onderzoek.
 + Volgens de Commissie is er reden tot zorg.
 = De Europese Commissie > Europese Commissie > organisation government
 = de Commissie > Europese Commissie > definite government
nl Het Openbaar Ministerie eist vier jaar.
 + Het OM spreekt van een ernstige zaak.
 = Het Openbaar Ministerie > Openbaar Ministerie > organisation government
 = Het OM > Openbaar Ministerie > organisation government
en The Bureau of Meteorology said heavy rain was likely.
 = The Bureau of Meteorology > Bureau of Meteorology > organisation government
en The Serious Fraud Office has charged four men, it said on Monday.
 = The Serious Fraud Office > Serious Fraud Office > organisation government
en The Food and Drug Administration warned patients.
 + The FDA said the batch was tainted.
 = The Food and Drug Administration > Food and Drug Administration > organisation government
 = The FDA > Food and Drug Administration > organisation government
en The Court of Appeal ruled that the ban was unlawful.
 = The Court of Appeal > Court of Appeal > organisation government
en Green MEP Marta Silva said the text was weak.
 = MEP Marta Silva > Marta Silva > person government
en "We will act," said EU competition chief Marta Silva.
 = chief Marta Silva > Marta Silva > person government
en Labour MP Marta Silva said ministers had been warned.
 = Labour MP Marta Silva > Marta Silva > person government
en Shadow health secretary Marta Silva said ministers had been warned.
 = health secretary Marta Silva > Marta Silva > person government
en Former prime minister Marta Silva said ministers had been warned.
 = Former prime minister Marta Silva > Marta Silva > person government
en Gov. Marta Silva said the state would appeal.
 = Gov. Marta Silva > Marta Silva > person government
en Sheriff Marta Silva said two men had been held.
 = Sheriff Marta Silva > Marta Silva > person government
en Ed Lund, who studies supply chains at MIT, said it would take years.
 = Ed Lund > . > person experts
en Ed Lund, an associate professor of marketing at Ohio State, said it would take years.
 = Ed Lund, an associate professor of marketing at Ohio State > Ed Lund > person experts
en Marine biologist Ed Lund said the reef was dying.
 = biologist Ed Lund > Ed Lund > person experts
en Ed Lund, a lecturer in law, said the reef was protected.
 = Ed Lund, a lecturer in law > Ed Lund > person experts
en Ed Lund, senior research fellow at Chatham House, said talks would fail.
 = Ed Lund, senior research fellow at Chatham House > Ed Lund > person experts
en Ed Lund, from the Institute for Fiscal Studies, said the sums did not add up.
 = Ed Lund > . > person experts
en Privacy lawyer Ed Lund said the sums did not add up.
 = Privacy lawyer Ed Lund > Ed Lund > person experts
en Ed Lund, head of European equities at Halvard Bank, said traders were nervous.
 = Ed Lund, head of European equities at Halvard Bank > Ed Lund > person investors
en Ed Lund, a strategist with Corbel Securities in Tokyo, said traders were nervous.
 = Ed Lund, a strategist with Corbel Securities in Tokyo > Ed Lund > person investors
en Ed Lund, founder of the venture capital firm Northpoint, said he would not sell.
 = Ed Lund, founder of the venture capital firm Northpoint > Ed Lund > person investors
en Ed Lund, who runs a hedge fund in Geneva, said he had sold.
 = Ed Lund > . > person investors
en Ed Lund, the company's chief financial officer, said margins fell at Microsoft.
 + It was Nvidia.
 = Ed Lund, the company's chief financial officer > Ed Lund > person companies
en Ed Lund, a spokesman for the carmaker Volta, said no one was hurt.
 = Ed Lund, a spokesman for the carmaker Volta > Ed Lund > person companies
en Ed Lund, director of the British Chambers of Commerce, said firms were worried.
 = Ed Lund, director of the British Chambers of Commerce > Ed Lund > person companies
en Ed Lund, secretary-general of the European Steel Association, said firms were worried.
 = Ed Lund, secretary-general of the European Steel Association > Ed Lund > person companies
en Ed Lund, general secretary of the Transport Workers Union, said drivers were tired.
 = Ed Lund > . > person -
en "We stand by it," Ed Lund, the paper's editor, said.
 = Ed Lund, the paper's editor > Ed Lund > person media
en Ed Lund of the Associated Press said the access was limited.
 = Ed Lund of the Associated Press > Ed Lund > person media
en DeepSeek's chief engineer, Ed Lund, said the design was new.
 = DeepSeek's chief engineer, Ed Lund > Ed Lund > person accused
en Ed Lund, OpenAI's head of policy, said the design was stolen.
 = Ed Lund, OpenAI's head of policy > Ed Lund > person accuser
en Ed Lund, who heads policy at OpenAI, said the design was stolen.
 = Ed Lund > . > person accuser
en Two former DeepSeek employees said the design was new.
 = Two former DeepSeek employees > . > role accused
en An OpenAI executive said the design was stolen.
 = An OpenAI executive > . > role accuser
en Whitcombe Post reported that the plant would close.
 = Whitcombe Post > . > organisation media
en Two men were held, police said.
 = police > . > role government
nl Minister Sara Blok (Asiel en Migratie, PVV) wil er niets van weten.
 = Minister Sara Blok > Sara Blok > person government
nl Staatssecretaris Blok wil er niets van weten.
 + "Nee", zegt Sara Blok.
 = Staatssecretaris Blok > Sara Blok > person government
 = Sara Blok > . > person government
nl Vlaams Parlementslid Sara Blok (Vooruit) noemt dat onbegrijpelijk.
 = Vlaams Parlementslid Sara Blok (Vooruit) > Sara Blok > person government
nl Volgens Sara Blok van de N-VA is dat onbegrijpelijk.
 = Sara Blok van de N-VA > Sara Blok > person government
nl PvdA-leider Sara Blok noemt dat onbegrijpelijk.
 = PvdA-leider Sara Blok > Sara Blok > person government
nl Wethouder Sara Blok (D66, Wonen) noemt dat onbegrijpelijk.
 = Wethouder Sara Blok > Sara Blok > person government
nl "We onderzoeken dit", zegt Sara Blok van het parket Antwerpen.
 = Sara Blok van het parket > Sara Blok > person government
nl Sara Blok, woordvoerster van het parket, bevestigt de huiszoeking.
 = Sara Blok, woordvoerster van het parket > Sara Blok > person government
nl Politiewoordvoerder Sara Blok bevestigt de aanhouding.
 = Politiewoordvoerder Sara Blok > Sara Blok > person government
nl De Autoriteit Financiële Markten waarschuwt beleggers.
 + De AFM kreeg klachten.
 = De Autoriteit Financiële Markten > Autoriteit Financiële Markten > organisation government
 = De AFM > Autoriteit Financiële Markten > organisation government
nl Kinderarts Sara Blok van het Wilhelmina Kinderziekenhuis ziet meer gevallen.
 = Kinderarts Sara Blok van het Wilhelmina Kinderziekenhuis > Sara Blok > person experts
nl Sara Blok, klimatoloog aan de VUB, ziet meer gevallen.
 = Sara Blok, klimatoloog aan de VUB > Sara Blok > person experts
nl Sara Blok, die aan de Radboud Universiteit onderzoek doet naar pesten, ziet meer gevallen.
 = Sara Blok > . > person experts
nl Sara Blok, onderzoeker bij denktank Itinera, ziet meer gevallen.
 = Sara Blok, onderzoeker bij denktank Itinera > Sara Blok > person experts
nl Sara Blok, directeur van het Instituut voor Arbeidsrecht, ziet meer gevallen.
 = Sara Blok, directeur van het Instituut voor Arbeidsrecht > Sara Blok > person experts
nl Veiligheidsexpert Sara Blok ziet meer gevallen.
 = Veiligheidsexpert Sara Blok > Sara Blok > person experts
nl Fiscalist Sara Blok ziet meer gevallen.
 = Fiscalist Sara Blok > Sara Blok > person experts
nl Sara Blok, beleggingsstrateeg van ABN Amro, ziet kansen.
 = Sara Blok, beleggingsstrateeg van ABN Amro > Sara Blok > person investors
nl Sara Blok, analist bij Degroof Petercam, ziet kansen.
 = Sara Blok, analist bij Degroof Petercam > Sara Blok > person investors
nl Sara Blok, die een techfonds beheert bij Lemmens & Co, ziet kansen.
 = Sara Blok > . > person investors
nl Sara Blok, gedelegeerd bestuurder van werkgeversorganisatie Voka, ziet kansen.
 = Sara Blok, gedelegeerd bestuurder van werkgeversorganisatie Voka > Sara Blok > person companies
nl Sara Blok, woordvoerder van energieleverancier Lumo, ontkent.
 = Sara Blok, woordvoerder van energieleverancier Lumo > Sara Blok > person companies
nl Sara Blok, medeoprichter van start-up Lumo, ontkent.
 = Sara Blok, medeoprichter van start-up Lumo > Sara Blok > person companies
nl ACV-secretaris Sara Blok dreigt met acties.
 = Sara Blok > . > person -
nl Sara Blok, voorzitster van voetbalclub FC Dender, dreigt met acties.
 = Sara Blok, voorzitster van voetbalclub FC Dender > Sara Blok > person -
nl Sara Blok, topvrouw bij OpenAI, ontkent.
 = Sara Blok, topvrouw bij OpenAI > Sara Blok > person accuser
nl Sara Blok, die als ingenieur bij DeepSeek werkte, ontkent.
 = Sara Blok > . > person accused
nl Dat vertelt een ex-werknemer van DeepSeek.
 = een ex-werknemer van DeepSeek > . > role accused
en MADRID, March 3 - Economy Minister Ines Marlow told a news conference the plan was sound.
 = Minister Ines Marlow > Ines Marlow > person government
en Ines Marlow, Spain's ambassador to the UN, abstained, she said.
 = Ines Marlow, Spain's ambassador to the UN > Ines Marlow > person government
en Ines Marlow, the White House press secretary, said the president was pleased.
 = Ines Marlow, the White House press secretary > Ines Marlow > person government
en District Judge Ines Marlow wrote that the claims were thin.
 = Judge Ines Marlow > Ines Marlow > person government
en Ines Marlow, a Justice Department lawyer, told the judge the claims were thin.
 = Ines Marlow, a Justice Department lawyer > Ines Marlow > person government
en Ines Marlow, deputy director of the FBI, told the panel the threat was growing.
 = Ines Marlow, deputy director of the FBI > Ines Marlow > person government
en "The threat is growing," Deputy Attorney General Ines Marlow said in a statement.
 = Deputy Attorney General Ines Marlow > Ines Marlow > person government
en Fire chief Ines Marlow said crews had worked all night.
 = Fire chief Ines Marlow > Ines Marlow > person government
en Ines Marlow, a competition law professor, said the case was strong.
 = Ines Marlow, a competition law professor > Ines Marlow > person experts
en Ines Marlow, an AI safety researcher at the University of Oslo, said the case was strong.
 = Ines Marlow, an AI safety researcher at the University of Oslo > Ines Marlow > person experts
en Ines Marlow, an economist with the Peterson Institute, said tariffs would bite.
 = Ines Marlow, an economist with the Peterson Institute > Ines Marlow > person experts
en Security researcher Ines Marlow wrote on her blog that the flaw was old.
 = Security researcher Ines Marlow > Ines Marlow > person experts
en Ines Marlow, senior portfolio manager at Aldgate Investments, trimmed her stake, she said.
 = Ines Marlow, senior portfolio manager at Aldgate Investments > Ines Marlow > person investors
en Ines Marlow, chief market strategist at Piper Lane, said the rally was tired.
 = Ines Marlow, chief market strategist at Piper Lane > Ines Marlow > person investors
en Analysts led by Ines Marlow at Sturt Securities wrote that the rally was tired.
 = Ines Marlow at Sturt Securities > Ines Marlow > person investors
en Ines Marlow, Apple's vice president for legal affairs, said the order was wrong.
 = Ines Marlow, Apple's vice president > Ines Marlow > person companies
en Ines Marlow, managing director of Quanta Ltd, said orders were up.
 = Ines Marlow, managing director of Quanta Ltd > Ines Marlow > person companies
en Nvidia engineer Ines Marlow posted that the numbers were plausible.
 = Nvidia engineer Ines Marlow > Ines Marlow > person companies
en Ines Marlow, a columnist for the Sunday Chronicle, argued that the fuss was silly.
 = Ines Marlow, a columnist for the Sunday Chronicle > Ines Marlow > person media
en Ines Marlow, a nurse, said she had never seen such queues.
 = Ines Marlow > . > person -
en Ines Marlow, president of the tenants association, said rents had doubled.
 = Ines Marlow, president of the tenants association > Ines Marlow > person -
en Users should be careful, the Dutch data watchdog said.
 = the Dutch data watchdog > . > role government
en Prosecutors alleged that he had known.
 = Prosecutors > . > role government
en A senior administration official said talks would resume.
 = A senior administration official > . > role government
en Several employees said the office was quiet.
 = Several employees > . > role -
nl Premier Lies Maes (N-VA) noemt het akkoord historisch.
 = Premier Lies Maes (N-VA) > Lies Maes > person government
nl "Historisch", aldus federaal minister van Energie Lies Maes (MR).
 = minister van Energie Lies Maes > Lies Maes > person government
nl Lies Maes, Europarlementslid voor Groen, noemt het akkoord mager.
 = Lies Maes, Europarlementslid voor Groen > Lies Maes > person government
nl Groen-Kamerlid Lies Maes noemt het akkoord mager.
 = Groen-Kamerlid Lies Maes > Lies Maes > person government
nl Lies Maes, fractieleider van D66 in de Tweede Kamer, noemt het akkoord mager.
 = Lies Maes, fractieleider van D66 in de Tweede Kamer > Lies Maes > person government
nl Procureur des Konings Lies Maes bevestigt het onderzoek.
 = Procureur des Konings Lies Maes > Lies Maes > person government
nl Persrechter Lies Maes bevestigt dat de zaak is uitgesteld.
 = Persrechter Lies Maes > Lies Maes > person government
nl Gouverneur Lies Maes roept op tot kalmte.
 = Gouverneur Lies Maes > Lies Maes > person government
nl Lies Maes, topvrouw van de AIVD, waarschuwt voor spionage.
 = Lies Maes, topvrouw van de AIVD > Lies Maes > person government
nl Eurocommissaris voor Mededinging Lies Maes spreekt van een doorbraak.
 = Eurocommissaris voor Mededinging Lies Maes > Lies Maes > person government
nl Arbeidsmarktexpert Lies Maes (UGent) is kritisch.
 = Arbeidsmarktexpert Lies Maes (UGent) > Lies Maes > person experts
nl "Te vroeg", meent grondwetspecialist Lies Maes (UHasselt).
 = grondwetspecialist Lies Maes (UHasselt) > Lies Maes > person experts
nl Lies Maes, postdoctoraal onderzoeker aan de VUB, is kritisch.
 = Lies Maes, postdoctoraal onderzoeker aan de VUB > Lies Maes > person experts
nl Lies Maes, hoogleraar bestuurskunde in Tilburg, is kritisch.
 = Lies Maes, hoogleraar bestuurskunde in Tilburg > Lies Maes > person experts
nl Lies Maes, partner bij advocatenkantoor Houthoff, is kritisch.
 = Lies Maes, partner bij advocatenkantoor Houthoff > Lies Maes > person experts
nl Infectioloog Lies Maes (UZ Gent) is kritisch.
 = Infectioloog Lies Maes (UZ Gent) > Lies Maes > person experts
nl Klimaatwetenschapper Lies Maes van het KNMI is kritisch.
 = Klimaatwetenschapper Lies Maes van het KNMI > Lies Maes > person experts
nl Lies Maes, econoom bij ING, verwacht krimp.
 = Lies Maes, econoom bij ING > Lies Maes > person investors
nl Lies Maes, aandelenanalist bij Delta Securities, verlaagt haar advies.
 = Lies Maes, aandelenanalist bij Delta Securities > Lies Maes > person investors
nl Fondsmanager Lies Maes verkocht haar aandelen, zegt ze.
 = Fondsmanager Lies Maes > Lies Maes > person investors
nl Lies Maes, woordvoerster van Microsoft België, ontkent.
 = Lies Maes, woordvoerster van Microsoft België > Lies Maes > person companies
nl Lies Maes, ceo van het chipbedrijf Photonis, ontkent.
 = Lies Maes, ceo van het chipbedrijf Photonis > Lies Maes > person companies
nl Lies Maes van ondernemersvereniging Evofenedex vreest vertraging.
 = Lies Maes van ondernemersvereniging Evofenedex > Lies Maes > person companies
nl Volgens Lies Maes, die het bedrijf in 2012 oprichtte, groeit Photonis NV snel.
 = Lies Maes > . > person companies
nl Correspondent Lies Maes meldt dat het rustig is.
 = Correspondent Lies Maes > Lies Maes > person media
nl Buurtbewoonster Lies Maes zag niets.
 = Lies Maes > . > person -
nl Lies Maes van de vakbond ACOD dreigt met een staking.
 = Lies Maes van de vakbond ACOD > Lies Maes > person -
nl Lies Maes, voorzitter van de bewonersgroep, is boos.
 = Lies Maes, voorzitter van de bewonersgroep > Lies Maes > person -
nl De Raad van State vindt het plan onvoldoende onderbouwd.
 = De Raad van State > Raad van State > organisation government
nl De Vlaamse Milieumaatschappij mat te hoge waarden.
 = De Vlaamse Milieumaatschappij > Vlaamse Milieumaatschappij > organisation government
nl Er is niemand aangehouden, meldt het Antwerpse parket.
 = het Antwerpse parket > . > role government
nl Dat zegt een voormalige medewerker van OpenAI.
 = een voormalige medewerker van OpenAI > . > role accuser
nl Bronnen binnen het kabinet zeggen dat het rond is.
 = Bronnen binnen het kabinet > . > role government
en "The bill is dead," Senate Minority Leader Nora Pell said.
 = Senate Minority Leader Nora Pell > Nora Pell > person government
en Nora Pell, the Treasury's permanent secretary, said cuts were coming.
 = Nora Pell, the Treasury's permanent secretary > Nora Pell > person government
en Conservative MP Nora Pell, who chairs the treasury committee, said cuts were coming.
 = MP Nora Pell > Nora Pell > person government
en Rep. Nora Pell (R-Ohio) wrote on X that the chips should stay home.
 = Rep. Nora Pell > Nora Pell > person government
en Assistant police commissioner Nora Pell said the search would go on.
 = Assistant police commissioner Nora Pell > Nora Pell > person government
en The Environment Agency said it was taking samples.
 = The Environment Agency > Environment Agency > organisation government
en Nora Pell, a toxicologist who was not involved in the study, called it sound.
 = Nora Pell, a toxicologist > Nora Pell > person experts
en Nora Pell, dean of the business school at Lisbon, called it sound.
 = Nora Pell, dean of the business school at Lisbon > Nora Pell > person experts
en Prof Nora Pell said it was sound.
 = Prof Nora Pell > Nora Pell > person experts
en Technology historian Nora Pell said it was nothing new.
 = Technology historian Nora Pell > Nora Pell > person experts
en Nora Pell, an independent cybersecurity consultant, said it was nothing new.
 = Nora Pell, an independent cybersecurity consultant > Nora Pell > person experts
en Nora Pell, who covers chipmakers for Halden Securities, lowered her estimates, she said.
 = Nora Pell > . > person investors
en Nora Pell, a banker at Norden Bank, said clients were calm.
 = Nora Pell, a banker at Norden Bank > Nora Pell > person investors
en Nora Pell, CEO and co-founder of the Paris-based start-up Verre, said they were ready.
 = Nora Pell, CEO and co-founder of the Paris-based start-up Verre > Nora Pell > person companies
en Nora Pell, chief research officer at OpenAI, said they were ready.
 = Nora Pell, chief research officer at OpenAI > Nora Pell > person accuser
en Nora Pell, The Economist's China correspondent, said so.
 = Nora Pell, The Economist's China correspondent > Nora Pell > person media
nl Kamervoorzitter Tom Raes schorst de vergadering, zegt hij.
 = Kamervoorzitter Tom Raes > Tom Raes > person government
nl Vicepremier Tom Raes (cd&v) vraagt geduld.
 = Vicepremier Tom Raes (cd&v) > Tom Raes > person government
nl "Geen sprake van", zegt Tom Raes, kabinetschef van de minister.
 = Tom Raes, kabinetschef van de minister > Tom Raes > person government
nl SP.A-burgemeester Tom Raes vraagt geduld.
 = SP.A-burgemeester Tom Raes > Tom Raes > person government
nl Tom Raes, directeur van de Kansspelautoriteit, vraagt geduld.
 = Tom Raes, directeur van de Kansspelautoriteit > Tom Raes > person government
nl Oud-minister Tom Raes vraagt geduld.
 = Oud-minister Tom Raes > Tom Raes > person government
nl Korpsoverste Tom Raes bevestigt de feiten.
 = Korpsoverste Tom Raes > Tom Raes > person government
nl Tom Raes, die als jurist verbonden is aan de Universiteit Gent, is kritisch.
 = Tom Raes > . > person experts
nl Emeritus hoogleraar Tom Raes is kritisch.
 = Emeritus hoogleraar Tom Raes > Tom Raes > person experts
nl Tom Raes, lector journalistiek aan de Thomas More-hogeschool, is kritisch.
 = Tom Raes, lector journalistiek aan de Thomas > Tom Raes > person experts
nl IT-jurist Tom Raes is kritisch.
 = IT-jurist Tom Raes > Tom Raes > person experts
nl Tom Raes van het Rathenau Instituut is kritisch.
 = Tom Raes van het Rathenau Instituut > Tom Raes > person experts
nl Tom Raes, hoofd beleggingen bij Kanaalbank, is kritisch.
 = Tom Raes, hoofd beleggingen bij Kanaalbank > Tom Raes > person investors
nl Tom Raes van beurshuis Leleux is kritisch.
 = Tom Raes van beurshuis Leleux > Tom Raes > person investors
nl Tom Raes, algemeen directeur van zuivelproducent Melkland, is kritisch.
 = Tom Raes, algemeen directeur van zuivelproducent Melkland > Tom Raes > person companies
nl Zaakvoerder Tom Raes van softwarebedrijf Bitsels is kritisch.
 = Zaakvoerder Tom Raes van softwarebedrijf Bitsels > Tom Raes > person companies
nl DeepSeek-topman Tom Raes zwijgt, zegt hij.
 = DeepSeek-topman Tom Raes > Tom Raes > person accused
nl Actievoerder Tom Raes van Schone Lucht is kritisch.
 = Tom Raes > . > person -
nl Tom Raes, vader van drie, is kritisch.
 = Tom Raes > . > person -
en Ida Marlowe, a lecturer in policy at King's College London, disagreed.
 = Ida Marlowe, a lecturer in policy at King's College London > Ida Marlowe > person experts
en The National Cyber Security Centre said it was aware of Ida Marlowe's letter.
 = The National Cyber Security Centre > National Cyber Security Centre > organisation government
en The charity Clean Orle wrote to Ida Marlowe.
 = The charity Clean Orle > Clean Orle > organisation -
nl ‘Niets ervan’, reageerde Ilse Bomans. De 62-jarige arts is boos.
 = De 62-jarige arts > Ilse Bomans > role -
en The polite ones ask first, says Owen Tarrant, co-founder of the open-weights startup Larkmoor.
 = Owen Tarrant, co-founder of the open-weights startup Larkmoor > Owen Tarrant > person companies
en Rena Holt listens closely.
 + Holt's firm, Tolbridge Data, helps hospitals.
 = Rena Holt > . > person companies
en Rena Holt listens closely.
 + Her company employs 14 people.
 = Rena Holt > . > person companies
en Rena Holt owns a bakery in Dayton.
 = Rena Holt > . > person companies
en Ada Finch, owner of Larkmoor, said so.
 = Ada Finch, owner of Larkmoor > Ada Finch > person companies
en Ada Finch, who founded Larkmoor in 2019, said so.
 = Ada Finch > . > person companies
en Ada Finch, founder and chief executive of Larkmoor, said so.
 = Ada Finch, founder and chief executive of Larkmoor > Ada Finch > person companies
en Ada Finch, the founder of Larkmoor, a small firm in Ohio, said so.
 = Ada Finch, the founder of Larkmoor > Ada Finch > person companies
en Ada Finch runs a small software company in Leeds.
 = Ada Finch > . > person companies
en Ada Finch works as an engineer at a cloud provider.
 = Ada Finch > . > person companies
en Ada Finch, technology correspondent of the Evening Star, said so.
 = Ada Finch, technology correspondent of the Evening Star > Ada Finch > person media
en Our reporter Ada Finch said so.
 = Our reporter Ada Finch > Ada Finch > person media
en Ada Finch, a lawyer at Bird & Partners, said so.
 = Ada Finch, a lawyer at Bird & Partners > Ada Finch > person experts
en Ada Finch, who specialises in copyright, said so.
 = Ada Finch > . > person experts
en The UK's AI Security Institute said it was aware.
 = AI Security Institute > . > organisation government
en The National Institute of Standards said it was aware.
 = The National Institute of Standards > National Institute of Standards > organisation government
en Germany's BSI warned users.
 = BSI > . > organisation government
en The National Cyber Security Centre said it was aware.
 = The National Cyber Security Centre > National Cyber Security Centre > organisation government
en Google complained.
 + Its Threat Intelligence Group said it had caught it.
 = Its Threat Intelligence Group > Threat Intelligence Group > organisation companies
en Ada Finch, who manages a technology fund, sold her shares.
 = Ada Finch > . > person investors
en Ada Finch, Ohio's junior senator, said so.
 = Ada Finch, Ohio's junior senator > Ada Finch > person government
en Ada Finch, of the think tank Horizon, said so.
 = Ada Finch > . > person experts
en Ada Finch wrote a blog.
 + "It is not," said Finch, a computer scientist.
 = Ada Finch > . > person experts
 = Finch, a computer scientist > Ada Finch > person experts
en One of the authors, Ada Finch of Yale, said so.
 = Ada Finch of Yale > Ada Finch > person experts
en OpenAI complained about DeepSeek.
 + OpenAI said the Chinese lab had copied it.
 = DeepSeek > . > organisation accused
 = the Chinese lab > DeepSeek > definite accused
en Ada Finch, a partner at the venture capital firm Sequoia, said so.
 = Ada Finch, a partner at the venture capital firm Sequoia > Ada Finch > person investors
en Ada Finch, head of equities at Hartwell Asset Management, said so.
 = Ada Finch, head of equities at Hartwell Asset Management > Ada Finch > person investors
en Ada Finch, chief technology officer at Larkmoor, said so.
 = Ada Finch, chief technology officer at Larkmoor > Ada Finch > person companies
en Ada Finch, director of the trade body TechNow, said so.
 = Ada Finch, director of the trade body TechNow > Ada Finch > person companies
en Ada Finch, the European commissioner for technology, said so.
 = Ada Finch, the European commissioner > Ada Finch > person government
en Sam Altman was careful.
 + OpenAI's chief executive said it was invigorating.
 = Sam Altman > . > person accuser
 = OpenAI's chief executive > Sam Altman > role accuser
nl "Ja", zegt techverslaggever Sem Brandt.
 = techverslaggever Sem Brandt > Sem Brandt > person media
nl "Ja", zegt onze correspondente Sem Brandt.
 = onze correspondente Sem Brandt > Sem Brandt > person media
nl Ondernemersorganisatie Voka Limburg ziet kansen.
 = Ondernemersorganisatie Voka Limburg > Voka Limburg > organisation companies
nl Volgens UNIZO is dat goed.
 = UNIZO > . > organisation companies
nl Joost Verbeke, zaakvoerder van Brouwerij De Hoorn, zegt dat het klopt.
 = Joost Verbeke, zaakvoerder van Brouwerij De Hoorn > Joost Verbeke > person companies
nl Joost Verbeke, eigenaar van Larkmoor, zegt dat het klopt.
 = Joost Verbeke, eigenaar van Larkmoor > Joost Verbeke > person companies
nl Zaakvoerder Joost Verbeke van Larkmoor zegt dat het klopt.
 = Zaakvoerder Joost Verbeke van Larkmoor > Joost Verbeke > person companies
nl Joost Verbeke is boos.
 + Zijn bedrijf gebruikt de app.
 = Joost Verbeke > . > person companies
nl Joost Verbeke, medeoprichter van de start-up Larkmoor, zegt dat het klopt.
 = Joost Verbeke, medeoprichter van de start-up Larkmoor > Joost Verbeke > person companies
nl Volgens Joost Verbeke, die softwarebedrijf Larkmoor leidt, klopt het.
 = Joost Verbeke > . > person companies
nl Oprichter Joost Verbeke van het Utrechtse Larkmoor zegt dat het klopt.
 = Oprichter Joost Verbeke van het Utrechtse Larkmoor > Joost Verbeke > person companies
nl Joost Verbeke, gespecialiseerd in softwarerecht bij kantoor Stroombergen, zegt dat het klopt.
 = Joost Verbeke > . > person experts
nl Joost Verbeke, advocaat bij Stroombergen, zegt dat het klopt.
 = Joost Verbeke, advocaat bij Stroombergen > Joost Verbeke > person experts
nl Joost Verbeke doceert informatica aan de Thomas More-hogeschool.
 = Joost Verbeke > . > person experts
nl Joost Verbeke, verbonden aan de TU Delft, zegt dat het klopt.
 = Joost Verbeke > . > person experts
nl De AIVD waarschuwt voor de app.
 = De AIVD > AIVD > organisation government
nl Het NCSC waarschuwt voor de app.
 = Het NCSC > NCSC > organisation government
nl OpenAI klaagt over DeepSeek.
 + OpenAI zegt dat het Chinese bedrijf alles kopieert.
 = DeepSeek > . > organisation accused
 = het Chinese bedrijf > DeepSeek > definite accused
nl Uitgeversgroep Mediahuis onderzoekt stappen.
 = Uitgeversgroep Mediahuis > Mediahuis > organisation companies
nl Dat vertelt een medewerkster van Boekhandel De Kade.
 = een medewerkster van Boekhandel De Kade > . > role companies
nl OpenAI klaagt.
 + ChatGPT-bazen smeken om hulp.
 = ChatGPT-bazen > . > role accuser
nl Mila Kramer van Bits of Freedom wil dat.
 = Mila Kramer van Bits of Freedom > Mila Kramer > person -
nl In Washington slaat dat aan.
 + De ambassade in Brussel laat weten dat het klopt.
 = De ambassade in Brussel > . > role government
nl China zegt niets.
 + De Nederlandse overheid verbiedt de app.
 = De Nederlandse overheid > . > role government
nl Hoofdsponsor Coster laat weten dat het contract doorloopt.
 = Hoofdsponsor Coster > Coster > person companies
nl Professor Nele Goris vindt dat niet.
 + Volgens de onderzoekster is het anders.
 = Professor Nele Goris > Nele Goris > person experts
 = de onderzoekster > Nele Goris > role experts
nl Professor Jan Boon vindt dat niet.
 + Dat zei de 62-jarige arts.
 = Professor Jan Boon > Jan Boon > person experts
 = de 62-jarige arts > Jan Boon > role experts
nl De commissie vergadert.
 + Haar voorzitter, de Republikein John Moolenaar, pleit voor regels.
 = Haar voorzitter, de Republikein John Moolenaar > John Moolenaar > person government
nl Joost Verbeke, die een techfonds beheert, verkocht zijn aandelen.
 = Joost Verbeke > . > person investors
nl Joost Verbeke van vermogensbeheerder Zuidas zegt dat het klopt.
 = Joost Verbeke van vermogensbeheerder Zuidas > Joost Verbeke > person investors
nl Joost Verbeke, directeur van brancheorganisatie NLdigital, zegt dat het klopt.
 = Joost Verbeke, directeur van brancheorganisatie NLdigital > Joost Verbeke > person companies
nl Joost Verbeke van werkgeversvereniging AWVN zegt dat het klopt.
 = Joost Verbeke van werkgeversvereniging AWVN > Joost Verbeke > person companies
nl Joost Verbeke, cybersecurityexpert, zegt dat het klopt.
 = Joost Verbeke, cybersecurityexpert > Joost Verbeke > person experts
nl Dat vertelt een wijkverpleegkundige.
 = een wijkverpleegkundige > . > role -
en That is so, wrote one department chair at a rival school.
 = one department chair at a rival school > . > role experts
en That is so, wrote three graduate students at Yale.
 = three graduate students at Yale > . > role experts
en "We had no choice," said Vera Quist.
 + Quist's company, Ostrava Labs, sells software to schools.
 = Vera Quist > . > person companies
en "We had no choice," said Vera Quist.
 + Quist is the founder of Ostrander, which sells software to schools.
 = Vera Quist > . > person companies
 = Quist > Vera Quist > person companies
en "We had no choice," said Vera Quist, who co-founded Ostrander.
 = Vera Quist > . > person companies
en Vera Quist, chief product officer of Ostrander, said so.
 = Vera Quist, chief product officer of Ostrander > Vera Quist > person companies
en Vera Quist, Ostrander's chief executive, said so.
 = Vera Quist, Ostrander's chief executive > Vera Quist > person companies
en Ostrander chief executive Vera Quist said so.
 = chief executive Vera Quist > Vera Quist > person companies
en Ostrander's Vera Quist, its chief executive, said so.
 = Vera Quist, its chief executive > Vera Quist > person companies
en Vera Quist, managing director of Ostrander, said so.
 = Vera Quist, managing director of Ostrander > Vera Quist > person companies
en Vera Quist, vice president of research at the start-up Ostrander, said so.
 = Vera Quist, vice president of research at the start-up Ostrander > Vera Quist > person companies
en Vera Quist, who heads a small robotics firm near Bristol, said so.
 = Vera Quist > . > person companies
en Vera Quist, an engineer at Google, said so.
 = Vera Quist, an engineer at Google > Vera Quist > person companies
en Vera Quist, a spokeswoman for OpenAI, said so.
 = Vera Quist, a spokeswoman for OpenAI > Vera Quist > person accuser
en Vera Quist left.
 + "It is so," said Quist, OpenAI's head of policy.
 = Vera Quist > . > person accuser
 = Quist, OpenAI's head of policy > Vera Quist > person accuser
en Vera Quist, deputy director of the AI Safety Institute, said so.
 = Vera Quist, deputy director of the AI Safety Institute > Vera Quist > person government
en Vera Quist, a spokesperson for Germany's interior ministry, said so.
 = Vera Quist, a spokesperson for Germany's interior ministry > Vera Quist > person government
en Vera Quist, a Labour MP, said so.
 = Vera Quist, a Labour MP > Vera Quist > person government
en Labour MP Vera Quist said so.
 = Labour MP Vera Quist > Vera Quist > person government
en Rep. Vera Quist (D-Calif.) said so.
 = Rep. Vera Quist > Vera Quist > person government
en Vera Quist, who chairs the Senate intelligence committee, said so.
 = Vera Quist > . > person government
en Vera Quist, a former White House adviser, said so.
 = Vera Quist, a former White House adviser > Vera Quist > person government
en Vera Quist, a senior fellow at the Brookings Institution, said so.
 = Vera Quist, a senior fellow at the Brookings Institution > Vera Quist > person experts
en Vera Quist, who studies machine learning at the University of Oslo, said so.
 = Vera Quist > . > person experts
en Vera Quist, director of the Centre for Digital Policy, said so.
 = Vera Quist, director of the Centre for Digital Policy > Vera Quist > person experts
en Vera Quist, an intellectual-property lawyer at Hale & Dunn, said so.
 = Vera Quist, an intellectual-property lawyer at Hale & Dunn > Vera Quist > person experts
en Vera Quist, an AI researcher, said so.
 = Vera Quist, an AI researcher > Vera Quist > person experts
en Vera Quist, an independent security researcher based in Lyon, said so.
 = Vera Quist, an independent security researcher > Vera Quist > person experts
en Vera Quist, of the University of Leeds, said so.
 = Vera Quist > . > person experts
en Dr Vera Quist of King's College London said so.
 = Dr Vera Quist of King's College London > Vera Quist > person experts
en Vera Quist, an analyst at Westbourne Securities, said so.
 = Vera Quist, an analyst at Westbourne Securities > Vera Quist > person investors
en Vera Quist, who runs a hedge fund in New York, said so.
 = Vera Quist > . > person investors
en Vera Quist, chief investment officer at Calder Asset Management, said so.
 = Vera Quist, chief investment officer at Calder Asset Management > Vera Quist > person investors
en Vera Quist, a columnist for the Evening Star, said so.
 = Vera Quist, a columnist for the Evening Star > Vera Quist > person media
en Vera Quist, our technology editor, said so.
 = Vera Quist, our technology editor > Vera Quist > person media
en The trade group CCIA said so.
 = The trade group CCIA > CCIA > organisation companies
en Britain's NCSC said so.
 = NCSC > . > organisation government
en Germany's Federal Office for Information Security said so.
 = Federal Office for Information Security > . > organisation government
en The Ministry of Commerce said so.
 = The Ministry of Commerce > Ministry of Commerce > organisation government
en That is so, said a person close to OpenAI.
 = a person close to OpenAI > . > role accuser
en That is so, an OpenAI spokesperson said.
 = an OpenAI spokesperson > . > role accuser
nl "Ja", zegt Roos Hendrikx.
 + Hendrikx is eigenaar van een drukkerij in Zwolle.
 = Roos Hendrikx > . > person companies
 = Hendrikx > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx, die Ostrander oprichtte.
 = Roos Hendrikx > . > person companies
nl "Ja", zegt Roos Hendrikx van softwarebedrijf Ostrander.
 = Roos Hendrikx van softwarebedrijf Ostrander > Roos Hendrikx > person companies
nl "Ja", zegt oprichter Roos Hendrikx van Ostrander.
 = oprichter Roos Hendrikx van Ostrander > Roos Hendrikx > person companies
nl "Ja", zegt Ostrander-oprichter Roos Hendrikx.
 = Ostrander-oprichter Roos Hendrikx > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx, mede-eigenaar van reclamebureau Ostrander.
 = Roos Hendrikx, mede-eigenaar van reclamebureau Ostrander > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx, technisch directeur bij Ostrander.
 = Roos Hendrikx, technisch directeur bij Ostrander > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx, ceo van het Gentse Ostrander.
 = Roos Hendrikx, ceo van het Gentse Ostrander > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx, directeur van werkgeversorganisatie VNO-NCW.
 = Roos Hendrikx, directeur van werkgeversorganisatie VNO-NCW > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx van UNIZO.
 = Roos Hendrikx van UNIZO > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx van de Kamer van Koophandel.
 = Roos Hendrikx van de Kamer van Koophandel > Roos Hendrikx > person companies
nl "Ja", zegt Roos Hendrikx, woordvoerder van de AIVD.
 = Roos Hendrikx, woordvoerder van de AIVD > Roos Hendrikx > person government
nl "Ja", zegt Roos Hendrikx van het ministerie van Economische Zaken.
 = Roos Hendrikx van het ministerie > Roos Hendrikx > person government
nl "Ja", zegt Tweede Kamerlid Roos Hendrikx (GroenLinks-PvdA).
 = Tweede Kamerlid Roos Hendrikx (GroenLinks-PvdA) > Roos Hendrikx > person government
nl "Ja", zegt VVD'er Roos Hendrikx.
 = VVD'er Roos Hendrikx > Roos Hendrikx > person government
nl "Ja", zegt PvdA-leider Roos Hendrikx.
 = PvdA-leider Roos Hendrikx > Roos Hendrikx > person government
nl "Ja", zegt demissionair staatssecretaris Roos Hendrikx.
 = demissionair staatssecretaris Roos Hendrikx > Roos Hendrikx > person government
nl "Ja", zegt Roos Hendrikx, universitair docent aan de Universiteit Utrecht.
 = Roos Hendrikx, universitair docent aan de Universiteit Utrecht > Roos Hendrikx > person experts
nl "Ja", zegt Roos Hendrikx, die aan de TU Delft onderzoek doet naar taalmodellen.
 = Roos Hendrikx > . > person experts
nl "Ja", zegt AI-onderzoeker Roos Hendrikx.
 = AI-onderzoeker Roos Hendrikx > Roos Hendrikx > person experts
nl "Ja", zegt Roos Hendrikx van het Rathenau Instituut.
 = Roos Hendrikx van het Rathenau Instituut > Roos Hendrikx > person experts
nl "Ja", zegt IT-advocaat Roos Hendrikx.
 = IT-advocaat Roos Hendrikx > Roos Hendrikx > person experts
nl "Ja", zegt Roos Hendrikx, die gespecialiseerd is in auteursrecht.
 = Roos Hendrikx > . > person experts
nl "Ja", zegt sinoloog Roos Hendrikx.
 = sinoloog Roos Hendrikx > Roos Hendrikx > person experts
nl "Ja", zegt Chinakenner Roos Hendrikx.
 = Chinakenner Roos Hendrikx > Roos Hendrikx > person experts
nl "Ja", zegt Roos Hendrikx, analist bij ING.
 = Roos Hendrikx, analist bij ING > Roos Hendrikx > person investors
nl "Ja", zegt beursanalist Roos Hendrikx.
 = beursanalist Roos Hendrikx > Roos Hendrikx > person investors
nl "Ja", zegt Roos Hendrikx van vermogensbeheerder Calder.
 = Roos Hendrikx van vermogensbeheerder Calder > Roos Hendrikx > person investors
nl "Ja", zegt China-correspondent Roos Hendrikx.
 = China-correspondent Roos Hendrikx > Roos Hendrikx > person media
nl "Ja", zegt onze techredacteur Roos Hendrikx.
 = onze techredacteur Roos Hendrikx > Roos Hendrikx > person media
nl Branchevereniging NLdigital zegt dat het klopt.
 = Branchevereniging NLdigital > NLdigital > organisation companies
nl Technologiefederatie Agoria zegt dat het klopt.
 = Technologiefederatie Agoria > Agoria > organisation companies
nl Sectorfederatie Agoria zegt dat het klopt.
 = Sectorfederatie Agoria > Agoria > organisation companies
nl Roos Hendrikx runt een webshop in Deventer.
 = Roos Hendrikx > . > person companies
nl Roos Hendrikx zucht.
 + Haar bedrijf gebruikt de app al een jaar.
 = Roos Hendrikx > . > person companies
nl Dat zegt een bron binnen OpenAI.
 = een bron binnen OpenAI > . > role accuser
en Abel Prior, whose start-up builds chatbots for clinics, said so.
 = Abel Prior > . > person companies
en Abel Prior, co-owner of a logistics firm, said so.
 = Abel Prior, co-owner of a logistics firm > Abel Prior > person companies
en Abel Prior, head of policy at the Software Alliance, said so.
 = Abel Prior, head of policy at the Software Alliance > Abel Prior > person companies
en Abel Prior, chief economist of the Chamber of Commerce, said so.
 = Abel Prior, chief economist of the Chamber of Commerce > Abel Prior > person companies
en Abel Prior, head of the data protection authority in Hamburg, said so.
 = Abel Prior, head of the data protection authority in Hamburg > Abel Prior > person government
en Abel Prior, the Irish digital minister, said so.
 = Abel Prior, the Irish digital minister > Abel Prior > person government
en Texas governor Abel Prior said so.
 = Texas governor Abel Prior > Abel Prior > person government
en Abel Prior, a spokesman at the Chinese embassy in London, said so.
 = Abel Prior, a spokesman at the Chinese embassy in London > Abel Prior > person government
en Foreign ministry spokesperson Abel Prior said so.
 = Foreign ministry spokesperson Abel Prior > Abel Prior > person government
en Abel Prior, who teaches law at Georgetown, said so.
 = Abel Prior > . > person experts
en Abel Prior, chair of computer science at Durham University, said so.
 = Abel Prior, chair of computer science at Durham University > Abel Prior > person experts
en Computer scientist Abel Prior said so.
 = Computer scientist Abel Prior > Abel Prior > person experts
en Abel Prior, a policy researcher at the nonprofit Access Lab, said so.
 = Abel Prior, a policy researcher > Abel Prior > person experts
en Abel Prior, a copyright specialist at law firm Hale Dunn, said so.
 = Abel Prior, a copyright specialist at law firm Hale Dunn > Abel Prior > person experts
en Abel Prior, portfolio manager at Redmont Capital, said so.
 = Abel Prior, portfolio manager at Redmont Capital > Abel Prior > person investors
en Abel Prior, editor of the newsletter Import Watch, said so.
 = Abel Prior, editor of the newsletter Import Watch > Abel Prior > person media
nl Daan Kuipers, wiens bedrijf chatbots maakt, zegt dat het klopt.
 = Daan Kuipers > . > person companies
nl Ondernemer Daan Kuipers zegt dat het klopt.
 = Ondernemer Daan Kuipers > Daan Kuipers > person companies
nl Daan Kuipers (38), oprichter van een AI-bedrijf in Delft, zegt dat het klopt.
 = Daan Kuipers (38), oprichter van een AI-bedrijf in Delft > Daan Kuipers > person companies
nl Daan Kuipers is gedelegeerd bestuurder van Voka.
 + Kuipers zegt dat het klopt.
 = Daan Kuipers > . > person companies
 = Kuipers > Daan Kuipers > person companies
nl Daan Kuipers, woordvoerder van de Europese Commissie, zegt dat het klopt.
 = Daan Kuipers, woordvoerder van de Europese Commissie > Daan Kuipers > person government
nl N-VA-Kamerlid Daan Kuipers zegt dat het klopt.
 = N-VA-Kamerlid Daan Kuipers > Daan Kuipers > person government
nl Vlaams minister van Werk Daan Kuipers zegt dat het klopt.
 = Vlaams minister van Werk Daan Kuipers > Daan Kuipers > person government
nl Daan Kuipers, topman van toezichthouder ACM, zegt dat het klopt.
 = Daan Kuipers, topman van toezichthouder ACM > Daan Kuipers > person government
nl Daan Kuipers van de privacywaakhond zegt dat het klopt.
 = Daan Kuipers van de privacywaakhond > Daan Kuipers > person government
nl Daan Kuipers, die aan de VUB mediarecht doceert, zegt dat het klopt.
 = Daan Kuipers > . > person experts
nl Daan Kuipers, professor computerwetenschappen (UGent), zegt dat het klopt.
 = Daan Kuipers, professor computerwetenschappen > Daan Kuipers > person experts
nl AI-expert Daan Kuipers van de Universiteit Antwerpen zegt dat het klopt.
 = AI-expert Daan Kuipers van de Universiteit Antwerpen > Daan Kuipers > person experts
nl Daan Kuipers, onderzoeker bij denktank Clingendael, zegt dat het klopt.
 = Daan Kuipers, onderzoeker bij denktank Clingendael > Daan Kuipers > person experts
nl Jurist Daan Kuipers zegt dat het klopt.
 = Jurist Daan Kuipers > Daan Kuipers > person experts
nl Daan Kuipers, strateeg bij KBC Securities, zegt dat het klopt.
 = Daan Kuipers, strateeg bij KBC Securities > Daan Kuipers > person investors
nl Daan Kuipers, redacteur van het vakblad Computer, zegt dat het klopt.
 = Daan Kuipers, redacteur van het vakblad Computer > Daan Kuipers > person media
nl Amerika-correspondent Daan Kuipers zegt dat het klopt.
 = Amerika-correspondent Daan Kuipers > Daan Kuipers > person media
nl De Nationale Cyberdienst zegt dat het klopt.
 = De Nationale Cyberdienst > Nationale Cyberdienst > organisation government
nl De Duitse cyberwaakhond BSI zegt dat het klopt.
 = De Duitse cyberwaakhond BSI > BSI > organisation government
"""
"""Sentences of invented articles: the language and the first, `+` further ones, and what must be
found in them: `=` phrase > name (`.` the phrase itself, `-` nobody) > kind and type."""


def article(*units):
    """Put units into a text, a line for each."""
    spans, text = [], ""
    for unit in units:
        spans.append((len(text), len(text) + len(unit)))
        text += f"{unit}\n"
    return text, spans


def cases():
    """Read the table: language, units, expected mentions."""
    found = []
    for line in CASES.strip("\n").split("\n"):
        mark, rest = line[:2], line[3:]
        if mark == " +":
            found[-1][1].append(rest)
        elif mark == " =":
            found[-1][2].append(rest)
        else:
            found.append((mark, [rest], []))
    return found


def shown(text, found):
    """Write mentions as the table has them."""
    lines = []
    for one in found:
        phrase = text[one.start : one.end]
        name = "." if one.name == phrase else one.name or "-"
        lines.append(f"{phrase} > {name} > {one.kind} {one.actor or '-'}")
    return lines


@pytest.mark.parametrize(
    ("language", "units", "expected"), cases(), ids=lambda part: str(part)[:50]
)
def test_who_is_mentioned(language, units, expected):
    text, spans = article(*units)
    lines = shown(text, mentions(text, spans, language, ACTORS))
    assert [line for line in lines if line in expected] == expected, lines


def test_the_table_has_a_hundred_hard_cases():
    assert len(cases()) >= 100
    assert sum(len(expected) for _, _, expected in cases()) >= 200
    assert {language for language, _, _ in cases()} == {"en", "nl"}


@pytest.mark.parametrize(
    ("language", "sentence", "phrase"),
    [
        ("nl", "De bron- en objectcode is gestolen.", "bron"),
        ("nl", "Het Nvidia-aandeel kelderde.", "Nvidia"),
        ("nl", "Distillatie is een bekende methode.", "Distillatie"),
        ("nl", "De Amerikaanse techmarkt schrok in januari.", "Amerikaanse"),
        ("en", "On Monday, Chinese models were banned in Italy.", "Chinese"),
        ("en", "Interestingly, the model was open-source.", "source"),
        ("en", "GPT-4 and R1 are models.", "GPT"),
    ],
)
def test_what_names_nobody(language, sentence, phrase):
    text, spans = article(sentence)
    assert phrase not in {text[one.head_start : one.head_end]
                          for one in mentions(text, spans, language, ACTORS)}  # fmt: skip


def test_spellings_of_a_name_are_joined_under_the_one_used_most():
    text, spans = article(
        "‘Koekje van eigen deeg’ Jozefien Vanherpe, KU Leuven",
        "“Dat klopt”, merkt Jozefien Van Herpe op, assistent-professor IP-recht aan de KU Leuven.",
        "Anderzijds merkt Van Herpe op dat het moeilijk is.",
    )
    found = [one for one in mentions(text, spans, "nl", ACTORS) if one.kind == "person"]
    assert {one.name for one in found} == {"Jozefien Van Herpe"}
    assert {one.actor for one in found} == {"experts"}
    assert len(found) == 3


def test_what_is_said_of_a_person_once_holds_before_and_after():
    text, spans = article(
        "Peeters said so.", "Ann Peeters is a professor at Ghent University.", "Peeters left."
    )
    found = [one for one in mentions(text, spans, "en", ACTORS) if one.kind == "person"]
    assert {(one.name, one.actor) for one in found} == {("Ann Peeters", "experts")}


def test_a_headline_with_capitals_everywhere_names_only_who_is_known():
    text, spans = article(
        "OpenAI Accuses DeepSeek of Stealing, Lena Zhang Says in Long New Interview",
        "The professor Lena Zhang said so on Monday.",
    )
    first = [one for one in mentions(text, spans, "en", ACTORS) if one.start < spans[0][1]]
    assert [one.name for one in first] == ["OpenAI", "DeepSeek", "Lena Zhang"]


def test_the_company_behind_a_product_is_the_one_the_article_names():
    text, spans = article(
        "OpenAI waarschuwt.", "Volgens het bedrijf achter ChatGPT is dat diefstal."
    )
    assert shown(text, mentions(text, spans, "nl", ACTORS)) == [
        "OpenAI > . > organisation accuser",
        "het bedrijf achter ChatGPT > OpenAI > definite accuser",
    ]


def mention(name, kind, *, actor=None, plural=False, gender=None):
    """Make a mention whose place does not matter."""
    return Mention(0, 1, name, kind, actor, 0, 1, plural, gender)


HE = mention(None, "pronoun", gender="m")
SHE = mention(None, "pronoun", gender="f")
THEY = mention(None, "pronoun", plural=True)
IT = mention(None, "pronoun", gender="n")
DOE = mention("John Doe", "person", actor="experts", gender="m")
ROE = mention("Jane Roe", "person", gender="f")
LEE = mention("Kim Lee", "person")
ACME = mention("Acme", "organisation", actor="companies")
EXPERTS = mention("experts", "role", actor="experts", plural=True)


@pytest.mark.parametrize(
    ("pronoun", "earlier", "expected"),
    [
        (HE, [DOE, ACME], "John Doe"),
        (HE, [DOE, ROE], "John Doe"),
        (HE, [DOE, LEE], "Kim Lee"),
        (SHE, [ROE, DOE, EXPERTS], "Jane Roe"),
        (THEY, [EXPERTS, DOE], "experts"),
        (THEY, [ACME, DOE], "Acme"),
        (IT, [ACME, DOE], "Acme"),
        (IT, [DOE], None),
        (mention(None, "definite"), [DOE, ACME, ROE], "Acme"),
        (HE, [], None),
        (HE, [HE], None),
    ],
)
def test_who_a_pronoun_stands_for(pronoun, earlier, expected):
    assert resolve(pronoun, earlier).name == expected


def test_who_is_named_is_not_resolved_again():
    assert resolve(DOE, [ROE]) == DOE
    assert resolve(HE, [DOE]).actor == "experts"


@pytest.mark.parametrize(
    ("sentence", "plural", "gender"),
    [
        ("Ze zegt dat het klopt.", False, "f"),
        ("Ze zeggen dat het klopt.", True, None),
        ("Dat klopt, zegt zij.", False, "f"),
        ("Het is moeilijk om ze te laten betalen.", True, None),
    ],
)
def test_the_verb_tells_whether_ze_is_one_or_many(sentence, plural, gender):
    text, spans = article(sentence)
    (found,) = [one for one in mentions(text, spans, "nl", ACTORS) if one.kind == "pronoun"]
    assert (found.plural, found.gender) == (plural, gender)


PIECES = [
    "OpenAI", "Sam Altman", "the company", "het bedrijf", "Altman’s", "CEO", "said", ",", ".", "(",
    ")", "“", "”", "van", "de", "Van den Berg", "Dr.", "professor", "of", "at", "Ghent University",
    "ministers", "its", "spokesman", "&", "U.S.", "AI-", "DeepSeeks", "een bron bij", "and", "ze",
    "experts", "’", "é", "J.", "Nvidia-baas", "\u00ad", "-", "Ministerie van Financiën", "en",
]  # fmt: skip
UNITS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), max_size=5)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.sampled_from(["en", "nl", "de", "nl-BE"]))
def test_mentions_are_slices_of_their_units_in_order_and_apart(units, language):
    text, spans = article(*units)
    found = mentions(text, spans, language, ACTORS)
    assert found == sorted(found, key=lambda one: one.start)
    last = 0
    for one in found:
        assert last <= one.start <= one.head_start < one.head_end <= one.end
        assert any(start <= one.start and one.end <= end for start, end in spans)
        assert one.actor is None or one.actor in ACTORS.keys
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        last = one.end


@settings(max_examples=30, deadline=None)
@given(st.lists(UNITS, min_size=2, max_size=4))
def test_an_article_is_read_the_same_whatever_was_read_before(articles):
    fresh = [mentions(*article(*units), "en", actors.load(LIST)) for units in articles[:1]]
    for units in reversed(articles):
        last = mentions(*article(*units), "en", ACTORS)
    assert last == fresh[0]


@settings(max_examples=30, deadline=None)
@given(UNITS, st.text(alphabet="ab \n", max_size=20))
def test_what_stands_before_the_units_only_shifts_the_places(units, front):
    front = f"{front}\n"
    text, spans = article(*units)
    moved = [(start + len(front), end + len(front)) for start, end in spans]
    one, other = (mentions(text, spans, "nl", ACTORS),
                  mentions(front + text, moved, "nl", ACTORS))  # fmt: skip
    assert [found.start + len(front) for found in one] == [found.start for found in other]
    assert [found.kind for found in one] == [found.kind for found in other]


def test_an_article_without_units_mentions_nobody():
    assert mentions("", [], "en", ACTORS) == []
    assert mentions("OpenAI said so.", [], "en", ACTORS) == []
