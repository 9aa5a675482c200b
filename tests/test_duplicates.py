"""Near-copies: edited agency copy is joined, reports written apart are not."""

import datetime as dt
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import (
    _candidates,
    _near_copies,
    _shingle_sets,
    _shingles,
    _spill,
    contracts,
    duplicates,
    measure,
    study,
)
from analysis.contracts import InputError, TableError

OPTIONS = {"similarity": 0.6, "within_days": 7, "seed": 1}
SYLLABLES = ["ka", "lo", "mi", "ter", "ven", "do", "ru", "sta", "pel", "gri", "no", "wa"]
VOCABULARY = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "en", "s", "heid")]


def story(number, n_words=300, width=20):
    """An invented article: paragraphs of invented words, always the same for one number."""
    chance = random.Random(number)
    words = chance.choices(VOCABULARY, k=n_words)
    return [" ".join(words[at : at + width]) + "." for at in range(0, n_words, width)]


def text(paragraphs):
    return "\n\n".join(paragraphs)


def make_documents(texts, **columns):
    known = {
        "doc_id": [f"d{number:03}" for number in range(len(texts))],
        "text": texts,
        "words": [len(one.split()) for one in texts],
        "outlet": [f"outlet {number}" for number in range(len(texts))],
        "published_from": "2031-05-01",
        "published_to": "2031-05-01",
        "wave": "May",
        "source_file": "a.csv", "source_format": "csv", "position_in_file": 1,
        "date_source": "metadata", "text_sha256": "-",
    }  # fmt: skip
    return contracts.conform(pd.DataFrame({**known, **columns}), "documents")


def joined(one, other, **columns):
    """Whether two texts end in one cluster."""
    made = duplicates.cluster(make_documents([one, other], **columns), **OPTIONS)
    return len(set(made["cluster_id"])) == 1


def edited(paragraphs, share, seed=1):
    """Replace a share of the words."""
    chance = random.Random(seed)
    words = text(paragraphs).split(" ")
    return " ".join("ander" if chance.random() < share else word for word in words)


AGENCY, OTHER = story(1), story(2)
EDITS = {
    "the same": AGENCY,
    "another headline": ["Heel iets anders boven dit stuk", *AGENCY[1:]],
    "a dateline": ["AMSTERDAM (XNP) - " + AGENCY[0], *AGENCY[1:]],
    "cut to three quarters": AGENCY[:11],
    "cut to a third": AGENCY[:5],
    "cut to half under another headline": ["Heel iets anders boven dit stuk", *AGENCY[1:8]],
    "two paragraphs put in": [*AGENCY[:4], OTHER[0], *AGENCY[4:9], OTHER[1], *AGENCY[9:]],
    "twice as long": [*AGENCY, *OTHER],
    "paragraphs in another order": [*AGENCY[8:], *AGENCY[:8]],
    "one word in twenty": [edited(AGENCY, 0.05)],
    "capitals, curly quotes and line breaks": ["“" + text(AGENCY).upper().replace(". ", ".\n")],
}


@pytest.mark.parametrize("change", EDITS)
@pytest.mark.parametrize("first", [True, False])
def test_edited_agency_copy_is_joined_whichever_came_first(change, first):
    pair = [text(AGENCY), text(EDITS[change])]
    assert joined(*(pair if first else pair[::-1]))


def quoted(paragraphs, quotation):
    return text([*paragraphs[:3], quotation, *paragraphs[3:]])


def market(day):
    chance = random.Random(day)

    def number():
        return f"{chance.randint(0, 3)},{chance.randint(0, 9)}"

    firms = chance.sample(["Alfa", "Beta", "Gamma", "Delta", "Kappa", "Lambda", "Sigma"], 4)
    return (
        f"Beurs sluit {number()} procent hoger. De index eindigde {number()} procent hoger op "
        f"{chance.randint(800, 999)},{chance.randint(10, 99)} punten. {firms[0]} was met winst "
        f"van {number()} procent de grootste stijger, gevolgd door {firms[1]} met een plus van "
        f"{number()} procent. {firms[2]} sloot de rij met een verlies van {number()} procent. In "
        f"de tweede lijst ging {firms[3]} aan kop met een winst van {number()} procent. De "
        f"munt was {chance.randint(1000, 1200)} waard. Olie werd {number()} procent duurder."
    )


QUOTATION = "“" + " ".join(random.Random(9).choices(VOCABULARY, k=60)) + "”, zei hij."
APART = {
    "two stories": (text(AGENCY), text(OTHER)),
    "the same quotations": (quoted(AGENCY[:7], QUOTATION), quoted(OTHER[:7], QUOTATION)),
    "a market report of two days": (market(1), market(2)),
    "a short brief after one frame": (
        "Man van 34 gewond bij ongeluk op de weg naar Kaloterdorp, weg een uur dicht.",
        "Man van 61 gewond bij ongeluk op de weg naar Mivendorp, weg een uur dicht.",
    ),
    "a round-up that prints a brief": (text([*AGENCY, *OTHER]), text(OTHER[:3])),
}


@pytest.mark.parametrize("case", APART)
def test_reports_written_apart_are_not_joined(case):
    assert not joined(*APART[case])


def test_short_articles_are_copies_only_of_the_same_words():
    assert joined("Beurs dicht om storing!", "BEURS dicht\nom storing")
    assert not joined("Beurs dicht om storing", "Beurs open om storing")
    assert not joined("", "")
    assert not joined("!!", "--")


FURNITURE = text(story(77, 180))


@pytest.mark.parametrize("outlet", ["Blad", None])
def test_the_furniture_of_an_outlets_pages_makes_no_copies(outlet):
    pages = [FURNITURE + "\n\n" + text(story(100 + page, 60)) for page in range(12)]
    made = duplicates.cluster(make_documents(pages, outlet=outlet), **OPTIONS)
    # with an outlet that is not known nothing can be called its furniture
    assert (made["cluster_role"] == "lead").sum() == (12 if outlet else 1)


@pytest.mark.parametrize("at_once", [1, 50, 1_000])
def test_furniture_is_the_same_when_a_large_outlet_is_gone_through_in_ranges(at_once, monkeypatch):
    pages = [FURNITURE + "\n\n" + text(story(100 + page, 60)) for page in range(12)]
    documents = make_documents([*pages, *pages[:3], text(AGENCY)], outlet="Blad")
    whole = duplicates.cluster(documents, **OPTIONS)
    assert (whole["cluster_role"] == "lead").sum() == 13
    monkeypatch.setattr(_shingle_sets, "_AT_ONCE", at_once)
    monkeypatch.setattr(_shingle_sets, "_BATCH", at_once)
    pd.testing.assert_frame_equal(duplicates.cluster(documents, **OPTIONS), whole)


def test_furniture_does_not_hide_a_copy_in_another_outlet():
    pages = [FURNITURE + "\n\n" + text(story(100 + page, 60)) for page in range(12)]
    outlets = ["Blad"] * 12 + ["Courant"]
    documents = make_documents([*pages, text(story(105, 60))], outlet=outlets)
    made = duplicates.cluster(documents, **OPTIONS).set_index("doc_id")
    assert made.loc["d005", "cluster_id"] == made.loc["d012", "cluster_id"]
    assert len(set(made["cluster_id"])) == 12


def test_many_versions_of_one_story_in_one_outlet_stay_together():
    versions = [edited(AGENCY, 0.004, seed=version) for version in range(15)]
    made = duplicates.cluster(make_documents(versions, outlet="Blad"), **OPTIONS)
    assert len(set(made["cluster_id"])) == 1


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (("2031-05-01", "2031-05-01"), ("2031-05-08", "2031-05-08"), True),
        (("2031-05-01", "2031-05-01"), ("2031-05-09", "2031-05-09"), False),
        (("2031-05-01", "2031-05-31"), ("2031-06-07", "2031-06-07"), True),
        (("2031-05-01", "2031-05-01"), (None, None), True),
        (("2031-05-01", None), ("2033-01-01", "2033-01-01"), True),
        (("2031-05-20", None), ("2031-05-01", "2031-05-01"), False),
    ],
)
def test_copies_lie_within_some_days_and_unknown_days_are_compared_with_all(
    first, second, together
):
    start, end = zip(first, second, strict=True)
    same = text(AGENCY)
    assert joined(same, same, published_from=start, published_to=end) is together


def test_the_lead_is_the_earliest_then_the_longest_then_the_first_by_name():
    days = ["2031-05-02", "2031-05-01", "2031-05-01", None]
    texts = [text(AGENCY), text(AGENCY[:8]), text(AGENCY[:9]), text(AGENCY)]
    documents = make_documents(texts, published_from=days, published_to=days)
    made = duplicates.cluster(documents, **OPTIONS)
    assert made["cluster_id"].unique().tolist() == ["d002"]
    assert made["cluster_role"].tolist() == ["edited", "edited", "lead", "edited"]
    assert made["cluster_similarity"].tolist() == [1, 1, 1, 1]
    tied = duplicates.cluster(make_documents([text(AGENCY)] * 3).iloc[[2, 1, 0]], **OPTIONS)
    assert tied["cluster_id"].tolist() == ["d000"] * 3
    assert tied["cluster_role"].tolist() == ["copy", "copy", "lead"]


def test_no_chain_joins_articles_that_differ():
    a, c = story(1, 400), story(2, 400)
    chain = [text(a), text([*a[5:], *c[:5]]), text([*a[12:], *c[:12]]), text([*a[17:], *c[:17]])]
    made = duplicates.cluster(make_documents(chain), **{**OPTIONS, "similarity": 0.7})
    assert made["cluster_id"].tolist() == ["d000", "d000", "d002", "d002"]


def test_a_copy_goes_to_the_lead_it_is_most_similar_to():
    a, b = story(1, 400), story(2, 400)
    half = text([*a[:10], *b[:10]])
    near_b = text([*a[:2], *b[:18]])
    between = text([*a[:5], *b[:15]])
    made = duplicates.cluster(make_documents([half, near_b, between]), **OPTIONS)
    assert made["cluster_id"].tolist() == ["d000", "d001", "d001"]
    assert made["cluster_similarity"].iloc[2] > 0.7


def exact(one, other):
    """Jaccard index of runs of four words, from sets of words alone."""
    return len(runs(one) & runs(other)) / len(runs(one) | runs(other))


def test_the_similarity_is_the_jaccard_index_of_runs_of_words():
    changed = edited(AGENCY, 0.05)
    short, other = text(AGENCY[:3]), text(AGENCY[:3]).replace(AGENCY[1].split()[5], "anders", 1)
    made = duplicates.cluster(make_documents([short, other]), **OPTIONS)
    assert made["cluster_similarity"].min() == pytest.approx(exact(short, other))
    assert 0.7 < exact(short, other) < 0.95
    one, other = (_shingles.shingles([part]).hashes for part in (text(AGENCY), changed))
    shared = len(_shingles.shared(one, other)[0])
    assert shared / (len(one) + len(other) - shared) == pytest.approx(exact(text(AGENCY), changed))


def test_only_a_full_copy_is_called_a_copy():
    texts = [text(AGENCY), text(AGENCY[:13]), text([*AGENCY[:-1], AGENCY[-1] + " Meer volgt."])]
    made = duplicates.cluster(make_documents(texts), **OPTIONS)
    assert dict(zip(made["doc_id"], made["cluster_role"], strict=True)) == {
        "d000": "copy", "d001": "edited", "d002": "lead",
    }  # fmt: skip
    assert made["cluster_similarity"].iloc[1] == 1  # all of it is in the lead


# Laws -----------------------------------------------------------------------------


def mixed_corpus(seed):
    """Stories, copies, cuts, chains and short texts in no order, over three outlets."""
    chance = random.Random(seed)
    texts, days = [], []
    for number in range(chance.randint(1, 9)):
        base = story(number + 50 * seed, chance.choice([15, 60, 120, 300]))
        for _ in range(chance.randint(1, 4)):
            kept = base[: chance.randint(max(len(base) // 3, 1), len(base))]
            texts.append(edited(kept, chance.choice([0, 0, 0.03, 0.08]), chance.random()))
            days.append(chance.choice([None, *(dt.date(2031, 5, day) for day in range(1, 28))]))
    outlets = [chance.choice(["Blad", "Courant", None]) for _ in texts]
    made = make_documents(texts, outlet=outlets, published_from=days, published_to=days)
    return made.sample(frac=1, random_state=seed).reset_index(drop=True)


@pytest.mark.parametrize("most", [1, 7, 500])
@pytest.mark.parametrize("seed", [3, 4])
def test_what_does_not_fit_at_once_is_gone_through_in_pieces(most, seed, monkeypatch):
    documents = mixed_corpus(seed)
    whole = duplicates.cluster(documents, **OPTIONS)
    assert (whole["cluster_role"] != "lead").any()
    monkeypatch.setattr(_shingle_sets, "_BATCH", most)
    monkeypatch.setattr(_candidates, "_CHUNK", most)
    monkeypatch.setattr(_candidates, "_MANY", most)
    monkeypatch.setattr(_candidates, "_SHELVES", most)
    monkeypatch.setattr(_spill, "_LEAST", most)
    pd.testing.assert_frame_equal(duplicates.cluster(documents, **OPTIONS), whole)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_folder_for_the_numbers_changes_nothing_and_is_left_empty(seed, tmp_path):
    documents = mixed_corpus(seed)
    whole = duplicates.cluster(documents, **OPTIONS)
    with duplicates.Clusterer(**OPTIONS, folder=tmp_path) as clusterer:
        for at in range(0, len(documents), 4):
            clusterer.add(documents.iloc[at : at + 4])
        found = clusterer.found()
        again = clusterer.clusters()
    pd.testing.assert_frame_equal(duplicates.join(documents, again), whole)
    pieces = [found.table(at, at + 3) for at in range(0, len(documents), 3)]
    pd.testing.assert_frame_equal(
        duplicates.join(documents, pd.concat(pieces, ignore_index=True)), whole
    )
    copies = whole["cluster_role"] != "lead"
    assert len(found.copies) == copies.sum()
    assert found.n_clusters == whole.loc[copies, "cluster_id"].nunique()
    assert not list(tmp_path.iterdir())


def test_no_file_is_left_where_the_search_is_interrupted(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(_near_copies, "_similarity", stop)
    clusterer = duplicates.Clusterer(**OPTIONS, folder=tmp_path)
    clusterer.add(mixed_corpus(3))
    with pytest.raises(KeyboardInterrupt), clusterer:
        clusterer.clusters()
    assert not list(tmp_path.iterdir())


@given(st.lists(st.tuples(st.integers(0, 5), st.lists(st.integers(0, 9), max_size=5))))
@settings(max_examples=60, deadline=None)
def test_shelves_hold_what_was_put_on_them_however_often_they_are_tidied(puts):
    with _spill.Shelves(np.uint32, None) as shelves, pytest.MonkeyPatch.context() as patch:
        patch.setattr(_spill, "_LEAST", 1)
        for number, put in puts:
            shelves.put(number, np.array(put))
            shelves.tidy()
        found = {number: kept.tolist() for number, kept in shelves.sorted(distinct=True)}
    want = {number: sorted({one for at, put in puts if at == number for one in put})
            for number, put in puts if put}  # fmt: skip
    assert found == want
    assert list(found) == sorted(found)


@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(0, 30), max_size=4))
@settings(max_examples=30, deadline=None)
def test_parts_in_any_order_give_the_same_clusters_as_the_whole(seed, cuts):
    documents = mixed_corpus(seed)
    whole = duplicates.cluster(documents, **OPTIONS)
    shuffled = documents.sample(frac=1, random_state=seed + 1)
    clusterer = duplicates.Clusterer(**OPTIONS)
    for positions in np.split(np.arange(len(shuffled)), sorted(cuts)):
        clusterer.add(shuffled.iloc[positions])
    found = clusterer.clusters()
    assert found["doc_id"].tolist() == sorted(documents["doc_id"])
    in_order = clusterer.clusters(as_added=True)
    assert in_order["doc_id"].tolist() == shuffled["doc_id"].tolist()
    pd.testing.assert_frame_equal(in_order.sort_values("doc_id", ignore_index=True), found)
    pd.testing.assert_frame_equal(duplicates.join(documents, found), whole)
    pd.testing.assert_frame_equal(
        pd.concat([duplicates.join(documents.iloc[:2], found),
                   duplicates.join(documents.iloc[2:], found)], ignore_index=True),
        whole,
    )  # fmt: skip


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_every_member_is_near_its_lead_and_every_lead_is_its_own(seed):
    documents = mixed_corpus(seed)
    made = duplicates.cluster(documents, **OPTIONS).set_index("doc_id")
    leads = made.loc[made["cluster_id"]]
    assert (leads["cluster_role"] == "lead").all()
    assert (leads["cluster_id"] == leads.index).all()
    assert ((made["cluster_role"] == "lead") == (made["cluster_id"] == made.index)).all()
    assert made["cluster_similarity"].between(OPTIONS["similarity"], 1).all()
    apart = made["published_from"].to_numpy() - leads["published_from"].to_numpy()
    assert (np.isnat(apart) | (np.abs(apart) <= np.timedelta64(7, "D"))).all()


@given(seed=st.integers(0, 1000), share=st.floats(0.1, 1))
@settings(max_examples=15, deadline=None)
def test_printing_articles_again_leaves_content_as_it_was(seed, share):
    documents = mixed_corpus(seed)
    again = documents.sample(frac=share, random_state=seed)
    again = again.assign(doc_id="z" + again["doc_id"], outlet="Herdruk")
    both = pd.concat([documents, again], ignore_index=True)
    before = duplicates.content(duplicates.cluster(documents, **OPTIONS))
    after = duplicates.content(duplicates.cluster(both, **OPTIONS))
    assert after["doc_id"].tolist() == before["doc_id"].tolist()


def test_repeats_change_visibility_and_not_the_content_estimate():
    documents = make_documents([text(story(number)) for number in range(10)])
    again = documents.head(3).assign(doc_id=lambda part: part["doc_id"] + "x", outlet="Herdruk")
    both = duplicates.cluster(pd.concat([documents, again]), **OPTIONS)
    codes = {doc_id: int(doc_id[3] in "0123") for doc_id in both["doc_id"]}

    def share(kept):
        tallies = pd.DataFrame({
            "doc_id": kept["doc_id"], "frame": "conflict", "n_units": 1,
            "n_positive": kept["doc_id"].map(codes), "weight": 1.0,
        })  # fmt: skip
        return measure.prevalence(contracts.conform(tallies, "tallies"), level=0.95)["estimate"][0]

    assert share(duplicates.content(both)) == share(documents) == 0.4
    assert share(both) == pytest.approx(7 / 13)


# Scale and candidates -------------------------------------------------------------


def runs(one):
    words = one.lower().replace(".", "").split()
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def test_short_and_edited_parts_of_an_article_are_nearly_always_found():
    whole = [text(story(number)) for number in range(300)]
    parts = [edited(story(number)[:6], 0.08, number) for number in range(300)]
    alike = [
        len(runs(one) & runs(other)) / len(runs(other))
        for one, other in zip(whole, parts, strict=True)
    ]
    assert 0.62 < np.median(alike) < 0.8
    made = duplicates.cluster(make_documents([*whole, *parts]), **OPTIONS)["cluster_id"]
    found = [made[number] == made[300 + number] for number in range(300)]
    near = [value >= 0.6 for value in alike]
    assert 200 < sum(near) < 300
    assert sum(found) >= 0.98 * sum(near)
    assert not any(one and not other for one, other in zip(found, near, strict=True))


def test_a_crowd_of_equal_pages_is_one_cluster_and_soon_done():
    pages = make_documents([text(AGENCY)] * 3000)
    made = duplicates.cluster(pages, **OPTIONS)
    assert len(set(made["cluster_id"])) == 1


def test_the_numbers_of_a_text_do_not_depend_on_its_company(monkeypatch):
    texts = [text(story(number, 40)) for number in range(20)]
    whole = _shingles.shingles(texts)
    monkeypatch.setattr(_shingles, "_CHARACTERS", 700)
    parts = _shingles.shingles(texts)
    for one, other in zip(whole, parts, strict=True):
        assert np.array_equal(one, other)
    assert _shingles.shingles([]).hashes.size == 0


LETTERS = st.text(st.sampled_from("aAéÉe\u0301\u00ad’' \n.,ßẞÅ१😀\ud83dзω"), max_size=40)


@given(st.lists(LETTERS | st.text(max_size=40), max_size=5), st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_compiled_and_plain_shingles_are_the_same(texts, most):
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_shingles, "_CHARACTERS", most)
        for way in "01":
            patch.setenv("FRAMEWAVES_COMPILED", way)
            made[way] = _shingles.shingles([*texts, " ".join(texts)])
    for plain, fast in zip(made["0"], made["1"], strict=True):
        assert plain.dtype == fast.dtype
        assert np.array_equal(plain, fast)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_counted(one):
    made = _shingles.shingles([one, "een twee drie vier vijf", one])
    assert (made.words[1], made.counts[1]) == (5, 2)
    assert (made.wholes[0], made.words[0]) == (made.wholes[2], made.words[2])


# Tables ---------------------------------------------------------------------------


def test_content_takes_the_first_of_each_wave():
    waves = ["May", "May", "June", "June", None]
    days = ["2031-05-31", "2031-05-31", "2031-06-01", "2031-06-02", None]
    texts = [text(AGENCY)] * 5
    made = duplicates.cluster(
        make_documents(texts, wave=waves, published_from=days, published_to=days), **OPTIONS
    )
    assert duplicates.content(made)["doc_id"].tolist() == ["d000", "d002", "d004"]
    apart = made.assign(cluster_id=None, cluster_role=None)
    assert len(duplicates.content(apart)) == 5
    assert duplicates.content(made.iloc[[3, 1]])["doc_id"].tolist() == ["d003", "d001"]


def test_clusters_are_listed_with_their_outlets_days_and_roles():
    texts = [text(AGENCY), text(AGENCY), text(AGENCY[:8]), text(OTHER), text(OTHER), "Alleen."]
    days = ["2031-05-01", "2031-05-02", "2031-05-03", "2031-05-01", "2031-05-01", "2031-05-01"]
    made = duplicates.cluster(
        make_documents(
            texts, published_from=days, published_to=days, title=[f"Kop {n}" for n in range(6)],
            outlet=["Blad", "Courant", "Blad", None, None, "Blad"],
        ),
        **OPTIONS,
    )  # fmt: skip
    listed = duplicates.clusters(made)
    assert listed.drop(columns=["first_day", "last_day"]).to_numpy().tolist() == [
        ["d000", 3, 1, 1, 2, "Blad; Courant", 1.0, "Kop 0"],
        ["d003", 2, 1, 0, 0, "", 1.0, "Kop 3"],
    ]
    assert listed["last_day"].dt.day.tolist() == [3, 1]
    assert duplicates.clusters(made.tail(1)).empty
    with pytest.raises(TableError, match=r"run duplicates\.cluster"):
        duplicates.clusters(make_documents(texts))


@pytest.fixture
def plan(tmp_path):
    """A study that says what copies are, or does not."""

    def load(copies):
        (tmp_path / "articles").mkdir(exist_ok=True)
        file = tmp_path / "study.yaml"
        waves = "waves: [{name: May, start: 2031-05-01, end: 2031-05-31}]"
        file.write_text(f"title: x\nlanguages: [nl]\n{waves}\n{copies}\n")
        return study.load(file)

    return load


def test_copies_are_marked_as_the_study_says(plan):
    days = ["2031-05-01", "2031-05-01", "2031-05-09"]
    documents = make_documents(
        [text(AGENCY), edited(AGENCY, 0.1), text(AGENCY)], published_from=days, published_to=days
    )
    found = {}
    for similarity, within in ((0.5, 9), (0.5, 3), (1, 9)):
        told = plan(f"copies: {{similarity: {similarity}, within_days: {within}}}")
        made = duplicates.mark(documents, told)
        found[similarity, within] = made["cluster_id"].tolist()
        options = {"similarity": similarity, "within_days": within, "seed": duplicates.SEED}
        pd.testing.assert_frame_equal(made, duplicates.cluster(documents, **options))
    assert found == {
        (0.5, 9): ["d000", "d000", "d000"],
        (0.5, 3): ["d000", "d000", "d002"],
        (1, 9): ["d000", "d001", "d000"],
    }


def test_a_study_that_does_not_say_what_copies_are_gets_none(plan):
    documents = make_documents([text(AGENCY), text(AGENCY)])
    silent = plan("")
    assert duplicates.planned(silent) is None
    pd.testing.assert_frame_equal(duplicates.mark(documents, silent), documents)
    assert duplicates.mark(documents, silent)["cluster_id"].isna().all()


def test_a_planned_clusterer_takes_parts_and_finds_what_mark_finds(plan):
    told = plan("copies: {similarity: 0.6, within_days: 7}")
    documents = make_documents([text(AGENCY), text(OTHER), text(AGENCY)])
    clusterer = duplicates.planned(told)
    for part in (documents.tail(1), documents.head(2)):
        clusterer.add(part)
    pd.testing.assert_frame_equal(
        duplicates.join(documents, clusterer.clusters()), duplicates.mark(documents, told)
    )


def test_what_counts_is_every_copy_or_one_of_each_and_nothing_else():
    made = duplicates.cluster(make_documents([text(AGENCY), text(AGENCY), text(OTHER)]), **OPTIONS)
    every = duplicates.counted(made, counting="visibility")
    assert every["doc_id"].tolist() == ["d000", "d001", "d002"]
    once = duplicates.counted(made, counting="content")
    assert once["doc_id"].tolist() == ["d000", "d002"]
    pd.testing.assert_frame_equal(once, duplicates.content(made))
    with pytest.raises(InputError, match="found 'contents'"):
        duplicates.counted(made, counting="contents")


def test_nothing_and_one_article_can_be_clustered():
    none = make_documents([text(AGENCY)]).head(0)
    assert duplicates.cluster(none, **OPTIONS).empty
    assert duplicates.content(duplicates.cluster(none, **OPTIONS)).empty
    assert duplicates.clusters(duplicates.cluster(none, **OPTIONS)).empty
    assert duplicates.Clusterer(**OPTIONS).clusters().empty
    assert duplicates.cluster(make_documents([""]), **OPTIONS)["cluster_role"].tolist() == ["lead"]


def test_mistakes_are_told():
    documents = make_documents([text(AGENCY), text(OTHER)])
    with pytest.raises(InputError, match=r"similarity is 0\.4; it must lie from 0.5 to 1"):
        duplicates.cluster(documents, similarity=0.4, within_days=1, seed=1)
    with pytest.raises(InputError, match=r"within_days is 1\.5"):
        duplicates.cluster(documents, similarity=0.7, within_days=1.5, seed=1)
    with pytest.raises(InputError, match="seed is -1"):
        duplicates.cluster(documents, similarity=0.7, within_days=1, seed=-1)
    clusterer = duplicates.Clusterer(**OPTIONS)
    clusterer.add(documents)
    with pytest.raises(TableError, match="in no cluster \\('x'\\)"):
        duplicates.join(documents.head(1).assign(doc_id="x"), clusterer.clusters())
    clusterer.add(documents.head(1))
    with pytest.raises(TableError, match="1 articles were added twice \\('d000'\\)"):
        clusterer.clusters()


def test_input_is_left_alone():
    documents = make_documents([text(AGENCY), text(AGENCY)])
    kept = documents.copy(deep=True)
    duplicates.content(duplicates.cluster(documents, **OPTIONS))
    pd.testing.assert_frame_equal(documents, kept)


def test_the_seed_changes_no_clear_case():
    documents = mixed_corpus(3)
    runs = [duplicates.cluster(documents, similarity=0.6, within_days=7, seed=seed)
            for seed in (1, 2, 3)]  # fmt: skip
    pd.testing.assert_frame_equal(runs[0], runs[1])
    pd.testing.assert_frame_equal(runs[0], runs[2])
    assert _near_copies.LEAST < _near_copies.LEAST_PART
