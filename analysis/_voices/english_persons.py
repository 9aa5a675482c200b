"""English nouns that can speak, and those that cannot, told by their words and endings."""

from typing import Final

from analysis._voices.verb import listed

__all__ = ["NO_SPEAKERS", "PERSONS", "looks_personal"]

_PERSON_ENDINGS: Final = (
    "er", "ers", "or", "ors", "ist", "ists", "man", "woman", "men", "women", "person", "people",
    "ian", "ians", "ant", "ants", "ent", "ents", "ee", "ees", "ive", "ives", "ary", "aries",
    "insider", "insiders", "critics", "critic", "union", "unions", "group", "groups", "chief",
    "chiefs", "head", "source", "sources", "officials", "official", "witness", "witnesses",
    "mp", "mps", "judge", "judges", "team", "committee", "panel", "board", "parents", "friends",
    "commission", "federation",
    "association", "court", "government", "ministry", "agency", "watchdog", "authority",
    "parliament", "senate", "office", "department", "university", "bank", "council",
    "administration", "campaign", "colleagues", "colleague", "staff",
    "others", "many", "some", "fans", "firm", "firms",
    "company", "companies", "industry", "community", "camp", "side", "police", "regulators",
    "chamber", "alliance", "coalition", "foundation", "charity", "institute", "society", "ngo",
    "bloc", "embassy", "trust", "mate", "mates", "pal", "pals",
)  # fmt: skip
_NOT_PERSONS: Final = (
    "ment", "ments", "number", "paper", "computer", "order", "matter", "power", "letter",
    "document", "server", "event", "content", "factor", "error", "sector", "percent", "moment",
    "incident", "accident", "extent", "patent", "river", "winter", "summer", "quarter", "offer",
    "chapter", "center", "disaster", "data center", "user agreement", "talent", "present",
    "however", "whether", "together", "never", "another", "other", "either", "rather", "router",
    "routers", "further", "later", "earlier", "after", "over", "under", "per",
)  # fmt: skip
NO_SPEAKERS: Final = listed(
    "move results data figures evidence model models system chatbot software price prices share "
    "shares stock market markets timing rise fall incident case decision ruling events event "
    "development developments technique method approach step steps case cases fact question "
    "questions technology tool tools platform product products deal news it that this there "
    "what time year years day days week month way thing things law rule rules code performance "
    "benchmark benchmarks tests test numbers number costs cost trend history name names plan "
    "plans which who"
)
PERSONS: Final = listed(
    "one another some many others users critics most both several everyone commentators observers "
    "opponents supporters people fans readers viewers residents parents teachers mother father "
    "brother neighbour "
    "neighbor neighbours neighbors pupil pupils friend aide aides boss bosses wife "
    "son chef clerk coach ally allies relatives kids child children spy tycoon airline carrier arm"
)


def looks_personal(noun: str) -> bool:
    """Say whether a noun that no list of actors holds looks like persons."""
    if noun in PERSONS:
        return True
    cannot = noun in NO_SPEAKERS or noun.endswith(_NOT_PERSONS)
    return not cannot and noun.endswith(_PERSON_ENDINGS)
