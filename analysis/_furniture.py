"""Recognise the furniture of a web page: lines around an article that are not part of it.

A line is furniture by its own words alone (`kind`); what follows from its neighbours is
for `clean`. Real sentences must stay, and a paragraph of one sentence is usual in news: so
a line that ends in a full stop has stricter rules of its own, and the other rules ask that
the whole line fits.
"""

import re
from typing import Final

__all__ = ["LONGEST", "is_name", "kind"]

LONGEST: Final = 320
"""Characters; a longer line is never furniture."""
_SENTENCE: Final = re.compile(r"(?:\S+\s+){3}.*[.…][\"'”’»)\]]*$")
"""A line of four words or more that ends in a full stop."""
_DECORATION: Final = re.compile(
    r"^(?:[\s\-–—•*·▪►▶▸→←↑↓>|»✓✔✅⬤■□◆◇★☆…:]|[\U0001F300-\U0001FAFF])+"
)

_MONTH: Final = (
    "(?:jan(?:uar[iy])?|feb(?:r?uari|ruary)?|ma(?:art|rt|rch|r)|mrt|apr(?:il)?|mei|may|june?"
    "|juni|july?|juli|aug(?:ust(?:us)?)?|sep(?:t(?:ember)?)?|o[kc]t(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_WEEKDAY: Final = (
    "(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\.?"
)
_TIME: Final = (
    r"(?:\s*(?:om|at|-|–|\||·|•|,)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:uur|u|h|[ap]\.?m\.?)?"
    r"\s*(?:\(?[a-z]{2,5}\)?)?)"
)
_AGO: Final = (
    r"(?:\d+\s+(?:sec(?:onde|ond)?[ne]?s?|min(?:uut|uten|ute|utes|s)?|uur|uren|hours?|hrs?"
    r"|dag(?:en)?|days?|we(?:ek|ken|eks)|maand(?:en)?|months?|jaar|years?)\.?\s+(?:geleden|ago))"
)
_DAY: Final = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:\d{{4}}-\d{{2}}-\d{{2}}(?:t[\d:.+z-]+)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|e)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}))"
)
_DATE: Final = rf"(?:{_DAY}|{_AGO}|(?:vandaag|gisteren|today|yesterday)(?=,?\s*(?:om\s|at\s)?\d))"
_DATED: Final = (
    "(?:(?:first |eerst |oorspronkelijk |originally )?(?:published|posted|gepubliceerd|geplaatst"
    "|verschenen)|(?:last |laatst |voor het laatst )?(?:updated?|modified|edited|bijgewerkt"
    "|gewijzigd|aangepast|ge[uü]pdatet)|laatste (?:update|wijziging)|publicatiedatum|datum"
    "|date(?: posted| published| of publication)?)"
    "(?: op| on| at| om)?"
)
_LEADS_ON: Final = (
    r"\b(?:op|on|at|in|by|per|of|van|from|vanaf|since|sinds|until|tot|before|voor|after|na|and|en"
    rf"|to|around|rond)\s+{_DATE}"
)
_LANGUAGE: Final = (
    "(?:english|nederlands|engels|dutch|deutsch|duits|german|français|frans|french|español|spaans"
    "|spanish|türkçe|turks|turkish|italiano|português|polski|русский|العربية|中文|日本語)"
)
_CODES: Final = "(?:EN|NL|TR|DE|FR|ES|IT|PT|PL|RU|AR|ZH|JA|KO|DA|SV)"
_PLATFORM: Final = (
    "(?:facebook|twitter|x|linked ?in|whats ?app|reddit|telegram|bluesky|threads|mastodon"
    "|instagram|youtube|pinterest|tumblr|e-?mail|mail|print|rss|tiktok|flipboard|pocket|signal)"
)
_SHARE: Final = (
    "(?:share|deel|delen|tweet|copy(?: link)?|kopieer(?: link)?|save|bewaar|bewaren|opslaan)"
)
_NEWS: Final = (
    "(?:news|nieuws|headlines|stories|verhalen|artikelen|updates?|briefing|best of [^.]{1,30}"
    "|delivered|directly|straight|rechtstreeks|direct)"
)
_ABOUT: Final = (
    "(?:articles?|stor(?:y|ies)|posts?|news|topics?|content|reading|links?|coverage|videos?"
    "|artikelen|berichten|nieuws|onderwerpen|verhalen|headlines|now|voor jou|for you|searches)"
)
_PIECE: Final = (
    "(?:(?:this|dit) (?:article|story|post|piece|page|content|artikel|bericht|verhaal|stuk))"
)
_FOR_MEMBERS: Final = (
    r"(?:only |alleen |exclusively |exclusief |enkel |available |beschikbaar |toegankelijk )*"
    r"(?:for|to|voor) (?:\w+ )?(?:subscribers|abonnees|premium|members|leden)(?: only| alleen)?\W*$"
)
_STAFF: Final = (
    "(?:redactie|redacteur(?:en)?|correspondent(?:en)?|verslaggever(?:s|ij)?|medewerkers?)"
)
_GOES_ON: Final = (
    "(?:the |this |het |de |dit )?(?:article|story|content|text|artikel|tekst|bericht|verhaal) "
    "(?:continues?|gaat verder|loopt door|leest verder)"
)
_BELOW: Final = (
    r" (?:(?:below|hieronder)\W*$|(?:below|beneath|under|after|onder|na|beneden|achter) (?:\w+ )?"
    r"(?:ad|ads|adv\w*|foto\w*|photo\w*|images?|video\w*|picture|beeld\w*|afbeelding|illustratie"
    r"|kaart|kader|grafiek|infographic|graphic|tweet|post|galler(?:y|ij)|podcast|audio\w*"
    r"|reclame|promotion|newsletter|nieuwsbrief)\b(?: \w+){0,3}\W*$)"
)
_MADE: Final = (
    "(?:(?:(?:first|originally|also|eerder|oorspronkelijk|ook|eerst|voor het eerst) )+(?:published"
    "|written by|translated|produced|syndicated|gepubliceerd|geschreven|verschenen)"
    "|(?<=verscheen )(?:eerder|oorspronkelijk|ook|eerst) (?:in|op|bij)"
    "|(?:automatically |automatisch )?(?:generated|translated|gegenereerd|vertaald)"
    r"|(?:(?:last )?updated|(?:laatst )?bijgewerkt)(?= (?:on|at|to|with|op|om|met)\b|\W*$)"
    "|(?:mede |deels )?met (?:de )?(?:behulp|hulp) van"
    "|met ai)"
    r"(?![^.]*(?:, |: ))\b[^:]{0,140}$"
)
_ICON: Final = (
    "(?:recommend|visibility|share|schedule|person|home|menu|search|close|bookmark|favorite"
    "|comment|chat|print|email|mail|event|today|update|label|sell|tag|article|translate|language"
    "|public|link|launch|verified|star|info|help|login|download|upload|play|pause|forum|edit"
    "|history|folder|groups?|trending|expand|notifications|facebook|twitter|whatsapp|linkedin"
    "|telegram|newspaper|category)"
)

_RULES: Final[dict[str, tuple[str, ...]]] = {
    "no_words": (r"[\W\d_]*$",),
    "date": (
        rf"(?:{_DATED}\s*:?\s*)?{_DATE}(?:{_TIME})?\W*(?:[a-zà-ÿ'-]++\W*+){{0,3}}(?<![.!?])$",
        rf"(?:{_DATED})\s*[:|]?(?:\s*{_DATE}(?:{_TIME})?(?!,?\s+(?-i:[a-z])).{{0,60}})?$",
        rf"(?:{_DATED}\s*:?\s*)?{_DATE}(?:{_TIME})?\W+(?:{_DATED}\s*:?\s*{_DATE}"
        r"|leestijd\b|read(?:ing)? time\b|(?:by|door) (?-i:[A-Z])).{0,40}$",
        rf"(?!.*{_LEADS_ON}).{{0,30}}\s{_DATE}\s*{_TIME}\W*$",
    ),
    "view_count": (
        r"\d[\d.,]*\s*[km]?\s*(?:views?|weergaven|(?:keer|x) (?:bekeken|gelezen|gedeeld)|reads"
        r"|likes?|shares?|comments?|reacties?|replies|claps|upvotes|downloads|followers|volgers"
        r"|görüntülenme)\b\W*(?:\d+ \w++\W*+)*$",
    ),
    "reading_time": (
        r"(?:(?:estimated )?(?:leestijd|read(?:ing)? time)\W*)?(?:ca\.? |circa |about |~)?\d+\s*-?"
        r"\s*(?:min(?:ute)?s?|minuten|minuut)\b\.?\s*(?:read(?:ing time)?|leestijd|lezen)?\W*$",
        r"(?:leestijd|read(?:ing)? time)\b.{0,25}$",
    ),
    "byline": (
        rf"(?:door (?:onze|een van onze|de)|van onze) (?:\w+ ){{0,2}}(?:\w{{2,12}}-?)??{_STAFF}"
        r"(?: [\w-]+){0,4}$",
        r"by (?:our|a|the) (?:\w+ ){0,2}(?:staff|correspondents?|reporters?|editors?)\b"
        r"[^.!?]{0,60}$",
        r"(?:by|door|author|auteur|written by|geschreven door|tekst|words|redactie|byline)\s*:?$",
    ),
    "related": (
        r"(?:(?:lees|bekijk|kijk|luister|zie)(?: (?:ook|meer|verder|hier|nu|dan|eerst))*|read(?: "
        r"(?:also|more|next|on|now))?|also read|see also|more on this|related(?: \w+)?|gerelateerd"
        r"(?: \w+)?|ook interessant|don['’]t miss|must[- ]reads?|recommended(?: \w+)?|aanbevolen"
        r"(?: \w+)?|further reading|watch(?: also| now)?|verder lezen|meer lezen|meer weten"
        r"|meer over [^:]{1,50}|meer nieuws|in case you missed it)"
        r"(?:\s*[:|>»]|\s+[–-]\s)\s*.{0,200}$",
        r"(?:lees (?:ook|meer|verder|hier)|read (?:also|more|next)|also read|see also|zie ook"
        r"|bekijk (?:ook|hier)|meer (?:uit|nieuws|over)|more (?:from|about|on|news)"
        r"|more \w+ (?:news|stories)|ook interessant)\b[^.!?]{0,120}$",
        r"(?:lees (?:hier|verder|meer (?:over|in|op|hier))|lees (?:ook|dan) (?:dit|deze|ons|onze"
        r"|het (?:artikel|interview|verhaal|stuk|bericht))|read more (?:about|on|at|from|here|in)"
        r"|read the full (?:story|article|report|interview)|(?:click|tap) here|klik hier)\b"
        r"(?:\W++[\w’'-]++){0,14}+\W*$",
        r"(?:related|gerelateerde?|aanbevolen|recommended|popular|populaire?|trending|latest"
        r"|laatste|recente?|featured|top|best gelezen|most (?:read|popular|viewed)|meest "
        rf"(?:gelezen|bekeken|recente?)|other|andere)(?: {_ABOUT})?\W*$",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested).{0,30}|(?:dit vind je )?misschien "
        r"ook (?:leuk|interessant)|verder lezen|meer lezen|read more|more "
        rf"(?:like this|{_ABOUT})|must[- ]reads?|editor[’']?s[’']? (?:picks?|choice)|up next"
        r"|what to read next|in this (?:article|story)|in dit artikel|inhoudsopgave"
        r"|table of contents|bekijk ook|lees ook|zie ook|\(more [^.]{1,40} stories\.\))\W*$",
    ),
    "share": (
        rf"{_SHARE}(?:[\s|,/•·+]+(?:{_SHARE}|{_PLATFORM}|op|on|via|with|met|by|this|dit|artikel"
        r"|article))*\W*$",
        rf"{_PLATFORM}(?:[\s|,/•·]+(?:{_PLATFORM}|{_SHARE}))+\W*$",
        r"(?:share|deel) (?:this|dit|deze|it|on|via|the (?:article|story)|(?:het )?artikel)\b"
        r"[^.?]{0,50}$",
    ),
    "follow": (
        rf"(?:follow (?:us|@\w+|our)\W*$|(?:follow|like|find|join) (?:[@\w]+ ){{1,3}}on "
        rf"(?:google|{_PLATFORM})\b|volg (?:[@\w]+ ){{1,3}}(?:op|via) (?:google|onze|{_PLATFORM})\b"
        r"|word lid van)(?:\W++[\w’'-]++){0,12}+\W*$",
    ),
    "newsletter": (
        r"(?:subscribe|sign[- ]?up|register|meld (?:je|u)|schrijf (?:je|u)|abonneer|ontvang|get"
        r"|receive|join|stay|blijf|krijg|wil je|you are now|check your|for the best of)\b"
        r"[^:]{0,200}\b(?:newsletters?|nieuwsbrief|nieuwsbrieven|inbox|mailbox|weekly content"
        r"|complete sign[- ]?up)\b[^.!?]{0,60}[.!?]?$",
        rf".{{0,60}}\b{_NEWS} in (?:je|uw|your) (?:inbox|mailbox)\W*$",
        r"(?:\w+ )?(?:newsletters?|nieuwsbrief|nieuwsbrieven)\W*$",
    ),
    "subscribe": (
        r"(?:subscribe|abonneer|abonneren|abonnee worden|word (?:nu )?abonnee|become a member"
        r"|support our (?:journalism|work|newsroom|reporting|site)|steun (?:ons|onze (?:site"
        r"|redactie|werk)))\b[^.?]{0,60}$|(?:doneer|donate)(?: nu| now| today| hier| here)?\W*$",
        r"(?:already a (?:subscriber|member)|(?:ben je )?al (?:abonnee|lid)|nog geen (?:abonnee"
        r"|account)|log ?in|sign in|inloggen|registreren|create (?:a free )?account|maak (?:een )?"
        r"(?:gratis )?account|my account|mijn account)\b[^.]{0,60}$",
        rf"{_PIECE} (?:is|are) {_FOR_MEMBERS}|(?:alleen voor abonnees|subscribers only)\W*$"
        r"|(?:premium(?: artikel| article)?|plus ?artikel)$",
    ),
    "cookies": (
        r"(?:we|wij|deze (?:web)?site|this (?:web)?site|onze site|our (?:web)?site) (?:and our "
        r"partners |en onze partners )?(?:uses?|gebruik(?:t|en)|plaats(?:t|en)|maakt gebruik van"
        r"|store) .{0,60}\bcookies\b(?:\W*$|\W+(?:to|for|om|voor|en|and|zodat|so)\b.{0,150}$)",
        r"(?:accept|reject|manage|allow|weiger|accepteer|beheer|sta)\w*\b.{0,20}\bcookies\b"
        r".{0,30}$|cookie[- ]?(?:s|settings|policy|preferences|instellingen|beleid|voorkeuren"
        r"|statement|verklaring)\W*$",
    ),
    "copyright": (
        r"(?:©|\(c\)\W*(?:[\w.]+ ){0,4}\d{4}|copyright\s*(?:©|\(c\)|\d{4}|by\b)|auteursrecht\s*©)"
        r"\s*.{0,200}$",
        r".{0,200}(?:all rights reserved|alle rechten voorbehouden|do not reproduce without"
        r"|niets uit deze (?:uitgave|publicatie) mag).{0,100}$",
    ),
    "advertisement": (
        r"\W*(?:(?:advertisements?|advertenties?|advertorial|ads?|adv|sponsored(?: content| post"
        r"| by .{1,30})?|gesponsord(?:e (?:content|inhoud))?|promoted|partner ?content"
        r"|branded content|reclame|einde advertentie|continue reading below)\W*+)+$",
        rf"{_GOES_ON}(?:\W*$|{_BELOW})",
        r"(?:continue reading|scroll (?:down|to|verder|door))\b.{0,60}$",
        r"(?:this (?:article|page|post) (?:may )?contains? affiliate"
        r"|affiliate (?:links?|discl)).{0,150}$",
    ),
    "image": (
        r"(?:photo|foto|image|beeld|afbeelding|illustrati(?:e|on)|picture|fotograaf|photograph"
        r"|credits?|screenshot)(?: (?:by|door|credits?|source|courtesy of))?\s*[:©]"
        r"\s*[^.!?]{1,120}\.?$",
        r"(?:source|bron|via)\s*:?\s*https?://\S+$|https?://\S+$|www\.\S+$",
        r"(?:photo|foto|image|beeld|picture) (?:by|door|courtesy of|via) [^.!?]{1,80}$",
        r"(?:[^.!?]{0,150}(?:[/|©(:,•·–—]|\bvia)\s*)?(?:getty images|shutterstock|unsplash|pexels"
        r"|istock(?:photo)?|adobe stock)\)?$|[^.!?]{0,150}(?:ap photo[^.]{0,30}|via reuters"
        r"|/ ?reuters|/ ?afp|/ ?anp|/ ?epa|© ?\w+(?: \w+){0,3})\)?$",
        r"(?:volledig scherm|full ?screen|post thumbnail|featured image|view (?:image|gallery)"
        r"|open image|enlarge(?: image)?|vergroot(?: afbeelding)?|play video|video afspelen"
        r"|image \d+ of \d+|logo (?:van|of)(?: \w+){1,3}|loading|laden)\W*$"
        r"|\S+\.(?:jpe?g|png|webp|gif|mp4)$|(?:\w+ ){0,4}\w+_\d{6,}\w*$",
    ),
    "listen": (
        r"(?:(?:listen to|luister naar|beluister) (?:this|the|dit|het|deze) (?:article|story"
        r"|artikel|verhaal|podcast)\b[^.]{0,40}|listen|luister|beluister|voorlezen|luister live"
        r"|watch live|kijk live)\W*$",
    ),
    "comments": (
        r"(?:(?:leave|post|add|write|view|show|hide|read) (?:a |an |all |your )?(?:comments?|reply)"
        r"|(?:geef|plaats|schrijf|bekijk|toon|laat) (?:je |een |alle |jouw |uw )?(?:reacties?"
        r"|mening)|join the (?:conversation|discussion))(?: (?:below|here|now|hier|hieronder"
        rf"|(?:on|in|at|op) (?:this|dit|the|our|onze|de|{_PLATFORM})\b[^.,:]{{0,40}}|\d+))?\W*$",
        r"(?:praat mee|have something to add|hebt? (?:u|je) een (?:taal|spel|type)?fout"
        r"|(?:taal|spel)fout gezien|tip de redactie|mail (?:ons|naar)|reageer (?:op|hier))\b"
        r".{0,80}$",
        r"(?:comments?(?: are closed)?|reacties?|reageer|reageren)\W*$",
    ),
    "tags": (
        r"(?:tags?|(?:suggested )?topics?|onderwerpen?|trefwoorden|keywords|categor(?:y|ies|ie"
        r"|ieën)|filed under|posted in|geplaatst in|rubriek|sectie|labels?|our standards)"
        r"\s*[:|]\s*.{0,200}$",
        r"(?:tags|onderwerpen|trefwoorden|keywords)\W*$|(?:[#@][\w.-]++\s*+)+$",
    ),
    "navigation": (
        r"(?:skip to (?:main )?content|(?:ga )?(?:direct )?naar (?:de )?(?:hoofd)?inhoud|(?:back to"
        r"|terug naar) (?:home|top|news|sources|overview|results|all|boven|overzicht|nieuws)"
        r"|(?:top|bottom) of page|home(?:page)?|menu|zoek(?:en)?|search|sluit(?:en)?|close"
        r"|toon meer|show (?:more|less|all)|load more|laad meer|meer laden|view (?:all|more)"
        r"|see (?:all|more)|(?:bekijk|lees) alles|alles bekijken|go back|terug|next|previous"
        r"|volgende|vorige|bezoek de site|visit (?:the )?(?:web)?site|(?:next|previous) (?:article"
        r"|post|story)|(?:volgend|vorig)e? (?:artikel|bericht)|sitemap|colofon|adverteren"
        r"|advertise(?: with us)?|privacy ?(?:policy|statement|notice|beleid|verklaring)"
        r"|disclaimer|contact(?: us| opnemen)?|about us|over ons"
        r"|(?:download|installeer|open|get) (?:de |the |our |onze |in )?(?:\w+ )?app)\W*$",
        r"(?:home|nieuws|news)\s*[>/»›|].{1,100}$"
        r"|(?:[^|.]{1,80}\|){3,}[^|.]{0,80}$"
        r"|[\w&’' -]{1,25}(?:[>»›][\w&’' -]{1,41})+$",
    ),
    "language": (
        rf"(?:(?:in het|in) )?{_LANGUAGE}(?: (?:version|versie|versiyonu|edition|editie))?"
        rf"(?:[\s|/•·]+{_LANGUAGE})*\W*$",
        r"(?:lees|read|view|bekijk|available|beschikbaar|vertaal|translate)(?: [\w’'-]+){0,4} "
        rf"(?:in|to|naar) (?:het )?{_LANGUAGE}\W*$",
        r"\W*[\U0001F1E6-\U0001F1FF]{2}\W*(?:[^\s.!?]++\W*+){0,4}(?<![.!?])$",
    ),
    "note": (
        rf"{_PIECE} (?:was|is|werd|verscheen|has been) {_MADE}",
        r"ai[- ]powered content$|powered by [\w ]{1,30}$",
    ),
}  # fmt: skip
_UP: Final = "A-ZÀ-ÖØ-Þ"
_LOW: Final = "van|de|den|der|ten|ter|het|’t|'t|von|di|da|del|la|le|el|bin|al"
_NAMED: Final = (
    rf"[{_UP}][\w.’'-]*(?:(?: ?[,&/|·•:] ?| [–-] | )(?:[{_UP}][\w.’'-]*|{_LOW}|and|en|of|for"
    r"|voor|in|te|at|bij|with|met)){0,12}"
)
_AGENCY: Final = rf"[{_UP}][\w.’'-]*(?: [{_UP}][\w.’'-]*)?"
_PERSON: Final = rf"[{_UP}][\w.’'-]*(?: (?:[{_UP}][\w.’'-]*|{_LOW})){{1,4}}"
_TEXT: Final = (
    "(?:article|story|report|interview|artikel|verhaal|stuk|bericht|column|analyse|recensie)"
)
_THEIRS: Final = (
    rf"(?:(?:dit|deze|ons|onze|het|de|this|our|the) (?:\w+ )?{_TEXT}"
    "|(?:dit|this) (?:onderwerp|topic|subject|story))"
)
_JOB: Final = (
    "(?:[Rr]edact(?:eur|rice)|[Jj]ournalist|[Cc]orrespondent|[Rr]eporter|[Vv]erslaggever"
    "|[Cc]olumnist|(?:[A-Z]?[a-z]+ )?[Ee]ditor(?:-in-chief)?|[Ss]taff [Ww]riter|[Ww]riter"
    "|[Cc]ontributor|[Hh]oofdredacteur|[Mm]edewerker)"
)
_WORK: Final = "(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled)(?: and \\w+)?"
_CASED: Final[dict[str, tuple[str, ...]]] = {
    "view_count": (r".{0,60}(?:visibility|remove_red_eye)\s*\d[\d.,]*\s*[KkMm]?\s*\w{0,12}$",),
    "date": (rf"(?:{_PERSON}|[{_UP}]\w+)(?:,|\s+[|–-])\s+(?i:{_DATE}(?:{_TIME})?)\W*$",),
    "byline": (
        r"(?:[Bb]y|BY|[Dd]oor|DOOR|Auteur|Author|Tekst|Text|Words|Geschreven door|Written by"
        rf"|Reported by|Redactie|Editor|Redacteur)\s*:?\s+{_NAMED}\W*"
        rf"(?:[|,–•·-]?\s*(?i:{_DATE}).{{0,30}})?$",
        rf"(?:Author|Auteur|Editor|Redacteur|Reporter):?{_NAMED}$",
        rf"{_PERSON},? (?:is )?{_JOB}"
        r"(?: (?:bij|van|voor|at|for|of)(?: [\w.’'&-]+){1,4})?$",
        rf"\(?{_WORK} by {_NAMED}(?:[;.]\s*{_WORK} by {_NAMED})*[.)]*$",
        r"(?:ANP|Belga|AFP|AP|Novum|DPA|dpa|ANP/\w+|Redactie(?: [A-Z][\w.]+)?|(?:[A-Z][\w.]+ )?"
        r"(?:Staff|Newsroom|News Desk|Editorial Team))$",
    ),
    "image": (
        r"(?i:source|bron|via|credits?|photo|foto|image|beeld)(?: (?i:by|door|courtesy of))?\s*[:©]"
        rf"\s*{_NAMED}\W*$",
        rf"(?i:sources|bronnen)\s*:\s*{_AGENCY}(?:(?:,| and| en| &|;| /) ?{_AGENCY})*\W*$",
    ),
    "language": (rf"{_CODES}(?:[\s|/•·-]+{_CODES})*$",),
    "icon": (
        r"[a-z]+(?:_[a-z]+)+(?=$|[A-Z\d\s]|[^\w\s])(?!\s+[a-z]).{0,80}(?<![.!?])$",
        rf"{_ICON}(?=[A-Z\d])(?:\S++\s*+){{1,8}}(?<![.!?])$",
        rf"{_ICON}$",
    ),
}  # fmt: skip

_TO_STOP: Final = r"[^.,:;]{0,60}\.$"
_SURE: Final[dict[str, tuple[str, ...]]] = {
    "no_words": _RULES["no_words"],
    "date": (
        rf"(?:{_DATED}\s*[:|]?\s*)?{_DATE}(?:{_TIME})?\W*(?:(?:by|door) (?-i:{_NAMED}))?\W*$",
    ),
    "byline": (
        rf"(?-i:(?:[Bb]y|BY|[Dd]oor|DOOR|Auteur|Author|Tekst|Text|Words)\s*:?\s+{_NAMED})"
        rf"(?:\W*{_DATE}(?:{_TIME})?)?\W*$",
        rf"(?-i:\(?{_WORK} by {_NAMED}(?:[;.]\s*{_WORK} by {_NAMED})*)[.)]*$",
        rf"(?-i:{_PERSON},? (?:is )?{_JOB}(?: (?:bij|van|voor|at|for|of)(?: [\w.’'&-]+){{1,4}})?)$",
    ),
    "related": (
        r"(?:(?:lees|bekijk|kijk|luister) (?:ook|meer|verder|hier)|zie ook|read (?:also|more|next"
        r"|now)|also read|see also|more on this|related(?: (?:articles?|stor(?:y|ies)|news))?"
        r"|gerelateerd(?: \w+)?|ook interessant|don['’]t miss|verder lezen|meer lezen"
        r"|in case you missed it)\s*[:|>»]\s*.{0,200}$",
        rf"(?:lees|read) (?:(?:hier|ook|dan|here|also) )+{_THEIRS}[^.,:;]{{0,60}}\.$",
        rf"read the (?:full|whole|original) {_TEXT}(?: (?:here|on|at|in)\b[^,:;]{{0,40}})?\.$",
        rf"(?:read more|lees (?:meer|verder)) (?:about|on|at|from|here|in|over|op|hier) {_THEIRS}"
        r"[^.,:;]{0,30}\.$|(?:read more|lees (?:meer|verder)) (?:at|on|op) \S+\.\w+(?:/\S*)?\.$",
        r"(?:click|tap) here (?:to|for)\b[^.,:;]{0,60}\.$|klik hier (?:om|voor)\b[^.,:;]{0,60}\.$",
        r"\(more [^.]{1,40} stories\.\)$",
    ),
    "share": (
        rf"(?:share|deel) (?:{_PIECE}|the article|het artikel)"
        rf"(?: (?:on|via|op|met|with)\b{_TO_STOP}|\.$)",
    ),
    "follow": (
        r"(?:(?:follow|like|find|join) (?:us|@\w+|our \w+) on|volg (?:ons|@\w+) (?:ook )?(?:op"
        rf"|via)) (?:google|{_PLATFORM})\b{_TO_STOP}",
    ),
    "newsletter": (
        r"(?:subscribe|sign[- ]?up|register|meld (?:je|u)|schrijf (?:je|u)|abonneer|ontvang|get"
        r"|receive|join|krijg|you are now)\b[^:]{0,120}\b(?:our|onze?|the|de|deze|this|your|je|uw"
        r"|dagelijkse|wekelijkse|daily|weekly|free|gratis) (?:newsletters?|nieuwsbrief"
        r"|nieuwsbrieven|inbox|mailbox)(?: (?:and|en|to|om|for|voor|with|met|here|hier|every|elke"
        r"|today|via)\b[^.!?:;,]{0,60})?\.$",
        rf"(?:elke|iedere|every|daily|the|het|al het|de) .{{0,40}}\b{_NEWS} in (?:je|uw|your) "
        r"(?:inbox|mailbox)\.$",
    ),
    "subscribe": (rf"{_PIECE} (?:is|are) {_FOR_MEMBERS}",),
    "cookies": (r"(?!.*, (?:says?|said|zegt|zei|aldus|volgens) )" + _RULES["cookies"][0],),
    "copyright": (
        r"(?:copyright\s*)?(?:©|\(c\)\W*(?:[\w.]+ ){0,4}\d{4}).{0,200}$",
        rf"copyright \d{{4}} (?:by )?(?-i:{_NAMED})\W*$",
        r"(?:copyright\b.{0,150})?(?:all rights reserved|alle rechten voorbehouden)\W*$",
        r"(?:do not reproduce without|niets uit deze (?:uitgave|publicatie) mag)\b.{0,200}$",
    ),
    "advertisement": (
        rf"{_GOES_ON}{_BELOW}",
        r"continue reading (?:below|this|the (?:article|story|rest))\b[^.,:;]{0,40}\.$"
        rf"|scroll (?:down|verder|door) (?:for more|to (?:read|continue)|voor meer|om)\b{_TO_STOP}",
        _RULES["advertisement"][-1],
    ),
    "image": (
        r"(?-i:[Pp]hoto|[Ff]oto|[Ii]mage|[Bb]eeld|[Ss]ource|[Bb]ron|[Cc]redits?)(?: (?:by|door"
        rf"|courtesy of))?\s*[:©]\s*(?-i:{_NAMED})\W*$",
    ),
    "comments": (
        r"(?:leave|post|write) (?:a |your )(?:comment|reply) (?:below|here|on this)"
        rf"\b{_TO_STOP}",
        r"(?:have something to add|hebt? (?:u|je) een (?:taal|spel|type)?fout (?:gezien|gevonden)"
        r"|(?:taal|spel)fout gezien|tip de redactie)\b.{0,80}$",
        rf"(?:reageer op|praat mee over) {_PIECE}\.$|mail (?:ons|naar) \S+@\S+$",
    ),
    "tags": (r"(?:tags|topics|onderwerpen|trefwoorden|keywords|filed under|our standards)\s*[:|]"
             r"\s*.{0,200}$",),
    "language": (rf"(?:lees|read|view|bekijk) {_PIECE} in (?:het )?{_LANGUAGE}\.$",),
    "note": _RULES["note"][:1],
}  # fmt: skip
"""Rules for a line that ends in a full stop: their words cannot be a sentence of the article."""


def _joined(rules: dict[str, tuple[str, ...]], flags: int) -> re.Pattern[str]:
    """Join the rules into one pattern; the name of the group says which kind it is."""
    kinds = [f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in rules.items()]
    return re.compile("|".join(kinds), flags)


_ANY_CASE: Final = _joined(_RULES, re.IGNORECASE)
_AS_WRITTEN: Final = _joined(_CASED, 0)
_IN_SENTENCES: Final = _joined(_SURE, re.IGNORECASE)
_NAME: Final = re.compile(rf"[{_UP}][\w.’'-]+(?: (?:[{_UP}][\w.’'-]*|{_LOW})){{1,4}}")


def kind(line: str) -> str | None:
    """Say what kind of furniture a line is, or None if it is part of the article.

    Parameters
    ----------
    line : str
        One line, or a few that belong together.

    Returns
    -------
    str or None
        Such as ``byline``, ``related`` or ``view count``.

    Examples
    --------
    >>> kind("visibility11 views"), kind("By Jane Roe"), kind("By 2027 it will be ready.")
    ('view count', 'byline', None)
    """
    if len(line) > LONGEST:
        return None
    bare = _DECORATION.sub("", " ".join(line.split()))
    if _SENTENCE.fullmatch(bare):
        found = _IN_SENTENCES.match(bare)
    else:
        found = _AS_WRITTEN.match(bare) or _ANY_CASE.match(bare)
    return found.lastgroup.replace("_", " ") if found and found.lastgroup else None


def is_name(line: str) -> bool:
    """Say whether a line can be the name of a person: two to five words with capitals.

    Examples
    --------
    >>> is_name("Anna van der Meer"), is_name("Censuur"), is_name("Anna zei niets")
    (True, False, False)
    """
    return _NAME.fullmatch(line) is not None
