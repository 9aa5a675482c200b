"""English passages about an accusation, as agencies, tabloids, broadsheets and blogs tell it.

All are invented. They are written as those of `test_voices_passages`: under each stands who is
expected to speak in each of its sentences, coded by `docs/voices-coding.md`.
"""

__all__ = ["ACCUSATIONS", "NO_VOICES"]

ACCUSATIONS = """
SAN FRANCISCO - OpenAI has told US lawmakers that Chinese rival DeepSeek is using unfair methods
to extract results from leading American models. In a memo sent to the House China committee on
Thursday, the ChatGPT maker said DeepSeek had relied on "obfuscated routers" to hide its tracks.
DeepSeek did not immediately reply to a request for comment. The memo comes weeks before the
expected launch of a new Chinese model. "We have observed accounts associated with DeepSeek
employees developing ways to circumvent access restrictions," OpenAI wrote.
= OpenAI / OpenAI / - / - / OpenAI

ChatGPT boss in a rage: Chinese copycats nicked our homework. Sam Altman has blasted a Chinese
rival for "stealing" his firm's secrets. The tech tycoon fumed that DeepSeek had ripped off years
of work. But the internet was not in a forgiving mood. "Cry me a river," jeered one user on
Reddit. Another joked: "Thief robbed by thief."
= * / Sam Altman / Sam Altman / - / one user on Reddit / Another

The complaint sounds odd coming from a company that trained on other people's books. Authors,
newspapers and illustrators have accused OpenAI of precisely the same thing. Karla Benitez, whose
three novels were found in a training set, laughed when she heard the news. "They took my work
without asking and now they want sympathy," she told me. She sees no moral difference between the
two. Her lawyer, Duncan Ames, is more careful. Scraping a public website is one thing, he says;
breaking a contract is another.
= - / Authors; newspapers; illustrators / - / Karla Benitez / Karla Benitez / - / Duncan Ames

So what is distillation? Think of a student who copies the teacher's answers instead of reading
the textbook. Every big lab does it with its own models, explains Tobias Renner, who works on
model compression at ETH Zurich. What OpenAI objects to is somebody else doing it. Its terms of
use forbid customers to train competing models on the output. Whether that clause would survive in
court is anybody's guess. Renner, for one, has his doubts.
= - / - / Tobias Renner / OpenAI / OpenAI / - / Renner

Nvidia shares slid 4 per cent after the report. Traders worry that cheaper models will dent demand
for chips. "It is an overreaction," said Fiona Marsh, portfolio manager at Calder Asset
Management. Marsh, who bought more of the stock on Monday, reckons that usage will explode as
prices fall. Goldman Sachs kept its buy rating. In a note to clients, its analysts described the
sell-off as "an opportunity".
= - / Traders / Fiona Marsh / Marsh / - / its analysts

Beijing on Friday rejected the allegations. Foreign ministry spokesperson Lin Jian said China
opposed the "politicisation" of technology. He did not address the specific claims. State media
went further. The Global Times, in an editorial, called the memo "a confession of weakness".
= Beijing / Lin Jian / - / - / Global Times

Who pays for the research? According to the memo, American firms do. It claims that DeepSeek saved
hundreds of millions by letting its model learn from ChatGPT. Congress should act, the company
argues, before the lead is gone. There is no independent evidence for any of this. The committee
has so far published only two pages of the document.
= - / * / * / * / - / -

OpenAI accuses DeepSeek of free-riding on US innovation. The memo, a copy of which was seen by
Bloomberg News, says that new techniques make the copying harder to detect. Representative John
Moolenaar, who chairs the committee, said the findings confirmed his fears. "This is part of the
CCP's playbook: steal, copy and kill," he said in a statement. A spokesperson for the Chinese
embassy called the remarks baseless.
= OpenAI / OpenAI; >Bloomberg / John Moolenaar / John Moolenaar / spokesperson for the Chinese

I spent a week with the new chatbot. Asked about Tiananmen, it changed the subject. Asked who made
it, it once replied that it was ChatGPT. That is no proof of theft, says Anouk Delacroix, a
linguist at the Sorbonne, because the web is full of such sentences. "A model repeats what it
reads," she adds. I came away impressed and slightly uneasy.
= - / - / * / Anouk Delacroix / Anouk Delacroix / -

A person briefed on the investigation told the Wall Street Journal that Microsoft noticed the
traffic first. The accounts were closed in December, the person said. Microsoft declined to
comment. OpenAI confirmed that it had banned several users but would not name them. Security staff
at both companies are still going through the logs, according to two people with knowledge of the
matter.
= A person briefed on the investigation / the person / - / OpenAI / two people

David Sacks, President Donald Trump's adviser on artificial intelligence, told Fox News there was
"substantial evidence" of distillation. He offered no details. "One of the things you're going to
see over the next few months is our leading AI companies taking steps," Sacks said. Trump himself
has described the Chinese model as a wake-up call. The White House is reviewing the security
implications, press secretary Karoline Leavitt told reporters.
= David Sacks / - / Sacks / Trump / Karoline Leavitt

The law offers little help. Facts and answers are not protected, and a machine cannot be an
author, says Rosalind Mbeki of the University of Cape Town. A claim for breach of contract would
have to be brought in San Francisco against a defendant in Hangzhou. "Good luck collecting," quips
Mbeki. Other scholars disagree. They point to trade secret law, which protects anything that is
kept confidential and has value. OpenAI has not filed a suit.
= - / Rosalind Mbeki / - / Mbeki / * / Other scholars / -

Investors have heard this song before. When a rival is cheaper, the incumbent calls it a thief.
"It's the oldest trick in the book," sighs venture capitalist Marco Dell'Acqua. His fund, Laguna
Partners, holds stakes in four open-source start-ups. For Dell'Acqua, the memo is a plea for
protection dressed up as patriotism. He expects Congress to fall for it.
= - / - / Marco Dell'Acqua / - / Dell'Acqua / Dell'Acqua

Anthropic and Google have made similar complaints. In February, Anthropic said three Chinese labs
had created 24,000 fake accounts to question its model. Google's threat team reported a campaign
of more than 100,000 prompts. Neither named a culprit with certainty. Security researcher Idris
Oyelaran is not surprised by the numbers. "If you sell answers, people will buy them," he says.
= * / Anthropic / Google's threat team / - / * / Idris Oyelaran

South Korea's privacy watchdog has suspended downloads of the app. It said the company had failed
to explain where user data go. Italy and Taiwan took similar steps earlier. In Canberra, Home
Affairs Minister Tony Burke said the ban on government devices was necessary to protect national
security. He denied that it was aimed at China. Australian users may keep the app on their own
phones.
= * / South Korea's privacy watchdog / - / Tony Burke / Tony Burke / -

"We trained on the open web like everyone else." That is how a former DeepSeek researcher
describes the making of the model. The researcher, who left in 2024 and asked not to be
identified, says nobody at the lab ever mentioned ChatGPT. He does not rule out that a colleague
used it to check code. In his telling, the secret of the lab was long hours and cheap electricity.
The company itself remains silent.
= * / former DeepSeek researcher / The researcher / The researcher / The researcher / -

Liang Wenfeng, the hedge fund manager behind the start-up, rarely gives interviews. In one of the
few, he told the Chinese outlet 36Kr that money had never been the problem. Chips were. "Our
problem has never been funding but the embargo on high-end chips," he said. Colleagues portray him
as an engineer who reads papers and writes code every day. He is 39.
= - / Liang Wenfeng / * / Liang Wenfeng / Colleagues / -

Dear lawmakers: do not fall for this. OpenAI's memo is lobbying, and clever lobbying at that. Its
authors want you to believe that a company worth $300 billion needs your protection. Nobody has
explained how answers that customers paid for can be stolen. Let the market do its work. The
writer is a fellow at the Cato Institute.
= - / - / * / - / - / -

Was the model really that cheap? DeepSeek's own paper puts the final training run at $5.6 million.
That number excludes research and failed experiments, the authors note. SemiAnalysis, a
consultancy, estimates that the company has spent more than $1.6 billion on hardware. Dylan
Ferrer, who compiled the figures, calls the popular number "a misunderstanding". DeepSeek has not
corrected it.
= - / DeepSeek / the authors / SemiAnalysis / Dylan Ferrer / -

Alibaba's share price jumped on the news. Its cloud arm announced that its own model beats
DeepSeek's. The claim could not be verified. Reuters could not reach the company for comment.
Bernstein analyst Lin Qingyuan told clients that a price war was inevitable. She sees margins
shrinking across the industry.
= - / Its cloud arm / - / - / Lin Qingyuan / Lin Qingyuan

In the coffee shops of Palo Alto, the mood is less gloomy than you might think. Many engineers
quietly admire what their Chinese colleagues have done. "Honestly, the paper is beautiful," says
one, who works for a competitor and is not allowed to talk to the press. Her boss was furious, she
recalls, and then asked everybody to read it twice. Marc Andreessen called it one of the most
amazing breakthroughs he had ever seen. Meta reportedly set up four war rooms.
= - / Many engineers / one / one / Marc Andreessen / ?

The committee's report, released on Wednesday, paints DeepSeek as a tool of the Chinese state. It
recommends tougher export controls and a ban on federal procurement. Investigators found that the
app sends data to a state-owned telecom firm. They also conclude that it is "highly likely" that
the company used unlawful distillation. Democrats on the panel backed the findings. The company's
lawyers could not be reached.
= The committee / The committee / Investigators / Investigators / * / -

OpenAI's critics were quick to point out the irony. "So it's fine when you do it," wrote Ed
Newton-Rex, a composer who campaigns for artists' rights. The New York Times, which is suing the
company, declined to comment. Its complaint alleges that millions of articles were used without
permission. OpenAI says the training was fair use. A judge in Manhattan will hear the case in the
autumn.
= OpenAI's critics / Ed Newton-Rex / - / New York Times / OpenAI / -

Q&A with Helen Toner-Banks, director of a Washington think tank. Is there a smoking gun? "Not in
public," says Toner-Banks. "The companies have logs, and logs can be persuasive." What should
Congress do? "Ask for the logs first, legislate second."
= - / - / Toner-Banks / Toner-Banks / - / Toner-Banks

European officials are watching with a mixture of glee and anxiety. A commission official said the
affair showed that Europe could catch up. Privately, diplomats concede that no European lab comes
close. France's digital minister, Clara Chappaz, urged companies to try Mistral instead. The
Paris-based start-up did not want to be drawn on the accusations. Its chief executive has said
before that distillation is "a fact of life".
= - / A commission official / diplomats / Clara Chappaz / - / Its chief executive

The accusations rest on thin ice, if you ask Wen Qiu, who teaches computer science in Singapore.
Models resemble each other because they read the same internet. To prove theft, he says, you would
need the training data. OpenAI has shared its evidence only with Congress. It has said that
publishing more would help the copycats. That may be true, but it is also convenient.
= Wen Qiu / * / Wen Qiu / - / OpenAI / -

A patent dispute between two vacuum cleaner makers has ended up in the High Court. Whirlaway
alleges that its rival Sorrento copied the design of a brush. In its defence, Sorrento insists the
brush was developed in-house. The judge, Mr Justice Coyle, remarked that the two products looked
"like twins". A ruling is expected in March. Whirlaway's founder, Hetty Vance, said outside court
that she was confident.
= - / Whirlaway / Sorrento / Coyle / - / Hetty Vance

A former minister is accused of handing contracts to friends. The prosecutor's office says that
eleven tenders were rigged between 2017 and 2021. Marta Kovalenko, who led the ministry at the
time, calls the case political revenge. Her party has demanded the resignation of the chief
prosecutor. On Monday several hundred supporters gathered in front of the court. "Hands off
Marta," they chanted.
= * / The prosecutor's office / Marta Kovalenko / Her party / - / they

The bakery chain Crumb & Co has been accused of passing off frozen bread as fresh. The claim comes
from a television programme that filmed in two of its kitchens. Staff told the reporters that
loaves were thawed at dawn. "We have nothing to hide," the chain said on Facebook. Food inspectors
have opened an inquiry. Customers in Leeds seemed unmoved.
= ? / - / Staff / the chain / - / -

The university said it was aware of the allegations against Professor Lowell. Three former
students contend that he published their data under his own name. Lowell, 58, maintains that they
were credited properly. He described the complaint as "hurtful". A panel of outside experts will
report in June. The journal has attached a note of concern to two papers.
= The university / Three former students / Lowell / Lowell / - / -

Tesla rival Voltara hid battery fires from regulators, a whistleblower has alleged. Her lawyers
sent a 60-page dossier to the safety agency last week. It lists fourteen incidents in which cars
caught fire while charging. Voltara said in a statement that every incident had been reported. The
agency confirmed it had received the dossier. Shares fell by a tenth.
= a whistleblower / - / Her lawyers / Voltara / The agency / -

OpenAI vs DeepSeek, explained. The short version: one company says another copied its homework.
The long version involves proxies, resellers and a lot of prompts. OpenAI claims to have traced
the activity to people linked to DeepSeek. It hasn't shown its work. We've asked both companies
for comment and will update this post if we hear back. Update: an OpenAI spokesperson pointed us
to the memo.
= - / * / - / OpenAI / - / - / -

The cheaper the model, the louder the complaints. Jevons paradox strikes again, tweeted Microsoft
boss Satya Nadella. He believes that demand for computing will only rise. Wall Street took a
different view. On the trading floor of Morgan Keel, people shouted that it was over. By Thursday
most of them had changed their minds.
= - / Satya Nadella / Nadella / - / people / -

Teachers' unions fear the chatbot will make cheating even easier. "Pupils don't need to be told
twice that it's free," said Gareth Lunn, general secretary of the NEU in Wales. The education
department has issued no guidance. Schools should decide for themselves, a spokesman said. Lunn
finds that answer "cowardly". He wants clear rules before the summer.
= Teachers' unions / Gareth Lunn / - / a spokesman / Lunn / Lunn

"Distillation attack" is the term OpenAI uses. It is a loaded one. In the research literature the
method has been known since 2015, when Geoffrey Hinton and two colleagues gave it its name. There
is nothing sinister about it, Hinton has said. The word "attack" suggests a crime. Journalists
would do well to put it in quotation marks.
= - / - / - / Hinton / - / -

The chipmaker TSMC denied on Tuesday that it had supplied the start-up. Rumours that DeepSeek
owned 50,000 banned chips have circulated for months. Alexandr Wang, the head of Scale AI,
repeated the claim on CNBC without offering proof. Nvidia has said that the chips it sold were
fully compliant. Singapore, through which some of them are thought to have travelled, promised a
thorough investigation. No arrests have been made.
= TSMC / ? / Alexandr Wang / Nvidia / Singapore / -

Senator Josh Hawley has introduced a bill that would make it a crime to download the app.
Offenders could face twenty years in prison, the text says. Civil liberties groups slammed the
proposal. It would criminalise curiosity, warned the Electronic Frontier Foundation. Hawley
defended the bill on television: "Every dollar that goes to Chinese AI is a dollar against us."
Few expect it to pass.
= - / Hawley / * / Electronic Frontier Foundation / Hawley / *

OpenAI, the memo reveals, has been tracking DeepSeek since early 2024. Staff noticed that certain
accounts asked the same questions thousands of times. When the accounts were blocked, new ones
appeared within hours. The company attributes the activity to "third-party routers". Whether
DeepSeek's management knew about it, the memo does not say. One former employee doubts it.
= * / * / * / OpenAI / - / One former employee

Reporters Without Borders has tested what the chatbot says about China. It refused to answer
questions on Xinjiang in nine out of ten cases. "Censorship is built in," concludes Alfonso Reed,
who ran the tests. The organisation is calling on app stores to add a warning. Apple and Google
have not responded. A Chinese developer, reached by email, shrugged off the criticism: all models
have taboos.
= - / - / Alfonso Reed / The organisation / - / A Chinese developer

The row has split the open-source community. Some applaud DeepSeek for publishing its weights.
Others, such as Clem Duval of the platform Kernelhub, warn that free models may dry up if labs
feel robbed. "Trust is a shared resource," says Duval. On Hacker News the thread ran to two
thousand comments. The most popular one reads: "Information wants to be distilled."
= - / ? / Clem Duval / Duval / - / *

The accusation landed like a bombshell in Washington. OpenAI, its executives wrote to Congress,
has seen its models siphoned off by DeepSeek. "This is not competition, it's appropriation," the
letter reads. Lawmakers from both parties vowed to act. Representative Dana Whitlow promised
hearings before the summer. China's embassy shot back that America was afraid of losing.
= - / * / * / Lawmakers from both parties / Dana Whitlow / China's embassy

Hold on a second, say economists. If answers are a product, then whoever buys them may use them,
argues Pilar Osei of the University of Ghana. OpenAI's lawyers see it differently. They maintain
that the contract is clear. The text itself bans the use of output to "develop models that compete
with OpenAI". Osei is unimpressed by that clause.
= economists / Pilar Osei / OpenAI's lawyers / OpenAI's lawyers / * / *

Shares of chip companies recovered on Wednesday. Traders said the initial panic had been overdone.
Citigroup upgraded Nvidia to buy. Its analyst, Rohan Velasquez, is confident that demand will hold
up. "Nobody cancels a data centre over a memo," he wrote. The dollar was little changed.
= - / Traders / - / Rohan Velasquez / Rohan Velasquez / -

The allegations, which DeepSeek has not addressed, were first made last year. Back then, Bloomberg
News reported that Microsoft had alerted OpenAI. Now the company claims the practice never
stopped. It is urging the administration to share intelligence with private labs. A White House
official said the request was under review. Whether anything comes of it remains to be seen.
= - / Bloomberg News / * / * / A White House official / -

"I feel robbed," says illustrator Nadia Pröll. For years she has watched image generators imitate
her style. She has joined a class action against three companies. None of them has ever
apologised, she says. Her message to OpenAI is short: welcome to the club. The company did not
answer our questions.
= Nadia Pröll / - / - / Nadia Pröll / Nadia Pröll / -

In a blog post titled "Setting the record straight", Mistral denied using competitors' output. The
French firm said all its data were licensed or public. Some users on X were not convinced. One
posted a screenshot in which the chatbot called itself Claude. A spokeswoman told Le Monde that
the screenshot was fake. Le Monde was unable to verify it.
= Mistral / Mistral / - / * / A spokeswoman / -

Critics have long complained that the firm says one thing and does another. In court it argues
that learning from others is fair use. In Congress it calls the same thing theft. "You can't have
it both ways," tweeted Gary Holcomb, an emeritus professor. OpenAI rejects the comparison.
Training on public text, it says, is different from copying a finished model.
= Critics / * / * / Gary Holcomb / OpenAI / OpenAI

The mayor of Brindale has accused the water company of hiding test results. Samples taken in March
showed lead levels above the limit, according to documents obtained by the Brindale Echo.
Clearflow, the utility, insists that the water is safe. Its director, Moira Tate, apologised for
"poor communication". Residents are furious. "My kids drink this," shouted one mother at a public
meeting on Tuesday.
= mayor of Brindale / Brindale Echo / Clearflow / Moira Tate / - / one mother

According to a study by researchers at Tsinghua, distilled models inherit the flaws of their
teachers. They recommend that labs publish what they train on. Stanford's Elena Markov, who
reviewed the paper, finds the method sound. She cautions, however, that only six models were
tested. DeepSeek was not among them. That, she says, was a deliberate choice.
= researchers at Tsinghua / * / Elena Markov / Elena Markov / - / Elena Markov

DeepSeek hits back at OpenAI: "We copied no one". The Chinese start-up broke its silence on
Thursday. In a short statement on WeChat it dismissed the memo as fiction. Founder Liang Wenfeng
said his engineers had worked day and night for two years. He invited experts to inspect the
training logs. OpenAI had no immediate response.
= DeepSeek / - / DeepSeek / Liang Wenfeng / * / -

Every few years Silicon Valley discovers a new enemy. First it was Japan, then Huawei, now a lab
with 160 employees. My neighbour, a retired engineer, thinks it is all theatre. He may be right.
The memo is full of words such as "adversarial" and "illicit". What it lacks is a single log file.
= - / - / My neighbour / - / * / -
"""

NO_VOICES = """
OpenAI released a new model on Monday. The company put the memo on its website. The minister took
aim and fired.
= - / - / -

The chatbot has doubts about nothing. The firm made a clear profit. Nvidia played down the pitch
to win the match.
= - / - / *

Prices speak of a glut. The bill passed the Senate. The report ran to ninety pages. It took three
years to write.
= - / - / - / -

OpenAI pushed back the launch to May. Microsoft reported a profit of $3 billion. The court wants
documents by Friday.
= - / - / *

The lawsuit drags on. The complaint was filed in Newark. Its outcome is uncertain. A hearing
expected in May was put off.
= - / - / - / -

Investors sold shares after the report. The claim, if true, would be a bombshell. OpenAI's warning
came too late.
= - / - / -

Several users tested the app. Some left disappointed. He came out of the meeting and waved away
the cameras.
= - / - / *

Police recalled the officers. Toyota recalls a million cars. The company credits customers with
five dollars.
= * / - / *

The start-up hired ten people. What the lab will do next, nobody knows. The evidence, such as it
is, points to Hangzhou.
= - / - / -

The talks broke down. Talks of a merger continued. There was little talk of safety at the summit.
One thing stands out.
= - / - / * / -

The model explains its answers. The tool describes pictures for the blind. ChatGPT wrote a poem.
The app reads messages.
= - / - / - / -

The deal was announced on Friday. Shareholders approved the sale. The bank lowered its rating. The
regulator opened a case.
= - / - / - / -
"""
"""Sentences in which nobody speaks, though a word of them could be one of saying."""
