"""Dates as articles and exports write them, in six languages and in one run."""

import dataclasses
import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dating import STORY, days, one, table

from analysis import _date_words, _dates, _months, dating

AMBIGUOUS = "day and month cannot be told apart"

# words of the file, language of the article, first day, last day (or why it is not taken)
FORMS = [
    # English, American and British
    ("July 1, 2019 Monday 9:20 AM GMT", "en", "2019-07-01"),
    ("July 1, 2019 Monday", "en-US", "2019-07-01"),
    ("Friday, July 5, 2019", "en-US", "2019-07-05"),
    ("1 July 2019", "en-GB", "2019-07-01"),
    ("1st of July 2019", "en-GB", "2019-07-01"),
    ("Friday, 5. July 2019 09:31:00 CEST", "en", "2019-07-05"),
    ("29 December 2011", "en", "2011-12-29"),
    ("Jan. 29, 2025, 5:31 p.m. EST", "en", "2025-01-29"),
    ("Jan 2, 2026", "en", "2026-01-02"),
    ("Mar 14, 2006", "en", "2006-03-14"),
    ("01-JAN-2020", "en", "2020-01-01"),
    ("2020 Jan 2", "en", "2020-01-02"),
    ("Wed, 29 Jan 2025 10:00:00 GMT", None, "2025-01-29"),
    ("Wed, 29 Jan 2025 23:30:00 -0500", None, "2025-01-30"),
    ("Wed Jan 29 23:30:00 +0000 2025", None, "2025-01-30"),
    ("02/13/2026", "en-US", "2026-02-13"),
    ("02/03/2026", "en-US", "2026-02-03"),
    ("02/03/2026", "en-GB", "2026-03-02"),
    ("02/03/2026", "en-IE", "2026-03-02"),
    ("02/03/2026", "en-AU", "2026-03-02"),
    ("02/03/2026", "en", AMBIGUOUS),
    ("02-03-2026", "en-CA", AMBIGUOUS),
    ("02/03/2026", None, AMBIGUOUS),
    ("02/02/2026", "en", "2026-02-02"),
    ("13/02/2026", "en", "2026-02-13"),
    ("13/02/2026", "en-US", "2026-02-13"),
    ("31.12.2025", "en-US", "2025-12-31"),
    ("02.03.2026", "en-US", "2026-03-02"),
    # Dutch
    ("13 februari 2026 vrijdag", "nl", "2026-02-13"),
    ("vrijdag 13 februari 2026 10:15 uur", "nl", "2026-02-13"),
    ("do. 5 mrt. 2020", "nl", "2020-03-05"),
    ("1 augustus 2019 donderdag", "en", "2019-08-01"),
    ("3-2-2026", "nl", "2026-02-03"),
    ("03/02/2026", "nl-BE", "2026-02-03"),
    ("mei 2025", "nl", ("2025-05-01", "2025-05-31")),
    # German
    ("Freitag, 5. Juli 2019", "de", "2019-07-05"),
    ("Freitag, den 5. Juli 2019, 10.30 Uhr", "de", "2019-07-05"),
    ("5. Maerz 2020", "de", "2020-03-05"),
    ("5. Ma\u0308rz 2020", "de", "2020-03-05"),
    ("Mo. 6. Jän. 2020", "de-AT", "2020-01-06"),
    ("Di, 3. Dez. 2019", "de", "2019-12-03"),
    ("29. 12. 2011", "de", "2011-12-29"),
    ("Oktober 2024", "de", ("2024-10-01", "2024-10-31")),
    # French
    ("vendredi 5 juillet 2019", "fr", "2019-07-05"),
    ("mardi 14 mars 2006", "fr", "2006-03-14"),
    ("mar. 14 mars 2006", "fr", "2006-03-14"),
    ("1er janvier 2025", "fr", "2025-01-01"),
    ("le 20 janv. 2025 à 10h30", "fr", "2025-01-20"),
    ("20 août 2024", "fr", "2024-08-20"),
    ("20 aou\u0302t 2024", "fr", "2024-08-20"),
    ("20 FÉVRIER 2024", "fr", "2024-02-20"),
    ("déc. 2024", "fr", ("2024-12-01", "2024-12-31")),
    ("02/03/2026", "fr", "2026-03-02"),
    ("02/03/2026", "fr-CA", AMBIGUOUS),
    # Spanish and Italian
    ("22 de marzo de 2010 lunes", "es", "2010-03-22"),
    ("miércoles, 1 de enero de 2025", "es", "2025-01-01"),
    ("venerdì 5 luglio 2019", "it", "2019-07-05"),
    # written for machines
    ("2025-01-29", None, "2025-01-29"),
    ("2025-01-29T23:30:00-05:00", None, "2025-01-30"),
    ("2025-01-29 23:30:00 -0500", None, "2025-01-30"),
    ("2025-01-29 23:30:00", None, "2025-01-29"),
    ("2020/01/02/", None, "2020-01-02"),
    ("2020/01/02/Winter", None, "2020-01-02"),
    ("2020/01//", None, ("2020-01-01", "2020-01-31")),
    ("2020///", None, ("2020-01-01", "2020-12-31")),
    ("20260213", None, "2026-02-13"),
    ("20250127T101500Z", None, "2025-01-27"),
    ("20250127T233000Z", None, "2025-01-28"),
    ("20250127101500", None, "2025-01-27"),
    ("2025-01", None, ("2025-01-01", "2025-01-31")),
    ("January 2025", None, ("2025-01-01", "2025-01-31")),
    ("01/2025", None, ("2025-01-01", "2025-01-31")),
    ("2025", None, ("2025-01-01", "2025-12-31")),
    # not taken
    ("02/03/25", "nl", "its year has two digits"),
    ("29 Jan 25", "en", "its year has two digits"),
    ("Jan 29, '25", "en", "its year has two digits"),
    ("30 februari 2026", "nl", "there is no such day"),
    ("20261345", None, "it is not a date such as"),
    ("2025-01-29T25:00:00", None, "there is no such time"),
    ("45678", None, "it is not a date such as"),
    ("Autumn 2019", "en", "it is not a date such as"),
]


def test_mixed_english_dutch_german_and_french_dates_resolve_in_one_run():
    story = dataclasses.replace(STORY, timezone="Europe/Amsterdam")
    documents = table(*[("Text.", language, {"date": words}) for words, language, _ in FORMS])
    dated = dating.date(documents.assign(source_format="csv"), story)
    for (words, language, wanted), (_, row) in zip(FORMS, dated.iterrows(), strict=True):
        case = (words, language)
        if isinstance(wanted, str) and not wanted[:4].isdigit():
            assert (case, days(row), row["date_source"]) == (case, (None, None), "none")
            assert f"'{words}' is not taken" in row["date_evidence"]
            assert wanted in row["date_evidence"], case
        else:
            interval = (wanted, wanted) if isinstance(wanted, str) else wanted
            assert (case, days(row), row["date_source"]) == (case, interval, "metadata")
            assert f"metadata: '{words}'" in row["date_evidence"]
    listed = dating.outside(dated, story).set_index("doc_id")["reason"]
    ambiguous = {
        f"d{number:03}": f"{AMBIGUOUS}: '{words}'"
        for number, (words, _, wanted) in enumerate(FORMS)
        if wanted == AMBIGUOUS
    }
    assert len(ambiguous) == 4
    assert {key: listed[key] for key in ambiguous} == ambiguous


@settings(max_examples=60, deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.data())
def test_a_day_is_read_back_in_every_language(day, data):
    language = data.draw(st.sampled_from(sorted(MONTHS)))
    name = MONTHS[language].split()[day.month - 1]
    name = data.draw(st.sampled_from([name, name.upper(), unicodedata.normalize("NFD", name)]))
    weekday = WEEKDAYS[language].split()[day.weekday()]
    number = "1er" if language == "fr" and day.day == 1 else f"{day.day}"
    dot = "." if language == "de" else ""
    forms = [f"{number}{dot} {name} {day.year}", f"{weekday} {number}{dot} {name} {day.year}",
             f"{weekday}, {number}{dot} {name} {day.year}, 10:15",
             f"{number}{dot} {name} {day.year} {weekday}"]  # fmt: skip
    found = {form: _dates.given({"date": form}, language, None) for form in forms}
    assert {form: reading[1:3] for form, reading in found.items()} == dict.fromkeys(
        forms, (day, day)
    )
    labelled = _dates.header(f"A title\n{forms[1]}\nText.", language, None)
    assert labelled[1:3] == (day, day)


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
}


@settings(max_examples=40, deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["-", "/", "."]),
    st.sampled_from([None, "en", "en-GB", "en-US", "nl", "de"]),
)
def test_numbers_are_read_by_language_or_refused_never_guessed(day, sep, language):
    day_first = _dates.given({"date": f"{day:%d{sep}%m{sep}%Y}"}, language, None)
    if sep == "." or language in {"en-GB", "nl", "de"} or day.day > 12 or day.day == day.month:
        assert day_first[1:3] == (day, day)
    elif language == "en-US":
        assert day_first[1:3] == (dt.date(day.year, day.day, day.month),) * 2
    else:
        assert day_first.problem == AMBIGUOUS


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789 -/.:TZ,'janufebmrzoct\u0301é+", max_size=30), st.booleans())
def test_no_words_break_the_reading_of_dates(words, bare):
    found = _date_words.read(words, 0, None, "America/New_York", bare=bare)
    assert found is None or 0 < found.end <= len(words)


def test_the_system_locale_is_not_asked(monkeypatch):
    import locale
    import time

    for module, name in ((locale, "setlocale"), (locale, "nl_langinfo"), (time, "strptime")):
        monkeypatch.setattr(module, name, None)
    assert _dates.given({"date": "vendredi 5 juillet 2019"}, "fr", None).start.month == 7


@pytest.mark.parametrize(
    ("zone", "minutes"), [("UTC", 0), ("cest", 120), ("GMT+2", 120), ("-0530", -330), ("PDT", -420)]
)
def test_zones(zone, minutes):
    assert _months.offset(zone) == minutes


def test_a_day_that_the_time_zone_moves_is_told():
    story = dataclasses.replace(STORY, timezone="Europe/Amsterdam")
    row = one("Text", cells={"date": "July 1, 2019 Monday 11:20 PM GMT"}, story=story)
    assert days(row)[0] == "2019-07-02"
    assert row["date_evidence"].startswith(
        "metadata: 'July 1, 2019 Monday 11:20 PM GMT', which is 2019-07-02 in Europe/Amsterdam"
    )
    unclear = one("Text", cells={"date": "July 1, 2019 11:20 PM BST"}, story=story)
    assert days(unclear)[0] == "2019-07-01"  # a name with two meanings


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Titel\nVeröffentlicht am 5. März 2020, 10:30 Uhr\nText", "de", "2020-03-05"),
        ("Titel\nVon Jana Roth, 5. März 2020\nText", "de", "2020-03-05"),
        ("Titre\nPublié le 5 mars 2020 à 10h30\nTexte", "fr", "2020-03-05"),
        ("Titre\nPublié le 5 mars 2020 - Mis à jour le 6 mars 2020\nTexte", "fr", "2020-03-05"),
        ("Titre\nPar Jeanne Roux, jeudi 5 mars 2020\nTexte", "fr", "2020-03-05"),
        ("Título\nPublicado el 5 de marzo de 2020\nTexto", "es", "2020-03-05"),
        ("Titolo\nPubblicato il 5 marzo 2020\nTesto", "it", "2020-03-05"),
    ],
)
def test_labels_in_the_first_lines(text, language, day):
    row = one(text, language)
    assert (days(row), row["date_source"]) == ((day, day), "header")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Titel\nAktualisiert am 5. März 2020\nText", "de"),
        ("Titre\nMis à jour le 5 mars 2020\nTexte", "fr"),
    ],
)
def test_the_day_of_an_update_is_not_the_day_of_publication(text, language):
    row = one(text, language)
    assert row["date_source"] == "none"
    assert "it is the day of an update" in row["date_evidence"]
