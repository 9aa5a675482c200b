"""Furniture of web pages, the roles of blocks, and passages that are said twice."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import clean, contracts, segment
from analysis._furniture import kind
from analysis.contracts import InputError, TableError

SEEDS = Path(__file__).parents[1] / "seeds"


def documents(*texts: str, titles: list[str | None] | None = None) -> pd.DataFrame:
    """Make a table of documents a, b, c, ... with these texts."""
    return contracts.conform(
        pd.DataFrame(
            {
                "doc_id": [chr(ord("a") + at) for at in range(len(texts))],
                "source_file": "invented.txt",
                "source_format": "txt",
                "position_in_file": 0,
                "title": pd.Series(titles or [None] * len(texts), dtype="str"),
                "text": pd.Series(list(texts), dtype="str"),
                "language": "nl",
                "date_source": "none",
                "words": 1,
                "text_sha256": "",
            }
        ),
        "documents",
    )


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Give role and text of each block of one article."""
    made = clean.blocks(documents(text, titles=[title]))
    return [
        (role, text[start:end])
        for role, start, end in zip(made["role"], made["start"], made["end"], strict=True)
    ]


FURNITURE = {
    "view count": ["visibility11 views", "Yapay Zekavisibility11 views", "1.2K views", "3 reacties",
                   "12 keer gelezen"],
    "icon": ["calendar_today", "calendar_todayFebruary", "recommendRelated Articles", "share",
             "schedule3 min"],
    "byline": ["By Newzvia", "By Jane Doe and John Roe", "By Jane Doe, Staff Writer", "By",
               "BY JANE DOE", "Door Jan Jansen", "Door: Jan van der Berg", "Van onze redactie",
               "Van onze correspondent in Peking", "Door onze economieredactie",
               "EditorWong Mei Ling", "Jan Smit Redacteur bij Trends", "ANP",
               "(Reporting by Jane Doe in Beijing; Editing by John Roe)",
               "By: News Team · Editor: News Desk · Updated: July 6, 2026"],
    "date": ["Last updated:", "Laatst bijgewerkt", "Laatst bijgewerkt: 12 februari 2026 om 10:34",
             "Published 2026-02-12AI Regulation", "12 februari 2026", "Feb. 12, 2026, 10:30 AM ET",
             "Gepubliceerd op 12-02-2026 10:34", "2 uur geleden", "3 hours ago",
             "woensdag 15 oktober 2025", "14-2-2007 Den Haag",
             "Recent Nieuws woensdag 15 oktober, 2025 20:27"],
    "reading time": ["3 min read", "7 minuten leestijd", "Leestijd: 4 minuten"],
    "related": ["Related Articles", "Lees ook", "Lees ook: Nieuw model wint", "LEES OOK",
                "Read more",
                "Read also: A wake-up call, president says", "Meer uit Politiek", "Bekijk ook",
                "Meest gelezen", "Top Headlines", "Lees meer over dit onderwerp", "Klik hier.",
                "(More chip stories.)", "Lees ook dit interview met de minister."],
    "share": ["Share", "Deel dit artikel", "Share on Facebook", "Facebook Twitter WhatsApp",
              "Delen", "Share this:"],
    "follow": ["Volg ons op WhatsApp!", "Follow us on X"],
    "newsletter": ["Subscribe to our newsletter", "Schrijf je in voor de nieuwsbrief",
                   "Ontvang onze wekelijkse nieuwsbrief om op de hoogte te blijven.",
                   "Elke dag nieuws in uw mailbox", "You are now signed up for our newsletter"],
    "subscribe": ["Word abonnee", "Log in", "Al abonnee? Log in", "Subscribe now",
                  "Dit artikel is alleen voor abonnees"],
    "cookies": ["We use cookies to improve your experience.", "Deze website gebruikt cookies",
                "Accept all cookies", "Cookie-instellingen"],
    "copyright": ["© 2025 The Paper. All rights reserved. Do not copy.", "Copyright © 2026 Krant",
                  "Alle rechten voorbehouden"],
    "advertisement": ["Advertentie", "ADVERTISEMENT - CONTINUE READING BELOW",
                      "Tekst gaat verder onder de foto", "Artikel gaat verder na de advertentie"],
    "image": ["Foto: Jan Smit / Unsplash", "Photo: Getty Images", "Volledig scherm", "Getty Images",
              "Source: https://example.org/a", "AI War_01292025_1", "Image credit: Reuters"],
    "listen": ["Listen to this article", "Luister naar dit artikel"],
    "comments": ["Reageer", "Comments are closed", "Let op: geef je mening"[8:],
                 "Have something to add? Let us know in the comments below!"],
    "tags": ["Tags: AI, chips", "#ai #chips", "Onderwerpen: kunstmatige intelligentie"],
    "navigation": ["Skip to main content", "← Back to sources", "Home > Nieuws > Tech", "Menu",
                   "Innovation | Sales | Cloud | Product Owner"],
    "language": ["TR", "NL | EN", "🇹🇷Türkçe versiyonu", "English version", "Lees in het Engels"],
    "note": ["AI-Powered Content", "This article was originally published by the Gazette."],
    "no words": ["-", "•", "* * *", "12", "2/18/2026", "→"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"), [(line, name) for name, lines in FURNITURE.items() for line in lines]
)
def test_furniture_is_recognised(line: str, expected: str) -> None:
    assert kind(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By 2027, the market will have doubled.", "By Monday the share price had recovered.",
        "By using distillation, the firm saved money.", "By the numbers",
        "Door de beursval verloor Nvidia miljarden.", "Door Europa waart een spook.",
        "Van onze klanten hoort niemand iets, zegt hij.", "Van de redactie kwam geen antwoord.",
        "Share prices fell on Monday.", "Shares of Nvidia fell", "Deel van de winst ging weg.",
        "Lees ook de kleine lettertjes, zegt de bond.", "De krant schreef: lees ook dit.",
        "Related companies also fell.", "Read more books, she told them.",
        "Meer concurrentie op komst", "More competition ahead", "Latest model shakes markets",
        "Subscribers pay 20 dollars a month.", "Log in was not possible on Monday.",
        "Published studies show that models copy.", "Updated models were released.",
        "Copyright law is being tested in court.", "Copyright infringement",
        "Visibility is low.", "Schedule changes were made.", "Cookies are small files.",
        "“We use cookies”, zei Jansen.", "12 procent van de bedrijven gebruikt AI.",
        "3 minuten later was het voorbij.", "2 uur geleden meldde het bedrijf dat het klaar is.",
        "2024 was een goed jaar.", "January 27: the day markets fell", "Home prices rose in May.",
        "Search engines are changing.", "Facebook", "AI", "EU", "R1", "Terms of Service",
        "Gebruiksvoorwaarden", "Source code was copied.", "Bron van zorg", "Beeld van de toekomst",
        "Video games and AI", "Stay tuned for the next model, he said.", "Volg het geld",
        "Get ready for a new chip war", "De nieuwsbrief van de minister", "Comments anger China",
        "The newsletter reported it first, and the company confirmed it on Monday.",
        "This article of the treaty was ignored.", "Dit artikel is volgens de wet geldig.",
        "Reporting by The Guardian revealed the scheme.", "Listen to the experts",
        "Back to the drawing board", "Over ons leven beslist AI", "OpenAI / DeepSeek",
        "Premium models cost more.", "Affiliates of the company sued.", "Tags mark the data.",
        "Censuur", "Quick Summary", "Key Takeaways", "Toekomst van AI", "Gejat of zelf getraind?",
        "Wil je weten hoe het model werkt?", "Today Nvidia lost 17%", "read_csv is slow",
    ],
)  # fmt: skip
def test_text_of_an_article_is_not_furniture(line: str) -> None:
    assert kind(line) is None


@pytest.mark.parametrize(
    "line",
    [
        # advertisement
        "The story continues to dominate the headlines in Washington.",
        "The story continues to dominate the headlines in Washington",
        "Het verhaal gaat verder dan alleen DeepSeek.",
        "The content continues to be scraped by OpenAI.",
        "The story continues under a new owner, the paper says.",
        "Scroll to the end of the memo and China is named.",
        "Continue reading between the lines, a lawyer warned.",
        # date
        "De hoorzitting begon op 12 maart 2026 om 10.00 uur.",
        "Hoorzitting over diefstal op 12 maart 2026",
        "The market opened lower on 27 January 2025 at 9.30.",
        "Verschenen op 27 januari 2025 in de Financial Times, schokte het bericht de beurs.",
        "Published on 29 May 2031, the report of the FT shocked Silicon Valley.",
        "Published on 29 May 2031, the report of the FT shocked Silicon Valley",
        "By Monday, 2 May 2031, the market had recovered.",
        "On 27 January 2025 Nvidia lost 17 percent.",
        "Bijgewerkt op 3 mei 2031 bevat de memo nieuwe namen.",
        # copyright
        "(c) DeepSeek stole trade secrets of OpenAI.", "(c) the theft of trade secrets",
        "Copyright 2025 will be the year of lawsuits, lawyers say.",
        "The page says all rights reserved, but nobody reads it.",
        # subscribe
        "This story is only half the truth, critics say: China did not steal.",
        "This article is available to China only.",
        "Dit artikel is enkel een samenvatting, zegt hij.",
        "Support our own industry first, he told Congress.", "Donate your data to China",
        "Support our troops in the AI race",
        # related
        "Read-only access was revoked after the theft.",
        "Related-party deals worry investors.", "Related-party deals worry investors",
        "Kijk: dat is gewoon diefstal, zegt De Vries.", "Kijk – dat is gewoon diefstal.",
        "Luister: zo werkt het niet, zegt zij.", "Zie: daar gaat het om bij OpenAI.",
        "Watch: this will end in court, he said.",
        "Lees hier de memo over diefstal die OpenAI stuurde.",
        "Read the full memo and you see that China is blamed.",
        "Meer over de diefstal wil het bedrijf niet zeggen.",
        "More from OpenAI is expected on Monday.", "Klik hier en de dief heeft je gegevens.",
        # newsletter
        "That is how phishing lands in your inbox.", "Hoe phishing belandt in je mailbox",
        "Get ready: scammers will flood every inbox with AI text.",
        "Every day more spam lands in your inbox.",
        "Register now, or the newsletter of China will find you.",
        "Ontvang je zo’n nieuwsbrief, dan is hij vaak door AI geschreven.",
        # follow and share
        "Volg ons niet op deze weg, waarschuwt China.", "Volg het geld via Peking",
        "Follow us into the dark, the makers seem to say.",
        "Share this story and you break the law, OpenAI says.",
        # comments
        "Join the conversation about AI theft at the summit in Paris.",
        "Read comments by Altman and you see he blames China.",
        "Read comments by Altman on the theft", "Mail naar China gaat langs de censuur.",
        "Reageer op tijd, waarschuwt de toezichthouder.",
        # note
        "Dit bericht is met AI gemaakt, zegt OpenAI.",
        "Dit verhaal is van een andere orde: China stal de techniek.",
        "Dit verhaal is ook bij OpenAI bekend.",
        "This story was written by the winners.", "This content was produced by a Chinese model.",
        "This post was updated by hackers, the firm says.",
        # image and tags
        "AI start-up sued by Getty Images", "Judge sides with OpenAI in fight with Getty Images",
        "Sources: OpenAI knows more about the theft", "Bronnen: OpenAI weet meer",
        "Sources: OpenAI Fires Its Chief", "Bron: OpenAI heeft bewijs van diefstal.",
        "Beeld: China als dief van techniek, zo ziet Washington het.",
        "Label: China is de dief, en dat blijft hangen.",
        # cookies, language
        "Accept cookies and China knows you.",
        "We use your data and cookies to train the model, says OpenAI.",
        "Read in Chinese, the memo sounds milder.",
    ],
)  # fmt: skip
def test_a_sentence_or_headline_that_begins_like_furniture_is_text(line: str) -> None:
    assert kind(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Het verhaal gaat verder onder de foto.", "advertisement"),
        ("Tekst loopt door onder deze advertentie.", "advertisement"),
        ("The story continues below the video.", "advertisement"),
        ("Article continues after this ad.", "advertisement"),
        ("Published on 29 May 2031 at 9.30.", "date"), ("Feb. 12, 2026, 10:30 a.m.", "date"),
        ("4 maart 2026, 10:30 Laatste update 5 maart 2026", "date"),
        ("4 maart 2026 Leestijd 3 min", "date"), ("Jan Smit, 12 februari 2026", "date"),
        ("Jan van der Berg - 12 februari 2026", "date"), ("Date Posted: 12 Feb 2026", "date"),
        ("2026-02-12 23:30:00 UTC", "date"), ("Last updated: 2 May 2031", "date"),
        ("© 2025 The Paper, part of a group.", "copyright"), ("(c) 2025 The Paper", "copyright"),
        ("Copyright 2025 The Daily Paper.", "copyright"),
        ("This article is for subscribers only.", "subscribe"),
        ("Dit artikel is alleen beschikbaar voor abonnees.", "subscribe"),
        ("Lees ook: Nieuw model wint de race.", "related"),
        ("Lees hier het hele interview met de minister.", "related"),
        ("Read the full story here.", "related"), ("Klik hier voor meer informatie.", "related"),
        ("Volg ons op Facebook voor het nieuws.", "follow"),
        ("Deel dit artikel via WhatsApp.", "share"),
        ("Get the best stories in your inbox.", "newsletter"),
        ("Meld je aan voor onze nieuwsbrief.", "newsletter"),
        ("Dit artikel verscheen eerder in De Krant.", "note"),
        ("Dit bericht is met behulp van AI gemaakt.", "note"),
        ("This story has been updated to add a reply.", "note"),
        ("Bron: De Krant", "image"), ("Sources: Daily Paper, Gazette", "image"),
        ("Foto: Jan Smit van De Krant.", "image"), ("A man looks on (Getty Images)", "image"),
        ("Join the conversation", "comments"), ("Leave a comment below", "comments"),
        ("Reageer op dit artikel.", "comments"), ("Donate now", "subscribe"),
        ("Amsterdam, 12 februari 2026", "date"), ("Support our journalism", "subscribe"),
        ("We use cookies to count visits, and to show adverts.", "cookies"),
        ("Jane Roe is a staff writer.", None), ("Jan Smit is redacteur bij De Krant.", "byline"),
    ],
)  # fmt: skip
def test_furniture_stays_furniture_with_a_full_stop(line: str, expected: str | None) -> None:
    assert kind(line) == expected


def test_the_parts_of_an_article() -> None:
    text = """Nieuws
Chinees model verrast de markt
Door Jan Smit
12 februari 2026
3 min leestijd

Het model kwam dinsdag. De beurs schrok.

De gevolgen

De koers daalde. “Dit is ongehoord, zo'n val in een dag”, zei een handelaar.

‘Dit is ongehoord, zo'n val in een dag’

Lees ook: Vijf vragen over chips
Het bedrijf zwijgt nog steeds over de zaak.

Wat nu?

Dat weet niemand. Ook de minister niet.
Meest gelezen
Model kost banen
Laatst bijgewerkt: 13 februari 2026"""
    assert [role for role, _ in roles(text)] == [
        *("chrome", "headline", "chrome", "chrome", "chrome", "lead", "heading", "body"),
        *("pullquote", "chrome", "body", "heading", "body", "chrome", "chrome", "chrome"),
    ]


def test_a_date_header_is_a_block_inside_the_first_line() -> None:
    text = " date 2026-02-13 OpenAI sprak.\n\nEn meer."
    assert roles(text) == [
        ("chrome", "date 2026-02-13"), ("lead", "OpenAI sprak."), ("body", "En meer."),
    ]  # fmt: skip
    assert roles("date 2025-01 Wat is dit?\nDit is het.")[1] == ("headline", "Wat is dit?")
    assert roles("date of birth is unknown.") == [("lead", "date of birth is unknown.")]


def test_the_title_of_the_document_is_the_headline_wherever_it_stands_at_the_top() -> None:
    text = "Exclusief\nKoers keldert na nieuw model.\nHet is waar. De beurs schrok ervan."
    title = "Koers keldert na nieuw model | De Krant"
    assert [role for role, _ in roles(text, title)] == ["chrome", "headline", "lead"]


@pytest.mark.parametrize(
    "title",
    ["Share: the new word for stealing", "Copyright © and the machine", "Read more, steal less",
     "Judge sides with OpenAI / AFP", "Tags: how data workers are paid"],
)  # fmt: skip
def test_the_title_in_the_metadata_comes_before_the_rules_for_furniture(title: str) -> None:
    text = f"Home > Tech\nNieuws\n{title}\nBy Jane Roe\nIt is true. It goes on."
    assert [role for role, _ in roles(text, title)] == [
        *("chrome", "chrome", "headline", "chrome", "lead"),
    ]  # fmt: skip


def test_a_button_is_no_headline_because_the_title_says_home() -> None:
    assert [role for role, _ in roles("Home\nKoers van Nvidia keldert\nHet is zo.", "Home")] == [
        *("chrome", "headline", "lead"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["AI start-up sued by Getty Images", "Judge sides with OpenAI in fight with Getty Images",
     "Sources: OpenAI knows more about the theft", "Bronnen: OpenAI weet meer",
     "AI, DeepSeek en de diefstal", "AI & the theft of the century"],
)  # fmt: skip
@pytest.mark.parametrize("named", [True, False])
def test_headlines_that_look_like_furniture_or_a_section(line: str, named: bool) -> None:
    made = roles(f"{line}\nHet is waar. De beurs schrok.", line if named else None)
    assert made[0] == ("headline", line)


@pytest.mark.parametrize("line", ["AI, Tech", "Economie & Politiek", "Nieuws | Tech", "Tech en AI"])
def test_names_of_sections_together_are_a_section(line: str) -> None:
    made = roles(f"{line}\nKoers van Nvidia keldert fors\nHet is waar.")
    assert [role for role, _ in made] == ["chrome", "headline", "lead"]


@pytest.mark.parametrize(
    "stated", ["date 2031", "date 2031-5-2", "date 2031-05", "date 2031-05-02T10:00:00Z"]
)
def test_every_form_of_the_date_header_is_a_block(stated: str) -> None:
    assert roles(f" {stated} OpenAI sprak.") == [("chrome", stated), ("lead", "OpenAI sprak.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a headline may ask, shout, quote, or be the whole text
        ("Is dit het einde?\nNee, zegt hij.", ["headline", "lead"]),
        ("[COLUMN] ‘Dit is een wapen!’ #AI\nHet is een zin.", ["headline", "lead"]),
        ("Koers van Nvidia keldert", ["headline"]),
        ("WATCH: Minister Did Not Know of the Plan", ["headline"]),
        ("Model vs. Market: The Battle\nIt began in May. It goes on.", ["headline", "lead"]),
        # a short line above is a section or an over-line, not the headline
        ("Economie\nKoers van Nvidia keldert fors\nHet is waar.", ["chrome", "headline", "lead"]),
        ("Kleine kop\nKoers van Nvidia keldert fors\nZo is het.", ["heading", "headline", "lead"]),
        # an article can begin with its text, or with the heading of a summary
        ("Het model is er. Het werkt.\n\nDe rest volgt.", ["lead", "body"]),
        ("Summary\nThe model is here. It works.", ["heading", "lead"]),
        # questions: a heading, unless below a heading of questions
        ("Het is er. Nu.\nHoe kan dat?\nDat kan zo. Echt.", ["lead", "heading", "body"]),
        ("It is here. Now.\nPeople Also Ask\nWhat is it?\nA model. Really.\nWhy?\nNobody knows it.",
         ["lead", "heading", "body", "body", "body", "body"]),
        # items of a list are text; a word with a colon above them is a heading
        ("Het is er. Nu.\nKern:\n- eerste punt\n• tweede punt\n1. derde punt",
         ["lead", "heading", "body", "body", "body"]),
        ("Hij kwam aan. De minister zei:\n“Dat is goed. Echt.”", ["lead", "body"]),
        # a photo caption is text but not the lead
        ("Een man kijkt. Foto van een beurs. Getty Images\nDe koers viel. Hard.", ["body", "lead"]),
        # names below `By` and with a date
        ("Koers van Nvidia keldert\nBy\nNews Editors - Ken\nHet is waar.",
         ["headline", "chrome", "chrome", "lead"]),
        ("Koers van Nvidia keldert\nJan de Boer\n2 juli 2024\nHet is waar.",
         ["headline", "chrome", "chrome", "lead"]),
        # below `related` at the end: titles of other articles; with ages: whole teasers
        ("Het is er. Nu.\nEn verder. Zo.\nRelated articles\nModel A wins the race this year",
         ["lead", "body", "chrome", "chrome"]),
        ("Het is er. Nu.\nMeer uit Politiek\nDEN HAAG - Hij kwam. Ja.\n2 uur geledenEDE - Slot.",
         ["lead", "chrome", "chrome", "chrome"]),
        ("Het is er.\nLees ook\nVijf vragen over het nieuwe model\nEn het gaat door. Echt waar.",
         ["lead", "chrome", "chrome", "body"]),
        ("Het is er.\nLees ook\nDe gevolgen\nEn het gaat door. Echt waar.",
         ["lead", "chrome", "heading", "body"]),
        # short lines behind the last paragraph
        ("Het is er. Nu.\nEn verder. Zo.\nJan Smit\nKrant", ["lead", "body", "chrome", "chrome"]),
        ("•\n-\n***", ["chrome", "chrome", "chrome"]),
        ("", []),
        (" \n\u00a0\n", []),
    ],
)  # fmt: skip
def test_roles_of_small_articles(text: str, expected: list[str]) -> None:
    assert [role for role, _ in roles(text)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("‘Wij zien nooit de volledige gegevens’ Anna Smit, Business School", "pullquote"),
        ("“Dit is een keerpunt voor ons allen” – Jan de Boer", "body"),
        ("‘Dit zegt alles over de markt van nu’", "pullquote"),  # repeated below
        ("“Dit staat verder nergens in dit stuk. Nergens.”", "body"),
        ("“Een bericht dat in zijn geheel is aangehaald.” — @iemand", "body"),
        ("“Dit klopt niet”, zei Anna Smit, hoogleraar.", "body"),
        ("‘Koekje van eigen deeg’", "heading"),
    ],
)
def test_quotations_that_stand_alone(line: str, expected: str) -> None:
    text = f"Het begon goed. Echt.\n\n{line}\n\n“Dit zegt alles over de markt van nu”, zei hij."
    assert roles(text)[1] == (expected, line)


def test_lines_that_were_wrapped_at_a_width_are_put_together() -> None:
    text = (
        "De gevolgen van het model\n\n"
        "De makers van het nieuwe model zeggen dat zij niets hebben\n"
        "overgenomen van andere bedrijven en dat zij het zelf hebben\n"
        "Gebouwd met eigen mensen, zoals eerder al bleek uit stukken\n"
        "die de krant heeft ingezien.\n\n"
        "Volgens de bedrijven zelf is dat niet waar, en zij willen nu\n"
        "dat de rechter er naar kijkt. Dat kan nog wel even duren, en\n"
        "intussen gaat de verkoop door."
    )
    made = roles(text)
    assert [role for role, _ in made] == ["headline", "lead", "body"]
    assert made[1][1].endswith("heeft ingezien.")


def test_a_line_break_inside_a_sentence_does_not_cut_it() -> None:
    text = "Dat meldt de krant op basis van\nReuters\n, dat de stukken zag.\nHet bedrijf zwijgt."
    assert [part for _, part in roles(text)] == [
        "Dat meldt de krant op basis van\nReuters\n, dat de stukken zag.", "Het bedrijf zwijgt.",
    ]  # fmt: skip


def test_roles_agree_with_the_gold_of_the_seeds() -> None:
    files = sorted((SEEDS / "articles").glob("*.txt"))
    articles = documents(*(file.read_bytes().decode() for file in files))
    articles = articles.assign(doc_id=[file.name for file in files])
    units = segment.split(articles, clean.blocks(articles), unit="sentence")
    made = clean.mark_repeats(units, articles)
    gold = pd.read_csv(SEEDS / "coding" / "gold.csv").rename(columns={"article": "doc_id"})
    both = gold.merge(made, on=["doc_id", "start", "end"], suffixes=("_gold", ""))
    assert len(both) >= 0.97 * len(gold)
    # gold has no lead, and calls the headline that comes back a heading
    said = both["role"].replace({"lead": "body", "repeat": "heading"})
    assert (said == both["role_gold"]).mean() >= 0.97
    assert both.loc[both["role_gold"] == "chrome", "role"].eq("chrome").all()
    assert both.loc[both["role"] == "lead", "doc_id"].nunique() == 5


def marked(text: str, unit: str = "sentence", **options: int) -> list[tuple[str, str]]:
    articles = documents(text)
    units = segment.split(articles, clean.blocks(articles), unit=unit)
    made = clean.mark_repeats(units, articles, **options)
    assert made.drop(columns="role").equals(units.drop(columns="role"))
    texts = segment.texts(made, articles)
    return list(zip(made["role"], texts, strict=True))


def test_what_was_said_before_is_a_repeat_whatever_its_signs_and_case() -> None:
    text = (
        "AI | Koers van Nvidia keldert fors\n"
        "De makers zeggen dat zij niets hebben overgenomen. Nee.\n"
        "Koers van NVIDIA keldert fors\nEn “de makers” zwijgen.\n"
        "De makers: zeggen dat zij niets hebben overgenomen! Nee."
    )
    found = [role for role, _ in marked(text)]
    assert found == ["headline", "lead", "lead", "repeat", "body", "repeat", "body"]
    assert [role for role, _ in marked(text, min_words=1)][-1] == "repeat"
    assert "repeat" not in [role for role, _ in marked(text, min_words=9)]


def test_part_of_a_word_is_no_repeat() -> None:
    text = "Kop boven het stuk\nZij zagen makers van het model lopen. Ja.\nMakers van het mode."
    assert [role for role, _ in marked(text, min_words=4)][-1] == "body"


def test_a_pull_quote_does_not_make_its_source_a_repeat() -> None:
    text = (
        "Het begon goed. Echt.\n\n‘Wij zien nooit de hele verzameling’ Anna Smit, Gent\n\n"
        "Zij sprak. “Wij zien nooit de hele verzameling.”"
    )
    assert [role for role, _ in marked(text)][2:] == ["pullquote", "body", "body"]


def test_a_quoted_heading_from_the_text_is_a_pull_quote() -> None:
    units = pd.DataFrame(
        {
            "segment_id": ["a:0", "a:1", "a:2"], "doc_id": "a", "unit": "sentence",
            "position": [0, 1, 2], "start": [0, 32, 37], "end": [31, 36, 70],
            "role": ["heading", "body", "body"],
        }
    )  # fmt: skip
    text = "‘Dit is heel erg voor iedereen’\nAch. “Dit is heel erg voor iedereen.”"
    made = clean.mark_repeats(units, documents(text))
    assert made["role"].tolist() == ["pullquote", "body", "body"]
    assert clean.mark_repeats(units, documents(text), min_words=9)["role"][0] == "heading"


def test_furniture_is_never_relabelled_and_other_articles_do_not_count() -> None:
    line = "Dit artikel is alleen voor abonnees"
    text = f"{line}\nHet is er. Echt waar.\n{line}"
    assert [role for role, _ in marked(text)] == ["chrome", "lead", "lead", "chrome"]
    articles = documents("Een zin van zes woorden lang.", "Een zin van zes woorden lang.")
    units = segment.split(articles, clean.blocks(articles), unit="sentence")
    assert set(clean.mark_repeats(units, articles)["role"]) == {"lead"}


def test_repeats_need_their_documents_and_a_length() -> None:
    articles = documents("Een zin.")
    units = segment.split(articles, clean.blocks(articles), unit="sentence")
    with pytest.raises(TableError, match=r"units of documents that are not .*'a'"):
        clean.mark_repeats(units, articles.assign(doc_id="z"))
    with pytest.raises(InputError, match="min_words is 0; give 1 or more"):
        clean.mark_repeats(units, articles, min_words=0)


def test_no_articles_give_empty_tables() -> None:
    none = clean.blocks(contracts.empty("documents"))
    assert none.dtypes.equals(clean.blocks(documents("Ja.")).dtypes)
    units = contracts.empty("segments")
    assert clean.mark_repeats(units, contracts.empty("documents")).dtypes.equals(units.dtypes)


LINES = st.sampled_from(
    ["Kop van het stuk", "By Jo Doe", "Door Jan Smit", "Lees ook", "- punt", "-", "•", "TR",
     "Een zin. Nog een zin.", "en door", "Wat nu?", "‘Een heel mooi woord hier’", "People Also Ask",
     "‘Een heel mooi woord hier’ Jan Smit, Gent", "Een heel mooi woord hier.", "2 uur geleden", "",
     " ", "\u00a0", "\u200b", "🇹🇷", "Meest gelezen", "date 2026-02-13", "Kern:", "x11 views",
     "\x1c", "\u2028", "\r", "e\u0301\u0301", "İSTANBUL", "© 2026", "Foto: ANP", "Nieuws"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(LINES, max_size=15).map("\n".join),
    st.lists(LINES, max_size=15).map(" ".join),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_every_character_lies_in_exactly_one_block(texts: list[str]) -> None:
    articles = documents(*texts)
    made = clean.blocks(articles)
    for doc_id, text in zip(articles["doc_id"], articles["text"], strict=True):
        own = made[made["doc_id"] == doc_id]
        assert own["position"].tolist() == list(range(len(own)))
        last = 0
        for start, end in zip(own["start"], own["end"], strict=True):
            assert text[last:start].strip() == ""
            assert text[start:end] == text[start:end].strip()
            last = end
        assert text[last:].strip() == ""
    assert made["reason"].notna().all()
    assert (made.groupby("doc_id")["role"].agg(lambda role: (role == "headline").sum()) <= 1).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, max_size=5), st.integers(0, 5), st.randoms(use_true_random=False))
def test_parts_and_order_make_no_difference(texts: list[str], cut: int, random) -> None:
    articles = documents(*texts)

    def run(part: pd.DataFrame) -> pd.DataFrame:
        units = segment.split(part, clean.blocks(part), unit="sentence")
        return clean.mark_repeats(units, part, min_words=2)

    whole = run(articles)
    parts = pd.concat([run(articles.iloc[:cut]), run(articles.iloc[cut:])], ignore_index=True)
    pd.testing.assert_frame_equal(parts, whole)
    order = random.sample(range(len(texts)), len(texts))
    pd.testing.assert_frame_equal(run(articles.iloc[order]), whole)


def test_the_tables_that_are_given_stay_as_they_are() -> None:
    articles = documents(
        "Kop van het stuk\nEen zin van zes woorden lang. Een zin van zes woorden lang."
    )
    units = segment.split(articles, clean.blocks(articles), unit="sentence")
    before = articles.copy(), units.copy()
    made = clean.mark_repeats(units, articles)
    assert made["role"].tolist() == ["headline", "lead", "repeat"]
    pd.testing.assert_frame_equal(articles, before[0])
    pd.testing.assert_frame_equal(units, before[1])
