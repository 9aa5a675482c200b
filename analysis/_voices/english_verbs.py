"""English words of saying: verbs in all their forms, nouns, prepositions and adverbs."""

from typing import Final

from analysis._voices.verb import Verb, listed, row

__all__ = [
    "AUXILIARIES",
    "BE",
    "BELIEFS",
    "DOCUMENTS",
    "FINITE",
    "HAVE",
    "HEARSAY",
    "IDIOMS",
    "INVERTS",
    "KINDRED",
    "LIGHT",
    "LIGHT_NOUNS",
    "NEGATIONS",
    "PERSONAL",
    "PLAIN_OBJECT",
    "RUMOURS",
    "SAYINGS",
    "STATES",
    "STRONG",
    "VAGUE_PASSIVES",
    "VERBS",
    "WRITTEN",
]

_IRREGULAR: Final = {
    "say": ("said", "said"), "write": ("wrote", "written"),
    "think": ("thought", "thought"), "see": ("saw", "seen"), "feel": ("felt", "felt"),
    "hold": ("held", "held"), "find": ("found", "found"), "read": ("read", "read"),
    "go": ("went", "gone"), "begin": ("began", "begun"), "understand": ("understood",) * 2,
    "make": ("made", "made"), "give": ("gave", "given"), "swear": ("swore", "sworn"),
    "retell": ("retold", "retold"), "foresee": ("foresaw", "foreseen"), "put": ("put", "put"),
    "overstate": ("overstated",) * 2, "mean": ("meant", "meant"), "raise": ("raised",) * 2,
    "have": ("had", "had"), "sing": ("sang", "sung"), "show": ("showed", "shown"),
    "speak": ("spoke", "spoken"), "tell": ("told", "told"), "bet": ("bet", "bet"),
    "cast": ("cast", "cast"),
    "strike": ("struck", "struck"), "take": ("took", "taken"), "throw": ("threw", "thrown"),
    "shoot": ("shot", "shot"), "draw": ("drew", "drawn"), "come": ("came", "come"),
    "stand": ("stood", "stood"), "forbid": ("forbade", "forbidden"),
    "hit": ("hit", "hit"), "lay": ("laid", "laid"),
}  # fmt: skip
_DOUBLED: Final = listed("shrug bat pin admit quip brag plug rebut slam pan tip sob nod chip rap")

SPEECH: Final = row(
    "say tell claim allege argue contend assert insist warn caution accuse deny stress "
    "emphasise emphasize reiterate concede acknowledge admit complain lament quip joke remark "
    "retort declare testify urge vow pledge predict speculate suspect fear believe worry doubt "
    "criticise criticize blame condemn denounce slam blast lambast decry deride mock praise "
    "laud dispute rebut refute disagree boast brag opine posit theorise theorize surmise "
    "hypothesise hypothesize proclaim profess imply insinuate "
    "intimate attest aver quibble rail fume gripe grumble bemoan deplore "
    "assail castigate chide rebuke excoriate ridicule lampoon swear "
    "extol congratulate applaud commend exhort implore allude inform notify "
    "alert apprise convey relay assure contest counsel forewarn concur "
    "apologise apologize "
    "hypothesize prophesy predict reckon foresee expect recount liken rebuff deplore "
    "plead"
)
"""With a speaker these are speech, whatever follows."""

CLAUSE: Final = row(
    "note add write state announce report reveal disclose observe maintain find indicate expect "
    "hope feel conclude respond reply answer counter wonder ask comment estimate propose "
    "promise demand request recall guess hold judge rule guarantee clarify specify "
    "underscore underline highlight suggest hint explain confirm recommend advise agree "
    "think post tweet forecast project signal show point calculate caution "
    "remember repeat submit venture read understand communicate share admit lead question "
    "object protest signal flag detail outline mention describe detect determine discover "
    "document reason comment elaborate summarise summarize interject "
    "object intone deem marvel recollect tip caution pinpoint stipulate "
    "quantify hiss demonstrate establish argue stipulate gather bet presume assume "
    "dream decide mean challenge anticipate teach muse whisper shout cry exclaim fret decree "
    "forbid prohibit"
)
"""These are speech where a clause or a quotation follows, or the speaker stands behind them."""

QUOTE: Final = row(
    "continue begin go laugh smile sigh shrug interrupt conclude finish open start joke grin "
    "chuckle nod scoff snap sneer sob gush enthuse bark growl yell mutter murmur chime sum "
    "thunder rage crow lament hit fire shoot urge chip weigh push lash bristle deadpan recite jeer "
    "taunt huff bellow holler beam chant roar wail moan whine wisecrack gloat croak"
)
"""These are speech beside a quotation alone."""

OBJECT: Final = row(
    "call dub label brand describe characterise characterize portray view see regard consider "
    "depict term deem welcome hail dismiss reject criticize defend cite denounce decry "
    "condemn oppose endorse question challenge downplay want tout trumpet paint cast frame cheer "
    "admire resent"
)
"""These are speech with an object of some kind; see `called`."""


def _forms(base: str) -> dict[str, str]:
    """Inflect a verb: each form to its word."""
    if base in _IRREGULAR:
        past, participle = _IRREGULAR[base]
    elif base in _DOUBLED:
        past = participle = f"{base}{base[-1]}ed"
    elif base.endswith("e"):
        past = participle = f"{base}d"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past = participle = f"{base[:-1]}ied"
    else:
        past = participle = f"{base}ed"
    third = f"{base[:-1]}ies" if base.endswith("y") and base[-2] not in "aeiou" else (
        f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "go")) else f"{base}s"
    )  # fmt: skip
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        gerund = f"{base[:-1]}ing"
    else:
        gerund = f"{base}{base[-1]}ing" if base in {*_DOUBLED, "put", "begin"} else f"{base}ing"
    return {"base": base, "third": {"have": "has"}.get(base, third), "past": past,
            "participle": participle, "gerund": gerund}  # fmt: skip


def _lexicon() -> dict[str, Verb]:
    """Every word that may be a verb of saying, to what it may be."""
    found: dict[str, Verb] = {}
    for kind, bases in (("object", OBJECT), ("quote", QUOTE), ("clause", CLAUSE),
                        ("speech", SPEECH)):  # fmt: skip
        for base in bases:
            by_word: dict[str, set[str]] = {}
            for form, word in _forms(base).items():
                by_word.setdefault(word, set()).add(form)
            for word, forms in by_word.items():
                before = found.get(word)
                kinds = (before.kinds if before else frozenset()) | {kind}
                found[word] = Verb(base, kinds, frozenset(forms))
    return found


VERBS: Final = _lexicon()

INVERTS: Final = frozenset(SPEECH + CLAUSE + QUOTE) - listed(
    "want paint cast frame tout trumpet liken rebuff "
    "tell accuse blame criticise criticize condemn denounce deny slam blast inform notify alert "
    "convey find show mean lead deem apprise praise laud mock relay dispute doubt"
)
"""Verbs that may stand before their speaker: '..., warned the minister'."""

BELIEFS: Final = listed(
    "believe think expect agree doubt fear deny suspect hope feel dispute reckon worry want find"
)
"""'does not believe' is a view still, where 'does not say' is silence."""

BE: Final = listed("is are was were be been being 's 're gets got")
HAVE: Final = listed("has have had having 've")
_DO: Final = listed("do does did")
_MODAL: Final = listed("will would can could may might shall should must to cannot")
AUXILIARIES: Final = BE | HAVE | _DO | _MODAL
FINITE: Final = listed(
    "is are was were has have had will would can could may might should must did does do 's 're "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't "
    "didn't doesn't don't needs remains seems appears stole violates violated poses posed "
    "represents threatens"
)
NEGATIONS: Final = listed(
    "not never n't no cannot nobody neither nor without didn't doesn't don't hasn't haven't "
    "hadn't won't wouldn't couldn't can't isn't aren't wasn't weren't stopped"
)

SAYINGS: Final = listed(
    "accusation accusations allegation allegations claim claims assertion assertions argument "
    "contention warning warnings statement statements complaint complaints criticism suspicion "
    "suspicions concern concerns fear fears belief view views prediction predictions promise "
    "denial insistence admission suggestion announcement remarks comments comment worry worries "
    "conviction opinion stance position verdict assessment conclusion finding findings testimony "
    "response answer reply assurance assurances pledge vow charge charges call calls plea "
    "hypothesis revelation revelations declaration narrative doubts objection objections "
    "scepticism skepticism doubt hopes expectation expectations demand demands rebuke"
)
"""Nouns of saying: 'the accusation by X', 'X's claim that'."""

DOCUMENTS: Final = listed(
    "memo memos memorandum report reports document documents letter letters statement statements "
    "paper papers study studies blog post posts blogpost filing filings complaint lawsuit "
    "submission analysis article articles survey research note notes email emails e-mail message "
    "testimony release announcement press-release terms policy brief white-paper investigation "
    "suit petition preprint affidavit dossier factsheet manifesto motion readout prospectus "
    "brief text bill legislation review story tweet thread transcript interview op-ed column "
    "editorial presentation "
    "assessment indictment ruling data figures findings account accounts rules guidelines "
    "conditions proposal commentary book disclosure warning warnings"
)
"""Texts that speak for whoever wrote them."""

_FAMILIES: Final = (
    "lawsuit suit complaint filing petition motion affidavit",
    "dossier file",
    "bill text legislation proposal",
    "report study paper survey review analysis investigation white-paper preprint",
    "letter memo memorandum note email submission",
)
KINDRED: Final = {word: family.split()[0] for family in _FAMILIES for word in family.split()}
"""Texts that may be one and the same, to the first word of their kind."""
WRITTEN: Final = frozenset(KINDRED)

HEARSAY: Final = listed("reportedly allegedly purportedly supposedly rumoured rumored")
RUMOURS: Final = listed("rumor rumour word chatter gossip whispers rumours rumors")
VAGUE_PASSIVES: Final = listed(
    "said believed thought alleged claimed rumoured rumored understood suspected accused feared "
    "reported speculated"
)
LIGHT: Final = listed(
    "express expresses expressed expressing voice voices voiced voicing raise raises raised "
    "raising level levels leveled levelled leveling levelling make makes made making issue issues "
    "issued issuing release releases released share shares shared air airs aired lodge lodged "
    "lodges echo echoes echoed repeat repeats repeated reject rejects rejected rejecting dismiss "
    "dismisses dismissed dismissing deny "
    "denies denied sound sounds sounded give gives gave have has had file filed files post posted "
    "deliver delivered delivers offer offered offers cast casts publish published publishes "
    "write wrote refute refutes refuted publicise"
)
"""Verbs that speak with a noun of saying: 'voiced concern'."""

LIGHT_NOUNS: Final = SAYINGS - listed(
    "finding findings response answer reply conclusion call calls charge charges view views stance "
    "position demand demands expectation expectations testimony narrative comment comments"
) | {"alarm", "support", "regret", "hope", "optimism", "surprise", "confidence", "outrage"}
"""Those that a light verb makes speech."""
PLAIN_OBJECT: Final = listed(
    "confirm recommend advise demand request propose promise expect explain underline underscore "
    "highlight outline reject oppose anticipate forecast question protest summarise summarize "
    "reiterate repeat endorse forecast project describe recall report"
)
"""Verbs of `CLAUSE` that are speech with a plain object too: 'confirmed the attack'."""
_IDIOMS: Final = {
    "strike": (3, "note tone"), "pour": (2, "water scorn"), "cast": (2, "doubt doubts"),
    "throw": (1, "doubt"), "take": (3, "issue aim exception umbrage view"), "sound": (2, "alarm"),
    "raise": (2, "alarm eyebrows"), "make": (3, "case clear plain"), "hit": (1, "back out"),
    "fire": (1, "back"), "push": (1, "back for"), "press": (1, "for"), "shoot": (1, "back"),
    "lash": (1, "out back"), "brush": (7, "off aside away"), "wave": (7, "off aside away"),
    "shrug": (7, "off aside"), "bat": (7, "away aside"), "laugh": (7, "off"), "play": (7, "down"),
    "point": (2, "finger"), "draw": (3, "parallel parallels comparison comparisons"),
    "heap": (1, "praise scorn"), "lavish": (1, "praise"), "pile": (1, "praise"),
    "beg": (2, "differ"), "speak": (1, "of out"), "talk": (1, "of up down"), "stand": (1, "by"),
    "put": (9, "at blame"), "lay": (2, "blame"), "pin": (2, "blame"),
    "have": (2, "doubt doubts sympathy patience qualms reservations misgivings"),
    "argue": (1, "for against"), "come": (2, "against"), "estimate": (9, "at"),
    "rule": (1, "out"), "credit": (8, "with"), "attribute": (9, "to"), "blame": (9, "on"),
    "compare": (8, "to"), "cry": (1, "foul hypocrisy"),
}  # fmt: skip


def _idioms() -> dict[str, tuple[str, int, frozenset[str]]]:
    """Every form of the verbs that speak with another word, and how far off that may stand."""
    return {
        form: (base, reach, listed(others))
        for base, (reach, others) in _IDIOMS.items()
        for form in _forms(base).values()
    }


IDIOMS: Final = _idioms()
"""Verbs that speak together with another word: 'struck a defiant note', 'hit back at'."""

STATES: Final = listed(
    "afraid worried convinced concerned confident sceptical skeptical adamant certain hopeful "
    "sure unconvinced wary bullish bearish sanguine disappointed dismissive critical unimpressed "
    "cautious blunt optimistic pessimistic doubtful persuaded alarmed adamantly outraged furious"
)
"""What somebody is who holds a view: 'is convinced that'."""
STRONG: Final = listed(
    "say tell argue warn deny accuse insist claim add admit allege contend assert urge vow "
    "believe dispute acknowledge concede maintain expect testify deny reject declare caution "
    "emphasise emphasize stress reiterate complain predict recommend"
)
"""Verbs whose subject is somebody even if no list knows the noun."""

PERSONAL: Final = listed("i we he she they you who it")
