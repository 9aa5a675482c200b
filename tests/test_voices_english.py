"""Who speaks in English sentences that show it by their whole, not by one word of saying.

All are invented. After each text stands who is expected to speak in each of its sentences, as in
`test_voices_hard_cases`; ``*`` is left open.
"""

import pytest
from invented_voices import LIST, spoken

from analysis._voices.article import Unit, voices

BODIES = """
Norvane has said nothing about the matter.
= -

Norvane has said little so far.
= -

Skylark itself said nothing.
= -

A spokesman for the ministry said it would not comment on a private dispute.
= -

A spokeswoman for Norvane said the company could not comment on pending litigation.
= -

The ministry said it had no comment.
= -

Skylark has never addressed the accusation in public.
= -

Norvane has never acknowledged the leak.
= -

OpenAI sent a letter to lawmakers on Monday. It urges them to act. It goes on to describe the
practice as theft. The letter also asks for a hearing.
= - / OpenAI / OpenAI / OpenAI

OpenAI doesn't ask for a law, but it does suggest that the government step in.
= OpenAI

The bank would not say how much was lost, but it did confirm that clients were hit.
= The bank

Rumor has it that the launch is days away.
= ?

Rumour has it the launch is days away.
= ?

Word is that the merger is off.
= ?

A ban is coming, if you believe the chatter in the capital.
= ?

OpenAI has written to US lawmakers to complain about DeepSeek.
= OpenAI

Norvane wrote to the regulator to warn of a cartel.
= Norvane

The union has written to ministers demanding an inquiry.
= The union

Norvane wrote to its customers on Monday.
= -

Others fear something else: a copied model may lose its guard rails.
= ?

Others say the figures are wrong.
= ?

Some warn that this is only the start.
= ?

Commerce secretary nominee Jane Holt was blunt. Skylark had bought its chips abroad, she told
senators. "That must end."
= - / Jane Holt / Jane Holt

Jane Holt came to the hearing with a warning about Skylark. Skylark had stolen the plans, she told
senators.
= * / Jane Holt

The regulator has asked Norvane where it keeps the data of its users.
= The regulator

Italy's data protection authority has asked Norvane how it trains its models.
= Italy's data protection authority

The watchdog asked the company whether children were safe.
= The watchdog

The chamber hopes for a transition period.
= The chamber

Jane Holt hopes for a quick deal.
= Jane Holt

Jane Holt has less sympathy for the way it was made.
= Jane Holt

Tom Breck has little patience with such claims.
= Tom Breck

Jane Holt thinks that the real audience is elsewhere: a minister who believes he was robbed will
pay.
= Jane Holt

Jane Holt fears the worst: a bank that says it is safe will be the first to fall.
= Jane Holt

"The chip works," said Jane Holt. It is the price that worries her. The chip works fine, she said.
It's the price that doesn't.
= Jane Holt / * / Jane Holt / Jane Holt

The two men argue that chips were smuggled.
= two men

Norvane told a committee that its work was stolen, and several lawmakers now want to ban the
rival.
= Norvane; several lawmakers

Several lawmakers want to keep the software out of the country.
= Several lawmakers

Jane Holt, 58, has always maintained her innocence.
= Jane Holt

Didn't Norvane say the same thing?
= -

Hasn't Norvane promised this before?
= -

Police judge Robbie Crane waded in, tweeting: "Everyone borrows. Get over it."
= Robbie Crane / Robbie Crane

Pop star Kayla Dawn has blasted claims she stole her hit from a busker. She blasted: "I wrote that
song. I've never heard of this guy!"
= Kayla Dawn / Kayla Dawn / Kayla Dawn

A pal of the singer said: "Kayla's gutted."
= A pal of the singer

Norvane declined to say when it would ship.
= -

"Storm drains are for storms," said its chair, retired teacher Gwen Pashley.
= Gwen Pashley

Microsoft said it was investigating, without elaborating. It would not say more.
= Microsoft / -

The ministry has asked for patience.
= The ministry

Norvane called on the government to act. It wants a ban by June.
= Norvane / Norvane

The White House has yet to weigh in.
= -

The bank has declined to say how many clients were hit.
= -

Norvane's chief executive, Ingrid Haug, has said little in public.
= -

The minister said nothing had been decided.
= The minister

Haug said nothing of value had been lost.
= Haug

The airline said it would not comment further, but that flights would resume.
= The airline

Microsoft would neither confirm nor deny the report.
= -

The ministry was not immediately available for comment.
= -

Google did not return calls.
= -

Meta could not be reached.
= -

Neither company would discuss the deal.
= -

The judge asked whether the data had been deleted.
= The judge

Asked whether he was worried, Altman shrugged.
= -

Jane Holt is torn. The rules are too strict, she said, but the risk is real.
= - / Jane Holt

The complaint was filed on Monday. It accuses the company of theft. It also says staff lied.
= - / ? / ?

OpenAI filed a complaint in Delaware on Monday. It accuses Norvane of theft. It seeks damages of
$4 million.
= - / OpenAI / *

The European Commission published a report on Friday. It warns that chips are running out.
= - / European Commission

Nvidia published its accounts on Friday. It warns that chips are running out.
= - / Nvidia

The senator wrote to Nvidia to ask how the chips got there.
= The senator

Anna Pell wrote to colleagues urging them to vote no.
= Anna Pell

Many fear that the law comes too late.
= ?

Others, such as Jane Holt, say the law comes too late.
= Jane Holt

Some say it is theft. Others disagree.
= ? / *

Word on the street is that the firm is broke.
= ?

It is rumoured that a buyer has been found.
= ?

Jane Holt has her doubts. Nobody reads the terms, she says. It is the lawyers who do.
= * / Jane Holt / *

Germany's regulator went a step further. It said the app should be removed.
= - / Germany's regulator

Tom Breck was less sure. He thinks that the numbers are wrong.
= * / Tom Breck

Tom Breck told Jane Holt that it was over. She disagreed.
= Tom Breck / *

Anthropic made a similar complaint. It said 16 million exchanges had been recorded.
= * / Anthropic

The House committee is less patient. It wants a ban by June.
= - / The House committee

OpenAI, which has been sued itself, says it did nothing wrong.
= OpenAI

The union wants the plan scrapped.
= The union

The embassy in London called the report a fabrication.
= The embassy in London

"We do not comment on rumours," a spokesman for Nvidia said.
= a spokesman for Nvidia

But DeepSeek, for its part, insists it did nothing wrong.
= DeepSeek

Jane Holt and Tom Breck wrote a paper in 2021. In it, the pair argue that labels do not work.
= - / Jane Holt; Tom Breck

Jane Holt and Tom Breck disagree. Both researchers say the test is flawed.
= * / Jane Holt; Tom Breck

Jane Holt takes a dim view of the plan.
= Jane Holt

Tom Breck is not convinced that it was theft.
= Tom Breck

Jane Holt sees it differently.
= Jane Holt

Privately, officials admit that the ban came too late.
= officials

A person familiar with the matter said the talks had stalled.
= A person familiar with the matter

Norvane Systems laid out its case in a letter to the court. The firm argues that the data were
public. It asks the judge to dismiss the case.
= * / Norvane Systems / Norvane Systems

"I cannot help with that," the chatbot answered.
= the chatbot

Asked for a poem, DeepSeek's chatbot replied: "I would rather talk about maths."
= DeepSeek's chatbot

The app is popular. The bot, called Lumi, said: "I am fine."
= - / *

It is a bitter irony, says Jane Holt. The company took books without asking. "And now it wants
pity."
= Jane Holt / * / Jane Holt

The plan, Jane Holt argues, is flawed. It would cost too much, and it would change nothing.
= Jane Holt / *

Jane Holt put it bluntly: nobody cares.
= Jane Holt

Jane Holt is blunt: "Nobody cares."
= Jane Holt

For Tom Breck, the lesson is simple: pay for what you use.
= Tom Breck

As Tom Breck sees it, the lesson is simple.
= Tom Breck

Tom Breck's answer is short: "No."
= Tom Breck

The answer, according to two people briefed on the talks, is no.
= two people briefed on the talks

Two people briefed on the talks said the answer was no. Both asked not to be named.
= Two people briefed on the talks / -

Tom Breck, who asked not to be named, said the answer was no.
= Tom Breck

Sources told Reuters that the talks had stalled.
= Sources

The news was first reported by Bloomberg.
= -

Nvidia's response was swift. The chips were legal, it said.
= - / Nvidia

OpenAI has not said how many accounts it banned. DeepSeek denies everything.
= - / DeepSeek

Not so, counters Jane Holt.
= Jane Holt

Altman tweeted on Monday that he welcomed the race.
= Altman

Jane Holt, for one, is sceptical of the claim.
= Jane Holt

Jane Holt doubts it.
= Jane Holt

The filing, dated 3 May, argues that the model was copied. It adds that staff knew. It does not
say how many.
= * / * / -

Microsoft has asked the court to throw out the case.
= Microsoft

The Senate will vote on Tuesday. Nobody expects it to pass.
= - / -

Few expect the bill to pass.
= ?

Observers expect the bill to pass.
= Observers

Nvidia expects sales to fall next year.
= Nvidia

"It works," Jane Holt says. "It works well," adds her brother.
= Jane Holt / her brother

Jane Holt says it works. Her brother disagrees: it broke twice.
= Jane Holt / Her brother

OpenAI did not say who was behind it, although it pointed to firms abroad.
= OpenAI

A filing by Norvane Systems landed on Friday. It argues that the patent was never valid. It adds
that staff knew.
= - / Norvane Systems / Norvane Systems

Howard Dane, Anna Pell's rival for the post, went further. The firm had "found its way" around the
rules, he told senators. "That must end."
= - / Howard Dane / Howard Dane

In a memo, OpenAI said its systems had been probed. The memo goes on to warn of more to come.
= OpenAI / OpenAI

The river group at the University of Leeds tested forty wells. The chemist Ifeoma Marsh led it.
What would help, she explains, is rain.
= - / - / Ifeoma Marsh

The Dayton Chamber of Commerce says that shops use it. The chamber hopes for more time.
= The Dayton Chamber of Commerce / The Dayton Chamber of Commerce

The bank said on Monday that it would wait. Nvidia did not respond. It has previously said that
demand is strong.
= The bank / - / Nvidia

Documents seen by this newspaper say that the pumps had failed.
= ?

Senators Anna Pell and Tom Brick sent a letter on Monday. In it the two senators argue that chips
were smuggled.
= - / Anna Pell; Tom Brick

The startup, which raised $30 million last year, has stayed silent on the matter.
= -

Nvidia has kept quiet about its plans.
= -

OpenAI has long maintained that scraping is fair use.
= OpenAI

The agency would only say that it was aware of the reports.
= The agency

Altman would not be drawn on the details, saying only that a model was coming.
= Altman

Altman stopped short of calling it theft.
= -

Jane Holt insisted she had not read the memo, let alone written it.
= Jane Holt

Asked whether it was theft, Jane Holt said: "Ask my lawyer."
= Jane Holt

Pressed on the matter, she demurred.
= -

Jane Holt worries less about theft than about scale.
= Jane Holt

Jane Holt likens the method to photocopying.
= Jane Holt

Jane Holt compares it to a pupil who copies from the teacher.
= Jane Holt

Jane Holt is among those who believe the panic is overdone.
= Jane Holt

The idea that this is theft is laughable, Jane Holt says.
= Jane Holt

Officials in Brussels say privately that they were surprised.
= Officials in Brussels

OpenAI's memo, a copy of which was seen by Reuters, says the tools were simple.
= >Reuters; OpenAI

OpenAI's memo, which runs to six pages, says the tools were simple. It also accuses DeepSeek of
hiding its tracks. The document urges lawmakers to act.
= OpenAI / OpenAI / OpenAI

Bloomberg News reported on Thursday that OpenAI had warned lawmakers.
= >Bloomberg News; OpenAI

The accusations, which DeepSeek has not answered, come at a tense time.
= -

It is unclear whether DeepSeek broke any law.
= -

There is no evidence that DeepSeek broke any law, says Jane Holt.
= Jane Holt

"We are looking into it," said Liz Bourgeois, a spokeswoman for OpenAI.
= Liz Bourgeois
"""

HEADLINES = """
Nvidia falls as investors fear price war
= investors

OpenAI accuses DeepSeek of theft as critics cry hypocrisy
= OpenAI; critics

Chipmaker 'hid losses for years'
= ?

What is a 'teacher model'?
= -

OpenAI hits back at critics
= OpenAI

Copied? Of course, says Breck
= Breck

Senators urge ban after leak
= Senators

Ban the app, senators tell White House
= senators
"""


def cases(table):
    """Text and expected speakers of its sentences."""
    for case in table.strip().split("\n\n"):
        *lines, expected = case.splitlines()
        text = " ".join(lines)
        yield pytest.param(text, expected.removeprefix("= ").split(" / "), id=text[:60])


@pytest.mark.parametrize(("text", "expected"), list(cases(BODIES)))
def test_sentences(text, expected):
    found = spoken("en", text).split(" / ")
    assert len(found) == len(expected)
    asked = zip(found, expected, strict=True)
    assert [one if two != "*" else "*" for one, two in asked] == expected


@pytest.mark.parametrize(("text", "expected"), list(cases(HEADLINES)))
def test_headlines(text, expected):
    found = voices(text, [Unit(0, len(text), "headline", "en")], "en", LIST)[0]
    assert "; ".join(voice.speaker or "?" for voice in found) == expected[0].strip("-")
