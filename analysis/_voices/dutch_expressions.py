"""Dutch verbs that are speech with other words of their clause: 'laat weten', 'blijft erbij'."""

from typing import Final, NamedTuple

from analysis._voices.verb import listed, row

__all__ = ["BY_LEMMA", "EXPRESSIONS", "Expression"]


class Expression(NamedTuple):
    """A verb with the words that must stand in its clause.

    One of `needs` and one of each set of `also` must stand there; one of `follows` must begin
    what comes behind. `kind` is that of `Verb`.
    """

    lemma: str
    infinitive: str
    needs: frozenset[str]
    also: tuple[frozenset[str], ...]
    follows: frozenset[str]
    kind: str


# verb:needs+also=follows@kind; words that may stand for each other are joined by |
_WRITTEN: Final = row("""
laten:weten|optekenen|verstaan|blijken|ontvallen|doorschemeren|uitschijnen hebben:liever+gezien
laten:horen|merken|vallen|noteren=dat|hoe|waarom|of laten:uit+zich+over geven:kennen|verstaan+te
geven:gelijk geven:kritiek|commentaar+op weten:zeker willen:=dat willen:kwijt
willen:weten=of|waarom|hoe|wie|wat|wanneer
willen:opheldering|uitleg|duidelijkheid|antwoorden|garanties|excuses|verbod
willen:maatregelen|sancties|schadevergoeding|compensatie|transparantie|rekenschap|tekst
blijven:standpunt|mening|bewering|versie|lezing|eis|oordeel|verhaal|ontkenning+bij
blijven:erbij=dat houden:rekening+met houden:hart+vast houden:staande houden:vol houden:voor=dat
houden:erop=dat voelen:zich herkennen:zich storen:zich+aan ergeren:zich+aan verbazen:zich+over
verwonderen:zich+over beklagen:zich+over kanten:zich+tegen keren:zich+tegen scharen:zich+achter
verheugen:zich+over winden:zich+op verontschuldigen:zich+voor excuseren:zich+voor
distantiëren:zich+van verzetten:zich zetten:zich+af+tegen maken:bekend|duidelijk maken:zorgen
maken:sterk+zich maken:gehakt+van maken:bezwaar+tegen maken:kanttekeningen|kanttekening
maken:melding|gewag+van maken:geheim=dat
plaatsen:vraagtekens|kanttekeningen|kanttekening|vraagteken
zetten:vraagtekens|kanttekeningen|vraagteken stellen:vragen+zich gaan:ver+te|genoeg stellen:kaak
trekken:twijfel trekken:bel=dat|over|omdat|om|wegens|: trekken:leer trekken:conclusie=dat
luiden:noodklok|alarmklok|alarmbel
wijzen:erop|op|naar wijzen:hand+van wijzen:vinger spreken:van spreken:over+een verwijzen:naar
baseren:zich+op hebben:raden+naar hopen:op twijfelen:aan geloven:in
geloven:snars|niets|bal|barst|woord+van tonen:indruk+zich spreken:schande
spreken:steun|lof|bezorgdheid|vertrouwen|hoop+uit
spreken:afkeuring|zorgen|waardering|teleurstelling|twijfels+uit spreken:uit slaan:alarm
nemen:korrel nemen:afstand+van nemen:blad+mond nemen:kwalijk nemen:op+voor+het
leggen:schuld|verantwoordelijkheid+bij leggen:nadruk+op dreigen:met doen:doeken doen:beklag|af
doen:beroep|oproep+op steken:loftrompet steken:hand+eigen gaan:uit+van|ervan gaan:ervan gaan:akkoord
gaan:verder|voort|door@quote schetsen:beeld staan:achter staan:stil+bij staan:erop=dat
pleiten:voor ijveren:voor waarderen:dat smeken:om dringen:aan halen:uit
tonen:bezorgd|kritisch|tevreden|verbaasd|verheugd|sceptisch|teleurgesteld
tonen:ontgoocheld|opgelucht|begrip|ongerust|hoopvol|optimistisch|voorstander|voorzichtig
hameren:erop|op waarschuwen:voor sluiten:uit|aan
delen:zorgen|kritiek|mening|bezorgdheid|analyse|oordeel|standpunt|visie
manen:voorzichtigheid|kalmte beroepen:op vragen:om eisen:op
hebben:bedenkingen|twijfels|scepsis|kanttekeningen hebben:kritiek|bezwaar|bezwaren+op|tegen|bij
hebben:vertrouwen+in|erin|dat|er hebben:begrip|waardering|lof|bewondering|respect+voor
hebben:spijt+van|dat hebben:moeite+met hebben:vragen+bij hebben:indruk|gevoel=dat hebben:oren+naar
hebben:over+het zien:heil|brood|graten|noodzaak|bezwaar|bezwaren zien:zitten
zien:kansen|risico|risico's|gevaar|ruimte|mogelijkheden
zien:les|lessen|poging|kans|bewijs|teken|signaal|bedreiging|reden|oplossing|gevaar+er|daar|daarin|erin|hierin|in
zien:somber|rooskleurig+in zien:verband|parallellen|voordelen|nadelen|potentieel|toekomst
komen:conclusie|slotsom=dat
rekenen:voor=dat rekenen:op|erop bieden:excuses betuigen:spijt|steun treden:bij spuien:kritiek|gal
liggen:wakker+van tillen:zwaar+aan haken:in@quote pikken:in@quote vinden:zich+in steken:wal@quote
klagen:been+steen kijken:op+niet|nauwelijks+van
""")


def _read(entry: str) -> Expression:
    """Read one expression as it is written above."""
    rest, _, kind = entry.partition("@")
    rest, _, follows = rest.partition("=")
    infinitive, _, rest = rest.partition(":")
    needs, *also = rest.split("+")
    lemma = f"{infinitive} {rest or follows}"
    sets = tuple(_choice(one) for one in also)
    return Expression(lemma, infinitive, _choice(needs), sets, _choice(follows), kind or "speech")


def _choice(text: str) -> frozenset[str]:
    """Take words that may stand for each other as a set."""
    return listed(text.replace("|", " "))


EXPRESSIONS: Final = tuple(_read(entry) for entry in _WRITTEN)
BY_LEMMA: Final = {one.lemma: one for one in EXPRESSIONS}
