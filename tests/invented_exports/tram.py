"""The Nexis exports of docs/tutorial.md: an invented town gets a tram, in two news waves."""

from pathlib import Path

from invented_exports import nexis

COURIER, HARBOUR, POST = "Meerwijk Courier", "The Harbour News", "The Coast Post"
MEERWIJKER, KUST = "De Meerwijker", "Het Kustblad"

PLAN = nexis.Piece(
    title="Tram through old town to cost 240 million",
    source=COURIER,
    date="March 12, 2024 Tuesday",
    section="NEWS; Pg. 1",
    byline="Ada Brandt",
    length=66,
    load_date="March 13, 2024",
    urn="7AAA-0001-YB0F-R3RW-00000-00",
    copyright="Copyright 2024 Meerwijk Courier All Rights Reserved",
    paragraphs=(
        "A tram line from the station to the harbour will cost 240 million euros, the town of "
        "Meerwijk said on Tuesday. The province pays two thirds as a subsidy.",
        "Alderman Ines Okafor promised cleaner air and fewer cars on the quay. Residents of Dyer "
        "Street say they were never asked. They have started a petition against the route, which "
        "runs under their windows.",
    ),
)
COPY = nexis.Piece(
    title="Meerwijk plans a tram of 240 million euros",
    source=HARBOUR,
    date="March 13, 2024 Wednesday 6:10 AM GMT",
    length=65,
    urn="7AAA-0002-YB0F-R3RW-00000-00",
    copyright=None,
    load_date=None,
    section=None,
    paragraphs=PLAN.paragraphs,
)


def _english(title, outlet, date, urn, *paragraphs, **fields):
    given = {"section": None, "load_date": None, "copyright": None, "length": None, **fields}
    return nexis.Piece(title=title, source=outlet, date=date, paragraphs=paragraphs,
                       urn=f"7AAA-{urn}-YB0F-R3RW-00000-00", **given)  # fmt: skip


ENGLISH = (
    PLAN,
    COPY,
    _english(
        "Shops fear two years of works", COURIER, "March 15, 2024 Friday", "0003",
        "Shop owners on the quay fear that the works will cost them customers. Their sales fell "
        "by a third when the sewer was renewed, a spokesman said.",
        "The town wants to pay damages, but has not said how much. Taxes may have to rise.",
        byline="Piet Alma",
    ),
    _english(
        "Nobody asked us, say residents of Dyer Street", POST, "March 18, 2024 Monday", "0004",
        "More than 1,900 people have signed a petition against the tram. Residents were not "
        "consulted before the route was drawn, the organisers say.",
        "The alderman replied that a public hearing will be held in May. It will not change the "
        "route, she added.",
    ),
    _english(
        "Climate group welcomes tram", COURIER, "March 22, 2024 Friday", "0005",
        "The tram will cut emissions by a fifth, according to a climate group. Traffic jams on "
        "the quay are the main reason for the poor air quality of the town.",
        "Fewer cars would also make the streets safer, the group says.",
    ),
    _english(
        "Council votes for the tram after a long night", COURIER, "October 9, 2024 Wednesday",
        "0006",
        "The council of Meerwijk voted for the tram on Tuesday, nineteen to fifteen. The costs "
        "have risen to 310 million euros.",
        "Fares will have to pay for part of it. A referendum was refused.",
        length=33,
    ),
    _english(
        "Tram over budget before the first rail is laid", POST, "October 11, 2024 Friday", "0007",
        "The tram is over budget before the works have begun. Taxpayers will pay an extra 70 "
        "million euros, the opposition says.",
        "The province has raised its subsidy once and will not do so again.",
    ),
)  # fmt: skip

_DUTCH = (
    (
        "Tram in Meerwijk kost 240 miljoen", MEERWIJKER, "12 maart 2024 dinsdag", "0011",
        "De tram van het station naar de haven gaat 240 miljoen euro kosten. De provincie betaalt "
        "twee derde met een subsidie, de rest komt uit parkeergeld en belastingen.",
        "Bewoners van de Verversstraat zijn niet gehoord, zeggen zij. Zij beginnen een petitie.",
    ),
    (
        "Gemeenteraad stemt in met tram", MEERWIJKER, "9 oktober 2024 woensdag", "0012",
        "De gemeenteraad van Meerwijk stemde dinsdagnacht in met de tram. Het prijskaartje is "
        "opgelopen tot 310 miljoen euro.",
        "Wethouder Ines Okafor spreekt van een keuze voor schone lucht. Er komen minder auto's op "
        "de kade, en de files verdwijnen.",
    ),
    (
        "Belasting omhoog voor de tram", KUST, "10 oktober 2024 donderdag", "0013",
        "De belastingen in Meerwijk gaan omhoog om de tram te betalen. De begroting is met 70 "
        "miljoen euro overschreden.",
        "Een referendum komt er niet. De bewoners voelen zich genegeerd.",
    ),
    (
        "Tram krijgt in december een naam", KUST, "2 december 2024 maandag", "0014",
        "De nieuwe tramlijn krijgt een naam. Scholieren mogen voorstellen doen, en een jury kiest.",
        "De eerste tram rijdt over vier jaar.",
    ),
)  # fmt: skip
DUTCH = (
    *(_english(title, outlet, date, urn, *rest) for title, outlet, date, urn, *rest in _DUTCH),
    PLAN,
)


def write(folder: Path) -> None:
    """Write the two exports; the first announces one article more than it holds."""
    folder.mkdir()
    english = nexis.docx(ENGLISH, terms="tram AND Meerwijk", count=8)
    (folder / "Files (8).docx").write_bytes(english)
    dutch = nexis.docx(DUTCH, "nl", terms="tram AND Meerwijk")
    (folder / "Bestanden (5).docx").write_bytes(dutch)
