"""Who speaks in whole paragraphs of the news: agencies, tabloids, broadsheets, blogs.

All are invented. Under each stands who is expected to speak in each of its sentences, written
as in `test_voices_hard_cases`. ``*`` is left open. Names count as found if one holds the other.
"""

import pytest
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
= - / - / - / OpenAI / - / Skeptics

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
= - / * / - / Dave Stubbs / Dave Stubbs / The employers' federation

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


@pytest.mark.parametrize(("language", "table"), [("en", ENGLISH), ("nl", DUTCH)])
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
