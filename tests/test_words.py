"""Words, their places, their terms and their counts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import words
from analysis.contracts import InputError, TableError


def material(*articles, language="en", role="body", unit="sentence"):
    """Make documents and segments of articles, each a list of sentences or (sentence, role)."""
    documents, segments = [], []
    for number, sentences in enumerate(articles):
        doc_id, text = f"d{number}", ""
        for position, sentence in enumerate(sentences):
            body, kind = sentence if isinstance(sentence, tuple) else (sentence, role)
            start = len(text)
            text += body
            segments.append(
                (f"{doc_id}:{position:03}", doc_id, unit, position, start, len(text), kind, None)
            )
            text += "\n"
        documents.append((doc_id, text, language))
    names = ["segment_id", "doc_id", "unit", "position", "start", "end", "role", "language"]
    return (
        pd.DataFrame(documents, columns=["doc_id", "text", "language"]),
        pd.DataFrame(segments, columns=names),
    )


def read(*articles, form="word", stop="none", **options):
    return words.read(*material(*articles, **options), form=form, stop=stop)


def terms(*sentences, **options):
    return read(list(sentences), **options)["term"].dropna().tolist()


def test_a_word_keeps_what_stands_inside_it():
    found = read(["OpenAI’s open‑source GPT-4.5 don’t ‘steal’ AT&T, U.S. firms -- or 1,000."])
    assert found["word"].tolist() == [
        "openai", "open-source", "gpt-4.5", "don't", "steal", "at&t", "us", "firms", "or", "1,000",
    ]  # fmt: skip


def test_accents_written_apart_and_soft_hyphens_are_inside_a_word():
    found = read(["Een cafe\u0301 met soft\u00adware \u200b is \u0301e\u0301n."], language="nl")
    assert found["word"].tolist() == ["een", "café", "met", "software", "is", "én"]


def test_numbers_and_single_letters_are_words_without_a_term():
    found = read(["In 2025 a B-2 flew 3.5 times."])
    assert found["word"].tolist() == ["in", "2025", "a", "b-2", "flew", "3.5", "times"]
    assert found["term"].dropna().tolist() == ["in", "b-2", "flew", "times"]


def test_only_counted_roles_are_read_and_places_run_on():
    found = read([("Kop hier", "headline"), ("Menu", "chrome"), ("Meer nieuws", "body")])
    assert found["word"].tolist() == ["kop", "hier", "meer", "nieuws"]
    assert found["position"].tolist() == [0, 1, 2, 3]
    quoted = read([("Kop", "headline"), ("Citaat", "pullquote")], form="word")
    assert quoted["word"].tolist() == ["kop"]


def test_lemmas_bring_forms_together_and_names_keep_theirs():
    said = terms("Shares fell as Sacks accused rivals.", "It accuses a rival whose share falls.",
                 form="lemma", stop="library")  # fmt: skip
    assert said == ["share", "fall", "sacks", "accuse", "rival", "accuse", "rival", "share", "fall"]


def test_a_name_is_told_by_the_article_and_not_by_a_headline_in_title_case():
    found = read(["Lawmakers Accuse Rivals Of Stealing Models", "The lawmakers met."], form="lemma")
    assert found["term"].dropna().tolist()[:3] == ["lawmaker", "accuse", "rival"]
    apart = read(["Gates left."], ["We met Gates.", "Gates left."], form="lemma")
    assert apart.groupby("doc_id", observed=True)["term"].apply(set).tolist() == [
        {"gate", "left"}, {"we", "meet", "gates", "left"},
    ]  # fmt: skip


def test_dutch_lemmas_of_compounds_and_inflected_names():
    said = terms("De Amerikaanse taalmodellen en AI-modellen zijn Amerikaans.", language="nl",
                 form="lemma", stop="library")  # fmt: skip
    assert said == ["amerikaans", "taalmodel", "ai-model", "amerikaans"]


def test_stems_are_those_of_snowball():
    assert terms("the models accused", form="stem") == ["the", "model", "accus"]
    assert terms("de modellen", form="stem", language="nl-BE") == ["de", "modell"]


def test_the_country_is_no_pronoun():
    said = terms("The US told us. U.S. firms say IT will help; it will.", stop="library")
    assert said == ["US", "told", "US", "firms", "say", "IT", "help"]
    assert "IT" not in terms("GIVE IT BACK NOW", stop="library")


def test_own_stop_words_replace_or_add_to_the_list_of_the_library():
    sentence = "The company said it’s a theft"
    assert terms(sentence, stop=["Company"]) == ["the", "said", "it", "theft"]
    assert terms(sentence, stop=["library", "company"]) == ["said", "theft"]
    assert terms(sentence, stop=["library", "say"], form="lemma") == ["company", "theft"]
    assert terms(sentence, stop=[]) == ["the", "company", "said", "it", "theft"]


@pytest.mark.parametrize("word", ["computer", "microsoft", "system", "research", "interest"])
def test_words_that_news_is_about_are_no_stop_words(word):
    assert word not in words.stop_words("en")


@pytest.mark.parametrize(("language", "some"), [("en", "the did just"), ("nl", "het onze werden")])
def test_small_words_are_stop_words(language, some):
    assert set(some.split()) <= words.stop_words(language)


def test_a_language_without_library_keeps_its_words_and_is_named():
    assert terms("nuqneH jay qaleghpu", language="tlh", form="stem", stop="library") == [
        "nuqneh", "jay", "qaleghpu",
    ]  # fmt: skip
    said = words.lacking(["tlh", "en"], form="stem", stop="library")
    assert [sentence.split(":")[0] for sentence in said] == [
        "No stop words for tlh", "No stems for tlh",
    ]  # fmt: skip
    assert words.lacking(["en", "nl"], form="lemma", stop="library") == []


def test_a_unit_in_another_language_is_read_in_its_own():
    documents, segments = material(["De modellen", "The models"], language="nl")
    segments["language"] = pd.array([None, "en"], dtype="str")
    found = words.read(documents, segments, form="word", stop="library")
    assert found["language"].tolist() == ["nl", "nl", "en", "en"]
    assert found["term"].dropna().tolist() == ["modellen", "models"]


@pytest.mark.parametrize("form", words.FORMS)
def test_without_words_the_table_is_empty_and_can_be_counted(form):
    for articles in ([], [["..."]], [[("Menu", "chrome")]]):
        found = read(*articles, form=form, stop="library")
        assert found.empty
        assert list(found) == ["doc_id", "segment_id", "language", "position", "start", "end",
                               "word", "term"]  # fmt: skip
        assert words.counts(found).empty


def test_errors_say_what_to_do():
    with pytest.raises(InputError, match=r"no form 'lemmas'. Did you mean 'lemma'\?"):
        read(["a"], form="lemmas")
    with pytest.raises(InputError, match=r"no stop 'libary'. Did you mean 'library'\?"):
        read(["a"], stop="libary")
    with pytest.raises(InputError, match="stop lists 3; write words"):
        read(["a"], stop=["the", 3])
    documents, segments = material(["One."], ["Two."])
    with pytest.raises(TableError, match=r"1 rows whose doc_id is unknown \('d1'\)"):
        words.read(documents.head(1), segments, form="word", stop="none")
    mixed = segments.assign(unit=["sentence", "paragraph"])
    with pytest.raises(TableError, match="several units"):
        words.read(documents, mixed, form="word", stop="none")
    with pytest.raises(InputError, match="no role 'bodie'"):
        words.read(documents, segments, form="word", stop="none", roles=["bodie"])
    with pytest.raises(TableError, match="no column 'wave'"):
        words.counts(read(["a b"]), ["wave"])
    with pytest.raises(TableError, match="same columns"):
        words.combine(words.counts(read(["a b"])), words.counts(read(["a b"]), ["segment_id"]))


SENTENCE = st.text(alphabet="aB é’-.,1&S\u0301\u00ad “US", max_size=24).filter(lambda t: t.strip())
ARTICLES = st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(ARTICLES, st.sampled_from(words.FORMS))
def test_every_place_is_the_word_in_the_article(articles, form):
    documents, segments = material(*articles)
    found = words.read(documents, segments, form=form, stop="library")
    texts = documents.set_index("doc_id")["text"]
    for row in found.itertuples():
        assert words.terms.word(texts[row.doc_id][row.start : row.end]) == row.word
    spans = segments.set_index("segment_id")
    assert (found["start"] >= spans["start"].reindex(found["segment_id"]).to_numpy()).all()
    assert (found["end"] <= spans["end"].reindex(found["segment_id"]).to_numpy()).all()
    for _, own in found.groupby("doc_id", observed=True):
        assert own["position"].tolist() == list(range(len(own)))
        assert own["start"].is_monotonic_increasing


@settings(max_examples=25, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_parts_and_order_change_nothing(articles, random):
    documents, segments = material(*articles)
    whole = words.read(documents, segments, form="lemma", stop="library")
    mixed = documents.sample(frac=1, random_state=random.randrange(99))
    turned = words.read(mixed, segments.iloc[::-1], form="lemma", stop="library")
    plain = whole.astype("object")
    assert turned.astype("object").equals(plain)
    parts = [
        words.read(documents[documents["doc_id"] == one], segments[segments["doc_id"] == one],
                   form="lemma", stop="library")
        for one in documents["doc_id"]
    ]  # fmt: skip
    joined = pd.concat([part.astype("object") for part in parts], ignore_index=True)
    assert joined.equals(plain)
    counts = words.combine(*[words.counts(part) for part in parts])
    assert counts.astype("object").equals(words.counts(whole).astype("object"))
    assert counts["n"].sum() == len(whole)


def test_text_beyond_a_portion_is_read_the_same(monkeypatch):
    articles = [["Models are copied.", "The US knows."], ["Models differ."], ["It is so."]]
    whole = read(*articles, form="lemma")
    monkeypatch.setattr(words, "_AT_ONCE", 5)
    assert read(*articles, form="lemma").equals(whole)
