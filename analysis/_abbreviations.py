"""Dutch and English abbreviations and words that help to find where a sentence ends.

Lower case without the last stop; those under `CAPITAL` count only with a capital, since
the same letters in lower case are a word (`rep`, `gen`, `mass`).
"""

from typing import Final

__all__ = [
    "BRANDS", "CAPITAL", "CLOSING", "MAYBE", "MONTHS", "NEVER", "NUMBER", "PLACES", "STARTERS",
    "WEEKDAYS",
]  # fmt: skip


def _words(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


NEVER: Final = _words("""
    dr drs dra mr mrs messrs prof profs ir ing mevr mw dhr jhr jkvr mej
    th ph ch chr joh jac wm
    bijv bvb evt vgl vlg cf cfr resp incl excl inz zgn zog nl esp viz vs v aka plm eg ie
    e.g i.e o.a d.w.z m.a.w m.n m.b.t m.b.v m.i.v m.u.v t.a.v t.b.v t.g.v t.o.v t.n.v t.e.m
    t.w t.m i.v.m i.p.v i.t.t i.o.m i.s.m i.h.k.v i.h.b i.h.a i.g.v i.c.m i.c i.e.w i.z
    d.m.v a.d.h.v a.h.v n.a.v o.l.v o.b.v o.g.v o.v.v o.i.v o.m c.q q.q r.k b.v.d v.d v.h v.a
    z.g z.gen w.o p.p s.s h.h d.d b.g.g a.k.a w.r.t v.w.b i.i.g u.a
""")
"""Never the last word of a sentence when a capital follows: titles, and words that lead
on to a name."""

CAPITAL: Final = _words("""
    Gen Col Rep Reps Sen Sens Gov Govs Rev Hon Maj Capt Cmdr Lt Sgt Cpl Adm Brig Pres Supt Det
    Insp Amb Atty IJ Mt Ft Ms Fr Br Zr Ste Msgr Mgr Kol Ds Hr Fa Gebr Fam Vz Wnd Mme Mlle
""")
"""As `NEVER`, but only when written with a capital."""

NUMBER: Final = _words("""
    no nr nrs nos num n° fn fns art artt p pp pag blz bldz vol fig figs afb tab hfst hst hoofdst par
    sec sect ch chap pt eq vers ca c approx ong tel telnr max min bijl jrg dl afl kl ex
    jan feb febr mrt mar apr aug sep sept okt oct nov dec
    janv juni juli
""")
"""Not the last word when a number follows (`art. 12`, `Feb. 12`, `No. 5`)."""

WEEKDAYS: Final = _words("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun")
MONTHS: Final = _words("""
    Jan January Feb February Mar March Apr April May Jun June Jul July Aug August Sep Sept
    September Oct October Nov November Dec December
""")
"""A short day of the week goes on when a month follows (`Wed. Jan. 29`)."""

MAYBE: Final = _words("""
    inc corp ltd co cos bros jr sr esq llc plc gmbh bv nv vof cie assn dept univ govt natl intl
    ave blvd hwy sq apt st rd bldg
    u.s u.s.a u.k u.n e.u d.c v.s l.a n.y n.j a.m p.m ph.d m.d b.a m.a b.sc m.sc b.c a.d v.chr
    n.chr b.v n.v v.o.f c.v s.a s.p.a a.g e.v c.s jl ll a.s a.u.b s.v.p n.v.t p.j p/j m.m t.z.t
    o.i.d o.d i.o vert ed eds noot bn mln mld mrd m mio tr gem dep afd secr dir
    est ret cont sgd z.o.z n.n w.g
""")
"""May end a sentence: it does when a word of `STARTERS` follows."""

PLACES: Final = _words("""
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb
    Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Dak Ont Que
""")
"""American states and Canadian provinces in newspapers; as `MAYBE`, with a capital."""

CLOSING: Final = _words("etc enz enzv e.a e.d")
"""Close an enumeration: a capital after them starts a sentence."""

BRANDS: Final = _words("yahoo jeopardy wham")
"""Names written with an exclamation mark."""

STARTERS: Final = _words("""
    The A An It He She They We You I This That These Those There Here In On At But And However
    As If When While After Before For With According Since Its His Her Their Our My Your What Why
    How Who Where Which Some Many Several Meanwhile Both By From To Still Yet Now Then Also
    Although Though Because Despite During Not Nor So Such Until Once Instead Moreover
    Nevertheless Even Every Each Earlier Later Just Only Did Do Does Is Was Are Were Will Can
    Could Would Should Has Have Had Let Please Perhaps Maybe Thus Therefore Today Yesterday
    Tomorrow Recently Asked All Any Another Others More Nobody Nothing Everyone Everything Someone
    De Het Een Dat Dit Die Deze Er Hij Zij Ze Ik Wij We Je Jij U Men In Op Om Maar En Of Ook Als
    Wanneer Toen Terwijl Volgens Met Voor Van Door Na Bij Naar Toch Daarom Daarnaast Daarmee
    Daarbij Daardoor Daarna Daarvoor Daarop Daar Nu Zo Zoals Wat Wie Waar Waarom Hoe Welke Niet
    Geen Hun Zijn Haar Mijn Onze Ons Tegen Sinds Tijdens Zonder Tussen Over Onder Aan Uit Tot Want
    Dus Echter Bovendien Tegelijk Tegelijkertijd Ondertussen Inmiddels Intussen Vandaag Gisteren
    Morgen Eerder Later Vervolgens Verder Overigens Ondanks Omdat Hoewel Alleen Soms Veel Sommige
    Alle Elke Ieder Iedereen Niemand Niets Iemand Misschien Zelfs Wel Hier Heeft Is Was Kan Wil Moet
    Mag Zou Werd Wordt Dan Eerst Nog Al Pas Anders
""")
"""Words that, with a capital, are far more often the start of a sentence than of a name."""
