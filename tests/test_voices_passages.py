"""Who speaks in whole paragraphs of the news: agencies, tabloids, broadsheets, blogs.

All are invented. Under each stands who is expected to speak in each of its sentences, written
as in `test_voices_hard_cases`. ``*`` is left open. Names count as found if one holds the other.
"""

import pytest
from invented_passages import ACCUSATIONS, NO_VOICES
from invented_voices import spoken

ENGLISH = """
Norvane, the Oslo-based maker of delivery drones, has accused a smaller rival of copying its
navigation software. The company told Reuters on Tuesday that it had found traces of its own code
in the rival's product. "We have never seen copying on this scale," chief executive Ingrid Haug
said in a statement. "Every line of the map module is ours." Skylark, the rival, has not responded
to requests for comment. Shares in Norvane rose 4 percent.
= Norvane / Norvane / Ingrid Haug / Ingrid Haug / - / -

A senior official at the Department of Commerce said the agency was looking into the matter. "We
take these claims seriously," the official said. He added that no decision had been made. The
department has the power to block exports.
= A senior official / A senior official / A senior official / -

Not everyone is convinced. Priya Raman, an economist at the London School of Economics, thinks the
panic is overdone. “Markets always overshoot,” she says. “In six months nobody will remember
this.” She points to the dotcom crash, when prices recovered within three years.
= - / Priya Raman / Priya Raman / Priya Raman / Priya Raman

DeepSeek claims its model cost just $5.6 million to train. That figure has been questioned by
several researchers, who say it leaves out the price of the chips. "The number is misleading,"
wrote Daniel Okafor, an analyst at Bernstein, in a note to clients. Nvidia lost almost $600
billion in value in a day. Investors fear that demand for its chips will fall.
= DeepSeek / several researchers / Daniel Okafor / - / Investors

Is it theft? Lawyers disagree. "Terms of service are a contract, not a law," says Miriam Falk, a
partner at the law firm Dunn & Price. "You can sue for breach, but good luck collecting damages in
Hangzhou." Other experts believe trade secret law could apply. Whatever the outcome, the case
shows how hard it is to protect a model once it is online.
= - / - / Miriam Falk / Miriam Falk / Other experts / -

Press release. Halden Systems today announced that it has appointed Mary Ford as chief financial
officer. "Mary brings deep experience," said Olav Lind, CEO of Halden Systems. "I am thrilled to
join the team," said Ford. Halden Systems employs 400 people in Bergen.
= - / Halden Systems / Olav Lind / Ford / -

Users on social media mocked the complaint. One wrote: "The thief has been robbed." Others pointed
out that OpenAI had trained on books without asking. The hashtag was viewed millions of times.
= Users / One / Others / -

The engineer, who spoke on condition of anonymity, described the mood inside the lab as tense.
People were told to delete old logs, she said. Management denies that any such order was given. A
court will hear the case in May.
= The engineer / The engineer / Management / -

So what is distillation? In essence, a small model learns from the answers of a big one. It is a
standard practice: labs do it with their own models all the time. What is not allowed, says Ion
Petrov, who teaches computer science at Edinburgh, is to do it with a competitor's model. "That's
where the terms of service come in," he explains. Whether they would hold up in court is another
matter.
= - / - / - / Ion Petrov / Ion Petrov / -

The company, whose valuation reached $157 billion last year, has shared its findings with
Microsoft. Security researchers at Microsoft observed individuals exfiltrating large amounts of
data in the autumn, Bloomberg reported. Microsoft declined to comment, and OpenAI did not
immediately reply to an email. The people, who asked not to be identified, said the accounts were
blocked.
= - / Bloomberg / - / The people

"Distillation" has become the word of the week. Google Trends shows a tenfold rise in searches.
The term was coined in 2015 in a paper by Geoffrey Hinton and others. In the paper, "Distilling
the Knowledge in a Neural Network", they showed that small models could learn from large ones. It
has been cited more than 20,000 times.
= - / - / - / - / -

Experts caution against reading too much into the benchmark. Models are often tuned to the test,
notes Wendy Zhou of Carnegie Mellon. Even so, the results impressed engineers. The model solved 97
percent of the problems. The paper says it was trained on 2,048 chips.
= Experts / Wendy Zhou / - / - / *

Why does this matter? Because training a frontier model costs hundreds of millions. If rivals can
copy the result for a fraction of the price, investors may ask why they should pay. That, at
least, is the argument OpenAI makes in its memo. The company wants the government to step in.
Skeptics hear something else: a plea for protection from competition.
= - / - / - / OpenAI / OpenAI / Skeptics

Our reporter tried the app. Asked about Tiananmen Square, the chatbot replied: "Sorry, that's
beyond my current scope." It answered questions about the Capitol riot at length. The Guardian
found similar gaps. Cyber security firm Wiz said it had found an exposed database within minutes.
A spokeswoman for Britain's data regulator said the ICO was "aware" of the reports.
= - / * / - / * / Wiz / A spokeswoman for Britain's data regulator

A federal judge in San Francisco ruled on Monday that authors may sue the chatbot maker. Judge
Alma Reyes wrote that the company's argument "strains belief". Lawyers for the authors hailed the
decision. "This is a huge win for writers everywhere," attorney Paul Greer said in an emailed
statement. A company spokesman had no comment.
= A federal judge in San Francisco / Alma Reyes / Lawyers for the authors / Paul Greer / -

What do workers think? In a survey by the pollster YouGov, 46 percent said they feared for their
jobs. Unions want a seat at the table. "Nobody asked us," complains Dave Stubbs, a shop steward in
Derby. He worries that younger colleagues will never learn the trade. The employers' federation
sees it differently: new tools create new work, it argues.
= - / * / Unions / Dave Stubbs / Dave Stubbs / The employers' federation

As first reported by The Information, the start-up is in talks to raise $2 billion. The round
would value it at $40 billion, the website said, citing two people with knowledge of the matter. A
spokesperson did not immediately respond to a request for comment. Investors have poured money
into the sector this year.
= The Information / two people with knowledge of the matter; >The Information / - / -

"Look," he says, leaning back in his chair, "we made mistakes." Marcus Hale, who founded Orbital
in 2016, is in a reflective mood. He does not regret the layoffs. "They had to happen. Without
them we would be dead." Former staff tell a different story. One ex-engineer says managers ignored
repeated warnings. Another recalls crying in the car park.
= * / - / - / Marcus Hale / Marcus Hale / * / One ex-engineer / Another

Chinese officials have long complained about US export controls. On Thursday, the commerce
ministry accused Washington of "bullying" and vowed to take "necessary measures". State
broadcaster CCTV said the curbs had backfired. In a rare admission, the US commerce secretary
acknowledged that some chips had been smuggled.
= Chinese officials / the commerce ministry / CCTV / the US commerce secretary

OpenAI insists it respects copyright. The Authors Guild is not buying it. Its president, Maya
Lind, dismissed the statement as "spin". In her view, the company should pay for every book. A
hearing has been set for June.
= OpenAI / - / Maya Lind / Maya Lind / -

The results were published in Nature. They suggest that smaller models can be as good as larger
ones, if trained well. "That surprised us," co-author Yuki Tan of Kyoto University told this
newspaper. Independent experts urged caution. The sample was small, they said.
= - / - / Yuki Tan / Independent experts / Independent experts

I asked the chatbot about it. It gave me a polite refusal. My colleague got the same answer. We
have seen this before: a hyped product, a viral week, and then silence. Let us hope that
regulators pay attention this time.
= - / - / - / - / -

The ministry published the report in March. It recommended stricter rules. Parliament debated the
matter for two days and called for an inquiry. The bill now goes to the Senate. Its fate is
uncertain.
= - / the ministry / Parliament / - / -

Hackers claimed responsibility in a post on a forum. The group, which calls itself Red Lantern,
demanded two million dollars. Police in Lyon confirmed the attack. The hospital would not say how
many files were lost. Patients have been told to change their passwords.
= Hackers / Red Lantern; The group / Police in Lyon / - / -

She has written three books on the subject. The latest calls the boom a mirage. Its thesis is
simple: nobody makes money. In an interview at her home in Bath, Rowena Clegg explains why.
"Electricity costs more than the answers are worth," she says. Her critics point out that the same
was once said of search engines.
= - / * / * / Rowena Clegg / Rowena Clegg / Her critics

How good is it? In our tests, the model wrote clean code and explained its reasoning. It stumbled
on simple riddles. Told that it was wrong, it apologised. The company says an update is due next
month.
= - / - / - / - / The company

"We are not for sale," the founder told staff on Monday, according to three people who attended
the meeting. He urged them to ignore the rumours. Several asked about layoffs. He said there would
be none.
= the founder; three people / the founder / * / the founder
"""

DUTCH = """
Norvane, de Noorse maker van bezorgdrones, beschuldigt een kleinere concurrent van het kopiëren
van software. Het bedrijf zegt sporen van de eigen code te hebben gevonden. “Zoiets hebben we nog
nooit gezien”, aldus topvrouw Ingrid Haug in een verklaring. “Elke regel van de kaartmodule is van
ons.” Concurrent Skylark was niet bereikbaar voor commentaar. Het aandeel Norvane steeg 4 procent.
= Norvane / Norvane / Ingrid Haug / Ingrid Haug / - / -

Niet iedereen is overtuigd. Econoom Priya Raman van de Universiteit van Amsterdam denkt dat de
paniek overdreven is. “Markten schieten altijd door”, zegt ze. “Over een half jaar weet niemand
dit nog.” Ze wijst op de internetzeepbel, toen de koersen binnen drie jaar herstelden.
= - / Priya Raman / Priya Raman / Priya Raman / Priya Raman

DeepSeek claimt dat het model slechts 5,6 miljoen dollar kostte. Verschillende onderzoekers zetten
daar vraagtekens bij. ‘Dat getal is misleidend’, schrijft analist Daan Okker van ING in een
rapport. Nvidia verloor in één dag bijna 600 miljard dollar. Beleggers vrezen dat de vraag naar
chips zal dalen.
= DeepSeek / Verschillende onderzoekers / Daan Okker / - / Beleggers

Staatssecretaris Femke Dool (Digitalisering) raadt ambtenaren af de app te gebruiken. Dat schrijft
ze dinsdag in een brief aan de Tweede Kamer. "De risico's zijn te groot", aldus Dool. De maatregel
gaat per direct in. De oppositie vindt dat het kabinet te traag reageert.
= Femke Dool / Femke Dool / Femke Dool / - / De oppositie

Is het diefstal? Juristen zijn het oneens. “Gebruiksvoorwaarden zijn een contract, geen wet”, zegt
advocate Mirjam Falk van het kantoor Dun & Prijs. “Je kunt een schadevergoeding eisen, maar krijg
die maar eens in Hangzhou.” Andere experts menen dat het om bedrijfsgeheimen gaat. De zaak laat
zien hoe moeilijk een model te beschermen is.
= - / - / Mirjam Falk / Mirjam Falk / Andere experts / -

OpenAI heeft aanwijzingen dat DeepSeek zijn modellen heeft misbruikt. Dat meldt de Financial
Times. Het bedrijf zou eind vorig jaar verdachte accounts hebben gezien. Microsoft onderzoekt de
kwestie, zo melden bronnen aan Bloomberg. DeepSeek wilde niet reageren.
= - / Financial Times / Financial Times / bronnen / -

“Die app moet morgen verboden worden”, vindt Kamerlid Joost Maas (VVD). “Niet volgende maand, maar
morgen.” D66 is voorzichtiger. Volgens Kamerlid Anna Kruis dreigt er ‘hysterie’ en moet een verbod
standhouden bij de rechter. Het ministerie wil niet op de uitspraken ingaan.
= Joost Maas / Joost Maas / - / Anna Kruis / -

Het gaat hard, ziet Lotte Claes, professor computerwetenschappen aan de VUB. "Wat vorig jaar nog
onmogelijk leek, kan nu op een laptop." Toch waarschuwt ze voor te veel optimisme. Het model zou
nog te vaak fouten maken. Claes en haar team testten de chatbot wekenlang.
= Lotte Claes / Lotte Claes / Lotte Claes / Lotte Claes / -

De ingenieur, die anoniem wil blijven, omschrijft de sfeer in het lab als gespannen. Medewerkers
moesten oude bestanden wissen, zegt ze. De directie ontkent dat. In mei dient de zaak.
= De ingenieur / De ingenieur / De directie / -

Op sociale media wordt gelachen om de klacht. Eén gebruiker schreef: "De dief is bestolen."
Anderen merkten op dat OpenAI boeken gebruikte zonder het te vragen. De hashtag werd miljoenen
keren bekeken.
= - / Eén gebruiker / Anderen / -

Wat is distillatie precies? In wezen leert een klein model van de antwoorden van een groot model.
Dat is gangbaar: laboratoria doen het voortdurend met hun eigen modellen. Wat niet mag, zegt Ivo
Petersen, die informatica doceert in Delft, is het doen met het model van een concurrent. “Daar
komen de gebruiksvoorwaarden om de hoek kijken”, legt hij uit. Of die standhouden voor de rechter,
is een andere vraag.
= - / - / - / Ivo Petersen / Ivo Petersen / -

Deskundigen manen tot voorzichtigheid. Modellen worden vaak op de test afgestemd, weet Wendy Zoet
van de TU Eindhoven. Toch maakten de resultaten indruk op ingenieurs. Het model loste 97 procent
van de opgaven op.
= Deskundigen / Wendy Zoet / - / -

Waarom is dit van belang? Het trainen van een topmodel kost honderden miljoenen. Als rivalen het
resultaat voor een fractie kunnen namaken, zullen investeerders zich afvragen waarom ze nog
betalen. Dat is althans de redenering van OpenAI in de memo. Het bedrijf wil dat de overheid
ingrijpt. Sceptici horen iets anders: een roep om bescherming tegen concurrentie.
= - / - / - / OpenAI / - / Sceptici

De twee bedrijven hebben een conflict over de rechten. Het akkoord zegt niets over data. In het
contract staat dat afnemers geen kopieën mogen maken. De rechter moet nog uitspraak doen. Wanneer
dat gebeurt, is onbekend.
= - / - / - / - / -

China ontkent elke betrokkenheid. “Peking heeft altijd gehandeld volgens de wet”, reageerde het
ministerie van Buitenlandse Zaken. De ambassade in Den Haag deed de beschuldiging af als ‘laster’.
Wat er precies is gebeurd, blijft onduidelijk.
= China / het ministerie van Buitenlandse Zaken / De ambassade in Den Haag / -

Een rechter in Amsterdam oordeelde maandag dat auteurs de maker van de chatbot mogen aanklagen.
Het bedrijf noemt de uitspraak teleurstellend. ‘Wij gaan in beroep’, laat een woordvoerder weten.
De Auteursbond is blij met het vonnis. “Dit is een grote overwinning voor schrijvers”, aldus
voorzitter Maartje Lind.
= Een rechter in Amsterdam / Het bedrijf / een woordvoerder / - / Maartje Lind

Het bedrijf is in gesprek over een kapitaalronde van 2 miljard, meldt The Information op basis van
twee ingewijden. De ronde zou het bedrijf op 40 miljard waarderen. Een woordvoerder was niet
meteen bereikbaar. Investeerders staken dit jaar veel geld in de sector.
= The Information / The Information / - / -

"Kijk," zegt hij, achteroverleunend in zijn stoel, "we hebben fouten gemaakt." Mark Haal, die
Orbital in 2016 oprichtte, heeft geen spijt van de ontslagen. "Die moesten gebeuren. Anders waren
we dood geweest." Oud-medewerkers vertellen een ander verhaal. Een van hen zegt dat managers
waarschuwingen negeerden.
= * / - / Mark Haal / Mark Haal / * / Een van hen

Niet te snel, waarschuwen economen. Ze wijzen erop dat de productiviteit al twintig jaar
nauwelijks stijgt. De belofte van AI moet nog worden ingelost. Dat vergt tijd.
= economen / economen / - / -

Het Chinese ministerie van Handel beschuldigde Washington donderdag van "intimidatie". Volgens
staatsomroep CCTV hebben de beperkingen averechts gewerkt. De Amerikaanse minister van Handel
erkende dat er chips zijn gesmokkeld. Dat gebeurde via Singapore en Maleisië.
= ministerie van Handel / CCTV / De Amerikaanse minister van Handel / -

OpenAI houdt vol dat het auteursrecht respecteert. De Auteursbond gelooft daar niets van.
Voorzitter Maartje Lind doet de verklaring af als ‘marketing’. In haar ogen moet het bedrijf voor
elk boek betalen. De zitting is in juni.
= OpenAI / * / Maartje Lind / Maartje Lind / -

De resultaten verschenen in Nature. Daaruit blijkt dat kleinere modellen even goed kunnen zijn.
“Dat verraste ons”, vertelt onderzoeker Yuki Tan van de universiteit van Kyoto. Onafhankelijke
experts manen tot voorzichtigheid. De steekproef was klein, zeggen ze.
= - / - / Yuki Tan / Onafhankelijke experts / Onafhankelijke experts

Ik vroeg het aan de chatbot. Die gaf een beleefde weigering. Mijn collega kreeg hetzelfde
antwoord. We hebben dit eerder gezien: een hype, een week vol krantenkoppen en dan stilte. Laten
we hopen dat toezichthouders nu wel opletten.
= - / - / - / - / -

Daar denkt Ilse Baert, die het dossier voor Testaankoop volgt, anders over. "De consument weet
niet waar hij aan toe is." Baert wil dat de overheid ingrijpt. Of dat gebeurt, valt te
betwijfelen.
= * / Ilse Baert / - / -

Het ministerie publiceerde het rapport in maart. De Kamer debatteerde er twee dagen over en vroeg
om een onderzoek. Het wetsvoorstel gaat nu naar de senaat. Wat die doet, is onzeker.
= - / De Kamer / - / -

Hackers eisten de aanval op in een bericht op een forum. De groep, die zichzelf Rode Lantaarn
noemt, eist twee miljoen. De politie in Luik bevestigt de aanval. Het ziekenhuis wil niet zeggen
hoeveel bestanden verloren zijn. Patiënten kregen het advies hun wachtwoord te wijzigen.
= Hackers / De groep / De politie in Luik / - / -

Ze schreef drie boeken over het onderwerp. Haar stelling is eenvoudig: niemand verdient eraan.
Thuis in Gent legt Roos Kleppe uit waarom. "De stroom kost meer dan het antwoord waard is", zegt
ze. Haar critici merken op dat hetzelfde ooit van zoekmachines werd gezegd.
= - / * / Roos Kleppe / Roos Kleppe / Haar critici

De overname, die vrijdag werd aangekondigd, is goed voor 5 miljard. De aandeelhouders moeten nog
instemmen. De raad van bestuur beveelt het bod aan. Concurrent Quanta zegt zijn opties te
bekijken. De vakbond ACV vreest ontslagen.
= - / - / De raad van bestuur / Quanta / ACV

Hoe goed is het? In onze test schreef het model nette code. Het struikelde over simpele raadsels.
Volgens het bedrijf komt er volgende maand een update. Die zou sneller moeten zijn.
= - / - / - / het bedrijf / *

“Wij zijn niet te koop”, zei de oprichter maandag tegen het personeel, zo vertellen drie
aanwezigen. Hij riep hen op de geruchten te negeren. Enkelen vroegen naar ontslagen. Die komen er
volgens hem niet.
= de oprichter; drie aanwezigen / de oprichter / * / de oprichter

SAN FRANCISCO (ANP) - OpenAI heeft het Amerikaanse Congres laten weten dat het Chinese DeepSeek zijn
modellen heeft nagebootst. Dat blijkt uit een brief die het bedrijf donderdag verstuurde. Volgens de
ontwikkelaar gebruikte DeepSeek daarvoor een techniek die distillatie heet. De Chinezen zouden
daarbij de beveiliging hebben omzeild. DeepSeek was niet bereikbaar voor een reactie. De ambassade
van China in Washington zegt zich niet te herkennen in de beschuldigingen.
= OpenAI / OpenAI / OpenAI / OpenAI / - / De ambassade van China in Washington

BRUSSEL (BELGA) - Minister van Digitalisering Karlien Voet (CD&V) vraagt de inlichtingendiensten om
een advies over DeepSeek. "We mogen niet naïef zijn", zo klinkt het. Het kabinet-Voet bevestigt dat
ambtenaren de app voorlopig niet mogen gebruiken. Eerder al trok Italië aan de noodrem. De oppositie
vindt de maatregel te voorzichtig. Groen-fractieleider Bram Lauwers had liever een volledig verbod
gezien.
= Karlien Voet / Karlien Voet / Het kabinet-Voet / - / De oppositie / Bram Lauwers

Wie steelt er van wie? Die vraag stelden wij aan Reinout Vermaas, hoogleraar informatierecht in
Nijmegen. Hij moet er een beetje om lachen. ‘OpenAI heeft zelf het halve internet leeggetrokken
zonder iets te vragen. Dat uitgerekend dat bedrijf nu de vermoorde onschuld speelt, is potsierlijk.’
Juridisch ligt het volgens Vermaas ingewikkeld. De uitvoer van een taalmodel is niet beschermd, legt
hij uit, maar contractbreuk is dat misschien wel.
= - / - / * / Reinout Vermaas / Reinout Vermaas / Reinout Vermaas / Reinout Vermaas

Woede in Silicon Valley! De makers van ChatGPT zijn razend op DeepSeek. De Chinezen hebben ons
beroofd, brieste een topman tegenover deze krant. ‘Ze pikten onze antwoorden en verkopen ze nu voor
een habbekrats’, foetert hij. Bij DeepSeek zwijgen ze in alle talen. Insiders fluisteren dat er al
advocaten zijn ingeschakeld.
= - / - / een topman / een topman / - / Insiders

Onderzoekers van beveiligingsbedrijf Kestrel Labs hebben een open database van DeepSeek ontdekt. In
een blogpost schrijven ze dat de chatgeschiedenis van gebruikers voor iedereen leesbaar was. De
onderzoekers konden ook api-sleutels inzien. Kestrel heeft het lek gemeld, waarna DeepSeek het
binnen een uur dichtte. Het is niet duidelijk hoelang de database online stond. Tegen Webwijzer zegt
een medewerker van Kestrel dat het om 'een beginnersfout' gaat.
= - / Onderzoekers / - / - / - / een medewerker

Het aandeel ASML sloot 7 procent lager. Analisten van Degroof Petercam raden aan om het hoofd koel
te houden. Ze zien op termijn juist meer vraag naar chips ontstaan. ‘Goedkope modellen worden vaker
gebruikt’, luidt de redenering. Ook bij KBC Securities heerst er geen paniek. Portefeuillebeheerder
Ann Dierickx spreekt over een gezonde correctie.
= - / Analisten / Analisten / Analisten / * / Ann Dierickx

Was u verrast door de brief van OpenAI? “Niet echt. Iedereen in het vak wist dat dit gebeurt.” Moet
de overheid ingrijpen? “Dat lijkt me voorbarig. Eerst wil ik bewijs zien.” Tine Aerts haalt haar
schouders op. “We hebben het hier over een bedrijf dat zelf voor de rechter staat”, zegt de
onderzoekster.
= - / * / Tine Aerts / - / Tine Aerts / Tine Aerts / - / Tine Aerts

De Amerikaanse senator Rob Callahan eist dat de minister van Handel de uitvoer van chips verder
inperkt. Hij verwijst daarbij naar de klacht van OpenAI. Die beschuldigt DeepSeek ervan op grote
schaal antwoorden te hebben geoogst. Volgens de senator gaat het om industriële spionage. Het
ministerie wil daar niet op vooruitlopen. Nvidia, de maker van de chips, zei eerder dat het zich aan
alle regels houdt.
= Rob Callahan / Rob Callahan / OpenAI / Rob Callahan / - / Nvidia

Volgens de krant beschikt Microsoft over logbestanden waaruit het misbruik blijkt. Het
softwareconcern zou die al in de herfst aan OpenAI hebben bezorgd. Een zegsvrouw van Microsoft houdt
de lippen stijf op elkaar. Ook OpenAI geeft geen commentaar. Wel benadrukt het dat het ‘agressieve
tegenmaatregelen’ neemt. Twee bronnen die het onderzoek van nabij volgen, bevestigen het verhaal.
= de krant / de krant / - / - / OpenAI / Twee bronnen

“Onze klanten zijn bedrogen”, stelt consumentenorganisatie Koopwijzer. De organisatie start een
massaclaim tegen fietsenmaker Veloria. Veloria zou jarenlang hebben gezwegen over brandgevaarlijke
accu's. Het bedrijf spreekt dat met klem tegen. “Alle accu's zijn getest door een onafhankelijk
laboratorium”, verzekert directeur Onno Riemers. Toezichthouder NVWA zegt de zaak te onderzoeken.
= Koopwijzer / - / Koopwijzer / Veloria / Onno Riemers / NVWA

Waar rook is, is vuur, vindt Saskia Wouda. De docente ethiek uit Groningen schreef er een boek over.
Ze pleit daarin voor een zwarte lijst van bedrijven die data stelen. Haar uitgever noemt het een
wake-upcall. Niet iedereen deelt die mening. Recensent Hugo Bal vond het vooral een langdradig
betoog.
= Saskia Wouda / - / Saskia Wouda / Haar uitgever / * / Hugo Bal

Bij de vakbond zijn ze er niet gerust op. ‘Wij horen al maanden dat de fabriek dichtgaat’, aldus
secretaris Nordin Haddad. De directie van Staalwerken Gent ontkent in alle toonaarden. Er is geen
sprake van een sluiting, laat ze per mail weten. De burgemeester hoopt op snel overleg. Hij heeft
daarvoor al een brief gestuurd.
= * / Nordin Haddad / De directie / De directie / De burgemeester / -

Techbaas Sam Altman toonde zich aanvankelijk onder de indruk van R1. Hij noemde het op X “een
indrukwekkend model, zeker voor die prijs”. Twee dagen later sloeg de toon om. OpenAI had naar eigen
zeggen sporen van distillatie gevonden. Wat die sporen zijn, wilde het bedrijf niet kwijt. Critici
wezen er fijntjes op dat OpenAI zelf verwikkeld is in rechtszaken over auteursrecht.
= Sam Altman / Sam Altman / - / OpenAI / - / Critici

Het Openbaar Ministerie verdenkt de oud-wethouder van corruptie. Hij zou vergunningen hebben
verleend in ruil voor een keuken. De advocaat van de man noemt de verdenking 'uit de lucht
gegrepen'. ‘Mijn cliënt heeft elke rekening zelf betaald’, zei zij voor de rechtbank. De officier
van justitie sprak van een patroon. Uitspraak volgt over twee weken.
= Openbaar Ministerie / Openbaar Ministerie / De advocaat / De advocaat / De officier / -

Kan dat zomaar, een model kopiëren? Nee, zegt OpenAI. Ja, zeggen veel juristen. De waarheid ligt
ergens in het midden. ‘Er bestaat nog geen rechtspraak over’, geeft advocaat Floor de Wit toe. Zij
verwacht dat de eerste zaken nog dit jaar voor de rechter komen.
= - / OpenAI / veel juristen / - / Floor de Wit / Floor de Wit

Uit onderzoek van de Radboud Universiteit blijkt dat chatbots vaker fouten maken in het Nederlands.
De onderzoekers legden drie systemen duizend vragen voor. DeepSeek gaf in een derde van de gevallen
een fout antwoord. Dat verbaast taalkundige Lotje Meurs niet. Nederlands is een kleine taal, zegt
ze, en dus is er weinig materiaal. De makers van de chatbots wilden niet reageren.
= Radboud Universiteit / - / - / Lotje Meurs / Lotje Meurs / -

Peking is not amused. Woordvoerder Zhao Min van Buitenlandse Zaken hekelde woensdag ‘het politiseren
van technologie’. China gaat volgens hem juist zorgvuldig om met intellectueel eigendom. De
staatskrant Global Tribune had het in een hoofdartikel over jaloezie. Westerse diplomaten in Peking
reageren schouderophalend. ‘Dit is het standaardantwoord’, klinkt het bij een van hen.
= - / Zhao Min / Zhao Min / Global Tribune / - / een van hen

De prijs mag dan laag zijn, gratis is DeepSeek niet, waarschuwt de Autoriteit Persoonsgegevens.
Gebruikers betalen met hun gegevens, stelt de toezichthouder. Voorzitter Alwin Mulder raadt iedereen
aan de app te verwijderen. Hij maakt zich met name zorgen over gevoelige informatie. Of er een
verbod komt, kan hij nog niet zeggen. De privacyverklaring van DeepSeek vermeldt dat gegevens op
Chinese servers staan.
= Persoonsgegevens / Persoonsgegevens / Alwin Mulder / Alwin Mulder / - / DeepSeek

Elon Berger, durfinvesteerder in Amsterdam, gelooft er geen snars van. Het verhaal van die zes
miljoen is volgens hem marketing. ‘Tel de chips, tel de salarissen, en je komt op een veelvoud uit.’
Toch heeft Berger bewondering voor de ingenieurs. Ze hebben laten zien dat het efficiënter kan,
meent hij. Zijn fonds heeft geen belangen in DeepSeek.
= Elon Berger / Elon Berger / Elon Berger / Elon Berger / Elon Berger / -

Als het aan de Europese Commissie ligt, moeten AI-bedrijven voortaan onthullen welke data ze
gebruiken. Dat staat in een ontwerptekst die De Morgen kon inkijken. Techbedrijven zijn niet
enthousiast over het voorstel. Brancheorganisatie DigiForum waarschuwt dat Europa zichzelf uit de
markt prijst. Europarlementariër Kris Denolf (Vooruit) wuift die kritiek weg. “Dat zeiden ze bij de
privacywet ook”, aldus Denolf.
= Commissie / Commissie; De Morgen / Techbedrijven / DigiForum / Kris Denolf / Kris Denolf

OpenAI slaat alarm over Chinese kopieerdrift. Het bedrijf achter ChatGPT heeft in een memo aan een
commissie van het Huis van Afgevaardigden zijn beklag gedaan over DeepSeek. In het document, waar
persbureau Reuters de hand op wist te leggen, is sprake van 'voortdurende pogingen' om mee te liften
op Amerikaans werk. Medewerkers van DeepSeek zouden omwegen hebben bedacht om de blokkades te
ontlopen. Ook zou er code zijn geschreven om antwoorden automatisch op te vragen. High-Flyer, het
moederbedrijf, liet vragen onbeantwoord.
= OpenAI / OpenAI / * / OpenAI / OpenAI / -

Professor Wim Aertsen (UGent) moet het allemaal nog zien. ‘Bewijs leveren dat een model van een
ander heeft geleerd, is verdomd lastig.’ Hij vergelijkt het met een student die samenvattingen van
een medestudent gebruikt. ‘Is dat diefstal? Ik zou het eerder luiheid noemen.’ Aertsen sluit evenwel
niet uit dat er voorwaarden zijn geschonden. Dan zou OpenAI naar de rechter kunnen stappen.
= * / Wim Aertsen / Wim Aertsen / Wim Aertsen / Wim Aertsen / Wim Aertsen / *

De beschuldigingen van OpenAI aan het adres van DeepSeek doen de ronde in Den Haag. Volt-Kamerlid
Nora Zijlstra heeft Kamervragen gesteld. Zij wil van de minister weten of ambtenaren de chatbot nog
gebruiken. "Het kan niet zo zijn dat staatsgeheimen in Hangzhou belanden", aldus het Kamerlid.
Coalitiepartij NSC noemt de vragen ‘paniekvoetbal’. De minister heeft drie weken de tijd om te
antwoorden.
= - / - / Nora Zijlstra / Nora Zijlstra / NSC / -

De hype rond DeepSeek is onterecht, oordeelt Jeroen Kamphuis van adviesbureau Techvision. “Het is
knap werk, maar geen revolutie.” Wat hem vooral opvalt, is de prijs. “Een tiende van wat anderen
vragen. Daar kan niemand tegenop.” Of die prijs houdbaar is, weet Kamphuis niet. Zijn klanten
stappen in elk geval nog niet over.
= Jeroen Kamphuis / Jeroen Kamphuis / * / Jeroen Kamphuis / Jeroen Kamphuis / - / -

Beurs in het rood na nieuws uit China. Handelaren werden maandag verrast door de opmars van
DeepSeek. “Dit had niemand zien aankomen”, reageert een beurshandelaar die anoniem wil blijven.
Volgens sommige analisten is de reactie buiten proportie. Bank of America denkt dat de vraag naar
rekenkracht overeind blijft. Jefferies houdt een slag om de arm. Wereldwijd verdampte voor duizend
miljard aan beurswaarde.
= - / - / een beurshandelaar / sommige analisten / Bank of America / - / -

‘Wij zijn geen dieven’, benadrukt Li Mei, die tot vorig jaar bij DeepSeek werkte. Ze woont nu in
Eindhoven. Aan de keukentafel vertelt ze hoe het eraan toeging. ‘We maakten dagen van veertien uur.
Dat we antwoorden van anderen hebben gebruikt? Daar heb ik nooit iets van gemerkt.’ Over haar
oud-collega's wil ze geen kwaad woord horen. Van haar vroegere baas Liang zegt ze dat hij ‘een
rustige man’ is.
= Li Mei / - / Li Mei / Li Mei / Li Mei / Li Mei / * / Li Mei

Microsoft en OpenAI onderzoeken of een groep die banden heeft met DeepSeek data heeft buitgemaakt.
Dat hebben ingewijden verteld aan persbureau Bloomberg. Beveiligers van Microsoft zagen in het
najaar dat via een programmeerinterface veel gegevens werden weggesluisd. Microsoft-topman Satya
Nadella heeft zich nog niet over de zaak uitgelaten. David Sacks, de AI-gezant van president Trump,
zei dinsdag op Fox News dat er ‘substantieel bewijs’ is. Dat bewijs gaf hij niet.
= ingewijden / ingewijden / * / - / David Sacks / -

Hoe werkt het? Bij distillatie stelt een ontwikkelaar miljoenen vragen aan een groot model. De
antwoorden dienen als lesmateriaal voor een kleiner model. Dat scheelt bakken met geld, zo legt
AI-onderzoeker Maaike Groot uit. Veel bedrijven doen het met hun eigen modellen. In de
gebruiksvoorwaarden van OpenAI staat dat je de uitvoer niet mag gebruiken om een concurrent te
bouwen.
= - / - / - / Maaike Groot / - / OpenAI

Zanger Rico Vance wordt door drie vrouwen beschuldigd van grensoverschrijdend gedrag. De vrouwen
deden hun verhaal in het televisieprogramma Zicht. “Hij duwde me tegen de muur”, vertelt een van
hen. Vance' management spreekt van een lastercampagne. Volgens zijn advocaat heeft de zanger zich
altijd correct gedragen. De omroep staat achter de uitzending.
= drie vrouwen / - / een van hen / Vance' management / zijn advocaat / De omroep

Het gerucht gaat dat DeepSeek over vijftigduizend verboden chips beschikt. Scale-topman Alex Wong
beweerde dat onlangs in een podcast. Bewijs voor die stelling heeft hij niet. Nvidia ontkent
stellig. Alle geleverde chips voldoen aan de exportregels, klinkt het in een persbericht. Analist
Timo Rust van Boswell gelooft eerder in slimme software.
= ? / Alex Wong / - / Nvidia / Nvidia / Timo Rust

De hoofdredacteur van The Daily Post vindt de klacht van OpenAI van een ongelofelijke brutaliteit
getuigen. Zijn krant spande vorig jaar zelf een zaak aan tegen de maker van ChatGPT. ‘Zij hebben ons
archief gestolen, punt’, zegt hij. ‘En nu huilen ze omdat iemand hetzelfde doet.’ OpenAI beroept
zich in die zaak op het recht op citeren. Een Amerikaanse rechter buigt zich er volgend jaar over.
= De hoofdredacteur / - / De hoofdredacteur / De hoofdredacteur / OpenAI / -

Telenet ligt onder vuur van de ombudsdienst. Klanten kregen volgens ombudsman Luc Pardon te hoge
facturen. In zijn jaarverslag heeft hij het over ‘een structureel probleem’. Telenet erkent dat er
fouten zijn gemaakt en belooft beterschap. Testaankoop gaat dat niet ver genoeg. “Wij eisen een
terugbetaling”, klinkt het daar.
= - / Luc Pardon / Luc Pardon / Telenet / Testaankoop / Testaankoop

Zoals OpenAI het vertelt, is de zaak eenvoudig: wij bouwen, zij kopiëren. Maar zo simpel is het
niet, weet iedereen die ooit een model trainde. Het internet wemelt van de teksten die ChatGPT
schreef. Wie vandaag data verzamelt, krijgt die er gratis bij. Misschien heeft DeepSeek gewoon
hetzelfde web leeggeschraapt als iedereen. Dat zou de ultieme ironie zijn.
= OpenAI / * / - / - / - / -

Fotografe Elsbeth Kuiper stapt naar de rechter. Zij stelt dat haar foto's zonder toestemming zijn
gebruikt om een beeldgenerator te trainen. In de dagvaarding, die Het Parool heeft ingezien, eist ze
een schadevergoeding van een ton. De ontwikkelaar, het Utrechtse Lumina, bestrijdt de claim. Het
wijst erop dat de foto's vrij op internet stonden. Kuiper noemt dat argument ‘te gek voor woorden’.
= - / Elsbeth Kuiper / Elsbeth Kuiper; >Het Parool / Lumina / Lumina / Elsbeth Kuiper

Dat China meedoet aan de top, mag niet verbazen, meent sinoloog Gerda Pauwels. Het land investeert
al tien jaar miljarden. “Wij kijken daar met een mengeling van angst en dedain naar”, stelt ze vast.
In Peking lachen ze volgens Pauwels in hun vuistje. De partijkrant schreef dat het Westen aan
zelfoverschatting lijdt. Die analyse klopt gedeeltelijk, vindt Pauwels.
= Gerda Pauwels / - / Gerda Pauwels / Gerda Pauwels / De partijkrant / Gerda Pauwels

DeepSeek-oprichter Liang Wenfeng geeft zelden interviews. In 2024 zei hij tegen het Chinese blad
Waves dat geld nooit het probleem is geweest. Het exportverbod op chips, dat is volgens hem het
echte obstakel. Zijn medewerkers dragen hem op handen, zo blijkt uit gesprekken met oud-werknemers.
Een van hen roemt zijn kennis van zaken. “Hij leest alle papers zelf.”
= - / Liang Wenfeng / Liang Wenfeng / oud-werknemers / Een van hen / Een van hen

De gemeente Zwolle heeft gefraudeerd met subsidies, meldt RTV Oost op basis van interne stukken.
Wethouder Kees Barten bestrijdt dat. “Er is slordig gewerkt, maar er is niets verdwenen.”
Oppositiepartij Swollwacht eist een onafhankelijk onderzoek. De accountant weigerde vorige maand
zijn handtekening te zetten. Waarom hij dat deed, wil de accountant niet toelichten.
= RTV Oost / Kees Barten / Kees Barten / Swollwacht / - / -

Beleggers vrezen een prijzenoorlog. Die angst is overtrokken, aldus Marc Leys, hoofdeconoom van
Argenta. Hij gaat ervan uit dat lagere prijzen juist tot meer gebruik leiden. Zelf heeft hij geen
aandelen Nvidia verkocht. “Integendeel, ik heb bijgekocht.” Minder optimistisch is Lies Verhulst van
Candriam. Zij voorspelt dat de marges onder druk komen.
= Beleggers / Marc Leys / Marc Leys / - / Marc Leys / - / Lies Verhulst

Mag de politie gezichten scannen? Nee, vond het hof in Den Haag vorige week. Korpschef Janneke Prins
betreurt die uitspraak. Ze zegt dat daardoor zaken op de plank blijven liggen. Privacyorganisatie
Bits of Freedom is blij met het arrest. Volgens directeur Evelien Stam was de praktijk al jaren
onwettig. De minister beraadt zich op cassatie.
= - / het hof in Den Haag / Janneke Prins / Janneke Prins / Bits of Freedom / Evelien Stam / -

De CEO van Anthropic pleit in een essay voor strengere exportregels. Dario Amodei ziet DeepSeek niet
als vijand, schrijft hij. Maar hij vindt wel dat democratieën een voorsprong moeten houden. Zijn
betoog stuit op kritiek van onderzoeker Sun Yi, die het ‘koudeoorlogsdenken’ noemt. Ook
Nvidia-topman Jensen Huang toonde zich geen voorstander. De regels werken averechts, luidt zijn
argument.
= De CEO van Anthropic / Dario Amodei / Dario Amodei / Sun Yi / Jensen Huang / Jensen Huang

Heeft DeepSeek vals gespeeld? OpenAI meent van wel. In een brief aan Amerikaanse parlementsleden
legt het bedrijf uit hoe de Chinezen te werk zouden zijn gegaan. Via tussenpersonen, zo staat er,
werden miljoenen vragen op ChatGPT afgevuurd. De antwoorden belandden vervolgens in het
trainingsmateriaal van R1. OpenAI zegt de accounts in kwestie te hebben afgesloten.
= - / OpenAI / OpenAI / OpenAI / - / OpenAI

Meer dan de helft van de Vlamingen vertrouwt DeepSeek niet. Dat leert een enquête van
onderzoeksbureau Ivox bij duizend mensen. "We zien vooral bij ouderen veel argwaan", duidt
onderzoeker Pieter Lammens. Jongeren liggen er minder van wakker. Een op de vijf heeft de app al
gebruikt, aldus nog de onderzoeker. De foutenmarge bedraagt 3 procent.
= Ivox / Ivox / Pieter Lammens / - / * / -

De Amerikaanse marine verbiedt haar personeel DeepSeek te gebruiken. In een mail aan alle
manschappen wordt gewaarschuwd voor ‘mogelijke veiligheidsrisico's’. CNBC kon de mail inkijken. Een
woordvoerder van de marine bevestigde de echtheid ervan. Texas was de eerste staat die de app in de
ban deed. ‘We laten China niet toe in onze infrastructuur’, zo verklaarde gouverneur Greg Abbott.
= - / * / - / Een woordvoerder van de marine / - / Greg Abbott

Volgens Meta-topman Mark Zuckerberg verandert er weinig. “Het is te vroeg om conclusies te trekken”,
antwoordde hij op een vraag van een analist. Zuckerberg is er rotsvast van overtuigd dat de
investeringen zich terugverdienen. Wall Street slikte die uitleg. De koers van Meta klom 2 procent.
= Mark Zuckerberg / Mark Zuckerberg / Mark Zuckerberg / - / -

Toen DeepSeek in januari opdook, sprak durfinvesteerder Marc Andreessen van een Spoetnik-moment. Nu
klinkt er ook scepsis. Het Duitse onderzoeksinstituut Fraunhofer vindt de kostenraming ‘niet
geloofwaardig’. Tech-analist Sander Prinsen schat de werkelijke kosten op minstens een half miljard.
Hij baseert zich daarvoor op het aantal chips. DeepSeek zelf zwijgt.
= Marc Andreessen / * / Fraunhofer / Sander Prinsen / Sander Prinsen / -

Moordverdachte Steven B. hield donderdag voor de rechtbank zijn onschuld staande. Hij was die avond
naar eigen zeggen bij zijn zus. De zus weigert te getuigen. Het parket vordert 25 jaar cel. De
verdediging noemt dat buitensporig. “Er is geen greintje bewijs”, pleitte meester Karim Benali.
= Steven B. / Steven B. / - / * / De verdediging / Karim Benali

Wie ChatGPT vraagt wie hij is, krijgt soms een verrassend antwoord. ‘Ik ben DeepSeek’, beweerde de
bot vorige week. Het omgekeerde gebeurt vaker. Ontwikkelaar Bas Verkerk deelde op X een
schermafbeelding waarin DeepSeek zich ChatGPT noemt. Daaruit valt volgens hem niet af te leiden dat
er is gestolen. ‘Het web zit vol met dat soort zinnen.’
= - / * / - / * / Bas Verkerk / Bas Verkerk

Onze man in Peking ging langs bij de concurrentie. “Iedereen distilleert”, zegt een programmeur van
Moonlight lachend. “Wie zegt dat hij het niet doet, liegt.” Zijn baas, gezeten aan een bureau vol
lege blikjes, knikt instemmend. “Alleen mag je het niet te opvallend doen.” Namen willen ze niet in
de krant. Officieel heet het dat alle data zelf verzameld zijn.
= - / een programmeur / een programmeur / - / * / - / ?

Het kabinet komt voorlopig niet met een verbod op DeepSeek, laat staatssecretaris Zsolt Szabo weten
aan de Kamer. Wel geldt voor rijksambtenaren een negatief advies. Szabo heeft zich laten adviseren
door de AIVD. Die dienst acht de app spionagegevoelig. PVV en BBB dringen aan op strengere regels.
D66 wil juist dat Europa het voortouw neemt.
= Zsolt Szabo / - / - / AIVD / PVV; BBB / D66

‘Een storm in een glas water’, zo omschrijft Ignace Claeys de rel. De ondernemer uit Kortrijk bouwt
zelf AI-toepassingen voor ziekenhuizen. Hij heeft er het raden naar waarom OpenAI zo hoog van de
toren blaast. ‘Misschien hebben ze geld nodig?’ Claeys gebruikt DeepSeek intussen voor zijn eigen
producten. Dat de gegevens naar China zouden gaan, spreekt hij tegen: ‘Wij draaien het op onze eigen
servers.’
= Ignace Claeys / - / Ignace Claeys / Ignace Claeys / - / Ignace Claeys

Het is welletjes geweest, vindt het dorp. Al drie jaar klagen bewoners van Oosterwijk over stank van
varkenshouderij De Bremkamp. De eigenaar zou meer dieren houden dan zijn vergunning toelaat, zo
beweren ze. ‘Mijn kleinkinderen spelen niet meer buiten’, zucht Riet Hendriks (71). De gemeente laat
bij herhaling weten dat controles niets hebben opgeleverd. Boer Teun Smulders wil er niets over
kwijt.
= * / bewoners van Oosterwijk / bewoners van Oosterwijk / Riet Hendriks / De gemeente / -

Ziekenhuis verzweeg besmetting, zegt inspectie. De leiding van het Sint-Lucasziekenhuis wist in
maart al van de uitbraak, aldus een vrijdag verschenen rapport van de zorginspectie. Patiënten
werden pas in mei ingelicht. Bestuurder Anke Dorst biedt in een brief haar excuses aan. Daarin
erkent ze dat de communicatie tekortschoot. Advocaat Rob Slingerland, die negen families
vertegenwoordigt, is daar niet tevreden mee.
= inspectie / zorginspectie / - / Anke Dorst / Anke Dorst / Rob Slingerland

De wielerbond schorst Joren Claes wegens doping. De renner blijft volhouden dat het om vervuilde
supplementen gaat. Zijn ploeg, die hem meteen op non-actief zette, wacht de tegenexpertise af. “Ik
slaap al weken niet”, getuigde Claes in De Zevende Dag. Volgens bondsarts Hilde Penne is de uitleg
van de renner weinig geloofwaardig. Dat vervuilde supplementen voorkomen, betwist niemand.
= - / De renner / - / Claes / Hilde Penne / -

Rusland schendt het luchtruim, waarschuwt Estland. Moskou doet het af als een provocatie van de
NAVO. De secretaris-generaal noemde het incident dinsdag ‘roekeloos’. Polen vroeg om overleg.
Militair analist Mart de Kruif acht de kans op escalatie klein. Er zijn, stelt hij, te veel belangen
in het spel.
= Estland / Moskou / De secretaris-generaal / * / Mart de Kruif / Mart de Kruif

“Wij zijn bestolen”, zegt OpenAI. “Dat zeggen wij al jaren”, zeggen schrijvers. Auteur Connie Palm,
voorzitter van de Auteursbond, kan een glimlach niet onderdrukken. “Welkom bij de club”, schampert
ze. De bond daagde OpenAI vorig jaar voor de rechter. Dat DeepSeek nu hetzelfde flikt, vindt ze
vooral vermakelijk.
= OpenAI / schrijvers / - / Connie Palm / - / Connie Palm

De toezichthouder legt Booking een boete op van 400 miljoen euro. Het bedrijf zou hotels hebben
verboden elders lagere prijzen te vragen. Booking gaat in beroep. ‘Deze boete slaat nergens op’,
laat het platform optekenen. Hoteliersvereniging HOTREC is er juist mee in haar nopjes. Hoogleraar
mededingingsrecht Anna Gerards verwacht dat de zaak jaren gaat duren.
= - / ? / - / het platform / HOTREC / Anna Gerards

Wat vindt u van de aantijgingen? ‘Ze raken kant noch wal.’ U ontkent alles? ‘Ja.’ Burgemeester Theo
Bakker zit er ontspannen bij. Hij heeft, zegt hij, niets te verbergen. ‘Laat ze maar komen met hun
bewijs’, daagt hij zijn tegenstanders uit.
= - / Theo Bakker / - / Theo Bakker / - / Theo Bakker / Theo Bakker

Techbedrijven zien de nieuwe Chinese concurrent met lede ogen aan. In Washington gaan stemmen op om
de export van chips verder te beperken. Voormalig Google-baas Eric Schmidt roept op tot een
Amerikaans antwoord in open source. President Trump had het over een wake-upcall. Zijn adviseur
Sacks suggereerde dat DeepSeek kennis uit OpenAI heeft geperst. Bewijs daarvoor is niet openbaar
gemaakt.
= * / * / Eric Schmidt / Trump / Sacks / -

Het FIOD-onderzoek tegen vastgoedbedrijf Quarto is stopgezet, zo bevestigt justitie aan Het
Financieele Dagblad. Bestuursvoorzitter Ruud van Tol spreekt van een opluchting. De zaak kwam in
2021 aan het rollen na een klacht van een ex-werknemer. Die beschuldigde Van Tol ervan facturen te
hebben vervalst. Wat daarvan waar is, zal nooit duidelijk worden, verzucht zijn advocate.
Aandeelhouder Cobalt had zich eerder al gedistantieerd van de bestuurder.
= justitie / Ruud van Tol / - / een ex-werknemer / zijn advocate / *

‘Schaf die regel af’. Met die oproep richt werkgeversorganisatie Voka zich tot de Vlaamse regering.
De organisatie rekent voor dat de regel bedrijven 200 miljoen per jaar kost. Minister Jo Brouns zegt
begrip te hebben voor de bezorgdheid, maar wil niet overhaast te werk gaan. De vakbonden reageren
afwijzend: volgens hen dient de regel om werknemers te beschermen. Ook bij Groen is het njet.
= Voka / Voka / Voka / Jo Brouns / De vakbonden / *
"""


def passages(table):
    """Text and expected speakers of each sentence."""
    for passage in table.strip().split("\n\n"):
        *lines, expected = passage.splitlines()
        yield " ".join(lines), expected.removeprefix("= ").split(" / ")


def names(said):
    """Speakers of a sentence."""
    return {name.lstrip("> ").lower() for name in said.split("; ")} - {"-"}


def counted(found, expected):
    """Speakers found rightly, found wrongly and missed in a sentence."""
    pairs = {(one, two) for one in found for two in expected if one in two or two in one}
    right = {two for _, two in pairs}
    wrong = found - {one for one, _ in pairs}
    return len(right), len(wrong), len(expected - right)


@pytest.mark.parametrize(
    ("language", "table"), [("en", ENGLISH), ("en", ACCUSATIONS), ("nl", DUTCH)]
)
def test_passages(language, table):
    """At least nine of ten speakers are found, and nine of ten that are found are right."""
    right = wrong = missed = 0
    for text, expected in passages(table):
        said = spoken(language, text).split(" / ")
        assert len(said) == len(expected), text
        for found, wanted in zip(said, expected, strict=True):
            if wanted != "*":
                one = counted(names(found), names(wanted))
                right, wrong, missed = right + one[0], wrong + one[1], missed + one[2]
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.9


def test_nobody_speaks_where_a_word_only_looks_like_one_of_saying():
    for text, expected in passages(NO_VOICES):
        found = spoken("en", text).split(" / ")
        asked = zip(found, expected, strict=True)
        assert [one if two != "*" else "*" for one, two in asked] == expected
