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
 = Lawyers for the authors > . > role experts
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
 = Economist Paul Krugman > Paul Krugman > person experts
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
 = De hoogleraar > . > role experts
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
