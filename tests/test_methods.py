"""The methods text says what the tables say, for every kind of study, in both languages."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
import shipped_tables
import yaml

from analysis import key_numbers, methods
from analysis.contracts import InputError, TableError

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "analysis" / "templates" / "methods"
VERSIONS = {"framewaves": "0.1.0", "numpy": "2.4.6", "pandas": "3.1.1", "python": "3.11.7"}
NONE = ("reliability", "validity", "corrected")


# Studies of all kinds, made of the shipped one


def shipped():
    return shipped_tables.tables(), shipped_tables.plan(), shipped_tables.book()


def no_codes():
    tables, plan, book = shipped()
    plan = replace(plan, gold=None, coding=None, gold_seen=None)
    return shipped_tables.nothing_of(tables, *NONE), plan, book


def coders_without_gold():
    tables, plan, book = shipped()
    return shipped_tables.nothing_of(tables, "validity", "corrected"), plan, book


def gold_without_coders():
    tables, plan, book = shipped()
    tables = shipped_tables.nothing_of(tables, "reliability")
    return tables, replace(plan, gold_seen=None), book


def one_wave():
    tables, plan, book = shipped()
    first = plan.waves[0].name
    tables = {name: table[table["wave"].eq(first) | table["wave"].isna()] if "wave" in table
              else table for name, table in tables.items()}  # fmt: skip
    for name in ("estimates", "corrected", "validity"):
        tables[name] = tables[name][tables[name]["contrast"].isna()]
    tables = shipped_tables.nothing_of(tables, "robustness", "specifications")
    return tables, replace(plan, waves=plan.waves[:1]), book


def one_article():
    tables, plan, book = no_codes()
    tables["articles"] = tables["articles"].head(1)
    tables["articles-by-frame"] = tables["articles-by-frame"].head(4).assign(n_units=1)
    tables["estimates"] = tables["estimates"].head(0)
    own = tables["articles-by-frame"]["doc_id"].iloc[0]
    tables["hits"] = tables["hits"].head(3).assign(status=["hit", "negated", "hit"],
                                                   doc_id=[own, own, "another"])  # fmt: skip
    indicator = replace(book.frames[0].indicators[0], counts_negated=False)
    frame = replace(book.frames[0], indicators=(indicator,))
    plan = replace(plan, waves=plan.waves[:1], copies=None)
    return tables, plan, replace(book, frames=(frame,), languages=("nl",))


def no_articles():
    tables, plan, book = no_codes()
    empty = ("articles", "articles-by-frame", "estimates", "outlets", "hits", "patterns")
    return shipped_tables.nothing_of(tables, *empty, "robustness", "specifications"), plan, book


def eight_frames():
    tables, plan, book = shipped()
    more = [replace(frame, id=f"{frame.id}_two", label={"en": f"{frame.label['en']} & more"})
            for frame in book.frames]  # fmt: skip
    for name in ("reliability", "validity", "corrected", "estimates", "articles-by-frame"):
        other = tables[name].assign(frame=tables[name]["frame"] + "_two")
        tables[name] = pd.concat([tables[name], other[other["frame"].notna()]])
    return tables, plan, replace(book, frames=(*book.frames, *more))


def copies():
    tables, plan, book = shipped()
    tables["copies"] = pd.DataFrame({"cluster_id": ["a"], "n_docs": [2]})
    ratio = tables["estimates"]["method"].str.contains("ratio")
    method = tables["estimates"]["method"].mask(ratio, "ratio, t, clusters of copies")
    tables["estimates"] = tables["estimates"].assign(method=method)
    return tables, plan, book


def copies_in_content():
    tables, plan, book = copies()
    tables["copies"] = pd.DataFrame({"cluster_id": ["a", "b"], "n_docs": [3, 2]})
    tables["parameters"] = pd.DataFrame({"name": ["counting"], "value": ["content"]})
    return tables, plan, book


def queries():
    tables, plan, book = shipped()
    first, second = plan.waves
    first = replace(first, query="distill* [AND] DeepSeek_2 {x|y}", sources=("Nexis Uni",),
                    retrieved_on=date(2025, 3, 1))  # fmt: skip
    second = replace(second, sources=("Factiva", "Nexis Uni"))
    return tables, replace(plan, waves=(first, second)), book


def classifier():
    tables, plan, book = shipped()
    for name in ("validity", "corrected"):
        tables[name] = tables[name].assign(coder="classifier")
    return tables, replace(plan, gold_seen=False), book


def enough_articles():
    """Many articles: differences with intervals and tests, a sample, corrected shares."""
    tables, plan, book = shipped()
    table = tables["estimates"]
    differs = table["contrast"].notna()
    how = table["measure"].map({"salience": "ratio, t, documents as clusters; document "
                                            "permutation, n=9999",
                                "prevalence": "newcombe; fisher exact"})  # fmt: skip
    tables["estimates"] = table.assign(
        method=table["method"].mask(differs, how), note=None,
        ci_low=table["ci_low"].mask(differs, -0.1), ci_high=table["ci_high"].mask(differs, 0.4),
        p_value=table["p_value"].mask(differs, 0.0004),
        p_adjusted=table["p_adjusted"].mask(differs, 0.029),
    )  # fmt: skip
    corrected = tables["corrected"]
    gates = corrected["gate"].mask(corrected["gate"].notna(), "gold sample too small")
    tables["corrected"] = corrected.assign(gate=gates, ci_low=0.1, ci_high=0.3)
    return tables, replace(plan, gold_seen=False), book


def scores_by_language():
    tables, plan, book = shipped()
    scores = tables["validity"]
    whole = scores[scores["wave"].isna() & scores["contrast"].isna()]
    apart = [whole.assign(language=tag) for tag in ("en", "nl")]
    tables["validity"] = pd.concat([scores, *apart])
    return tables, plan, book


def three_waves():
    """Some waves hold copies and some do not, so that two tests were used for prevalence."""
    tables, plan, book = enough_articles()
    table, first = tables["estimates"], plan.waves[0]
    more = table[table["contrast"].notna()]
    more = more.assign(
        contrast=f"Third - {plan.reference_wave}", method=more["measure"].map({
            "salience": "ratio, t, clusters of copies; cluster permutation, exact",
            "prevalence": "newcombe, clusters of copies; cluster permutation, exact"}),
    )  # fmt: skip
    tables["estimates"] = pd.concat([table, more])
    return (
        tables,
        replace(plan, waves=(*plan.waves, replace(first, name="Third", label=None))),
        book,
    )


def no_copies_sought():
    tables, plan, book = shipped()
    return tables, replace(plan, copies=None), book


def documents():
    tables, plan, book = shipped()
    return tables, plan, replace(book, unit="document", level="ordinal")


def nothing():
    _, plan, book = shipped()
    return {}, plan, book


STUDIES = [shipped, no_codes, coders_without_gold, gold_without_coders, one_wave, one_article,
           no_articles, eight_frames, copies, copies_in_content, queries, classifier,
           enough_articles, scores_by_language, no_copies_sought, documents, nothing,
           three_waves]  # fmt: skip
LANGUAGES = ["en", "nl"]


@cache
def numbers(study):
    tables, plan, book = study()
    with TemporaryDirectory() as folder:
        shipped_tables.save(tables, Path(folder))
        return key_numbers.collect(folder, plan=plan, book=book, versions=VERSIONS)


@cache
def said(study, language="en"):
    _, plan, book = study()
    return methods.text(numbers(study), plan=plan, book=book, language=language)


def prose(study, language="en"):
    """The text without the list of works."""
    return re.split(r"## (References|Literatur?)", said(study, language))[0]


# Laws


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_every_digit_comes_from_a_number(study, language):
    known = set(re.findall(r"\d+", " ".join(numbers(study)[f"text_{language}"])))
    works = yaml.safe_load((TEMPLATES / "references.yaml").read_text(encoding="utf-8"))
    known |= set(re.findall(r"\d+", " ".join(work["cite"] for work in works.values())))
    known |= {"1"}  # F1 and AC1 are names
    known |= {"10", "20", "30", "40"}  # of notebooks
    assert set(re.findall(r"\d+", prose(study, language))) <= known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_the_text_is_whole(study, language):
    text = said(study, language)
    own = text.replace(r"{x\|y}", "")
    assert not re.search(r"[{}|\ue000-\uf8ff]|nan|None|  |\.\.| \.\D| ,\D|\(\)|\(,\D| ;", own)
    assert len(re.findall(r"^## .+$", text, re.MULTILINE)) >= 6
    for paragraph in text.strip().split("\n\n"):
        assert paragraph.startswith("## ") or paragraph[0].isupper() or paragraph[0] == "["
    assert all(paragraph.endswith((".", "]", "H", "I")) or paragraph.startswith("## ")
               for paragraph in prose(study, language).strip().split("\n\n"))  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_one_is_followed_by_a_singular(study, language):
    one = {"en": r"\bone (\w+s)\b", "nl": r"\béén (\w+en)\b"}[language]
    plural = set(re.findall(one, prose(study, language))) - {"news", "was", "yes"}
    assert not plural
    many = {
        "en": r"\b(?:[02-9]|\d{2,}|two|three|five) (article|sentence|outlet|coder|frame)\b",
        "nl": r"\b(?:[02-9]|\d{2,}|twee|drie|vijf) (artikel|zin|medium|codeur|frame)\b",
    }
    assert not re.search(many[language], prose(study, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_gaps_are_the_texts_in_brackets(study, language):
    _, plan, book = study()
    listed = methods.gaps(numbers(study), plan=plan, book=book, language=language)
    begin = {"en": "State|Describe", "nl": "Vermeld|Beschrijf"}[language]
    bracketed = re.findall(rf"\[((?:{begin})[^\]]*)\]", said(study, language))
    assert listed == [text.replace("\\", "") for text in bracketed]
    assert len(listed) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", [shipped, enough_articles, eight_frames, queries])
def test_latex_has_no_digit_of_its_own(study, language, tmp_path):
    _, plan, book = study()
    files = {path.name: path for path in methods.write(numbers(study), tmp_path, plan=plan,
                                                       book=book)}  # fmt: skip
    text = files[f"methods.{language}.tex"].read_text(encoding="utf-8")
    own = re.split(r"subsection\*\{(?:References|Literatuur)\}", text)[0]
    works = yaml.safe_load((TEMPLATES / "references.yaml").read_text(encoding="utf-8"))
    years = set(re.findall(r"\d+", " ".join(work["cite"] for work in works.values())))
    assert set(re.findall(r"\d+", own)) <= {*years, "1"}
    begin = {"en": "fw", "nl": "fwnl"}[language]
    key_numbers.write(numbers(study), tmp_path)
    known = set(
        re.findall(r"\\newcommand\{\\(\w+)\}", (tmp_path / "numbers.tex").read_text("utf-8"))
    )
    used = re.findall(r"\\(fw\w+)\{\}", own)
    assert set(used) <= known
    assert all(name.startswith(begin) for name in used)
    assert len(used) > 30


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_latex_compiles_in_both_languages(tmp_path):
    for study in (shipped, queries, eight_frames):
        _, plan, book = study()
        methods.write(numbers(study), tmp_path, plan=plan, book=book)
        key_numbers.write(numbers(study), tmp_path)
        (tmp_path / "paper.tex").write_text(
            "\\documentclass{article}\\input{numbers}\\begin{document}"
            "\\input{methods.en}\\input{methods.nl}\\end{document}"
        )
        run = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper"],
                             cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip
        assert run.returncode == 0, run.stdout[-2000:]
        assert "Missing character" not in run.stdout
        over = re.findall(r"Overfull \\hbox \(([\d.]+)pt", run.stdout)
        assert not [width for width in over if float(width) > 10], over


def test_the_same_numbers_give_the_same_bytes(tmp_path):
    _, plan, book = shipped()
    runs = [methods.write(numbers(shipped), tmp_path / name, plan=plan, book=book)
            for name in ("a", "b")]  # fmt: skip
    assert [path.name for path in runs[0]] == [
        "methods.en.md", "methods.en.tex", "methods.nl.md", "methods.nl.tex"]  # fmt: skip
    assert [path.read_bytes() for path in runs[0]] == [path.read_bytes() for path in runs[1]]


# What is said


@pytest.mark.parametrize(("study", "english", "dutch"), [
    (shipped, "two coders coded the same 179 sentences", "twee codeurs dezelfde 179 zinnen"),
    (shipped, "α = .85, 95% CI [.71, .94], for Market impact",
     "α = ,85, 95%-BI [,71; ,94], voor Gevolgen voor de markt"),
    (shipped, "describes fit; it is not a test of validity", "het is geen toets van de validiteit"),
    (shipped, "Because every sentence that enters the estimates has a gold code",
     "Omdat in de schattingen elke zin een code in de gouden standaard heeft"),
    (shipped, "would yield *p* = .10 in an exact test", "toets *p* = ,10 opleveren"),
    (shipped, "82 in January 2025 and 85 in February 2026", "82 in januari 2025 en 85 in februari"),
    (shipped, "(18 in all)", "(18 in totaal)"),
    (shipped, "for 32 of the 33 indicators", "bij 32 van de 33 indicatoren"),
    (no_codes, "No sentences were coded by hand", "Er zijn geen zinnen handmatig gecodeerd"),
    (no_codes, "may be an artefact of the coding", "een artefact van de codering"),
    (coders_without_gold, "There is no gold standard", "Er is geen gouden standaard"),
    (gold_without_coders, "No two people coded the same sentences",
     "Geen twee personen hebben dezelfde zinnen gecodeerd"),
    (gold_without_coders, "[State whether those who wrote the codebook had seen the gold",
     "[Vermeld of degenen die het codeboek schreven de gouden standaard hadden gezien.]"),
    (one_wave, "We study one news wave", "We onderzoeken één nieuwsgolf"),
    (one_wave, "no differences are tested", "geen verschillen getoetst"),
    (one_article, "one news article from one outlet", "één nieuwsartikel uit één medium"),
    (one_article, "This leaves one sentence in one article", "Zo resteert één zin in één artikel"),
    (one_article, "one match counts, and one was set aside as negated",
     "telt één treffer mee; één is terzijde gelegd als ontkend"),
    (one_article, "one frame: IP theft. It is measured by one yes/no indicator, which is answered",
     "definieert één frame: IP-diefstal. Het wordt gemeten met één ja/nee-indicator, die wordt"),
    (no_articles, "The corpus holds no articles.", "Het corpus bevat geen artikelen."),
    (eight_frames, "ranged from .85 (Market impact) to 1.00 (Hypocrisy &amp; more) over the eight",
     "liep over de acht frames uiteen van ,85 (Gevolgen voor de markt)"),
    (copies, "one of the five articles is a copy of another, in one cluster",
     "is één van de vijf artikelen een kopie van een ander artikel, in één cluster"),
    (copies, "Every copy counts in the estimates", "elke kopie mee (zichtbaarheid)"),
    (copies, "The cluster of copies is the sampling unit", "Het cluster van kopieën is"),
    (copies_in_content, "three of the five articles are copies of another, in two clusters",
     "zijn drie van de vijf artikelen een kopie van een ander artikel, in twee clusters"),
    (copies_in_content, "(content rather than visibility)", "(inhoud, niet zichtbaarheid)"),
    (queries, "retrieved from Nexis Uni on 1 March 2025 with the search query “distill",
     "verzameld uit Nexis Uni op 1 maart 2025 met de zoekopdracht ‘distill"),
    (queries, "retrieved from Factiva and Nexis Uni. [State when the articles of February",
     "verzameld uit Factiva en Nexis Uni. [Vermeld wanneer de artikelen van februari 2026"),
    (queries, "[State the search query for February 2026.]",
     "[Vermeld de zoekopdracht voor februari 2026.]"),
    (classifier, "A supervised classifier, trained on human", "heeft een classifier"),
    (classifier, "the classifier reached a precision", "behaalde de classifier een precisie"),
    (enough_articles, "tested with Fisher’s exact test", "getoetst met Fishers exacte toets"),
    (enough_articles, "(Ernst, 2004; 9,999 random allocations)", "9.999 aselecte"),
    (enough_articles, "adjusted for the number of frames (Holm", "het aantal frames (Holm"),
    (nothing, r"[State precision and recall: run notebook 30\_validation.]",
     r"[Vermeld precisie en recall: voer notebook 30\_validation uit.]"),
    (three_waves, "adjusted for the number of frames and comparisons (Holm",
     "het aantal frames en vergelijkingen (Holm"),
    (three_waves, "exact test or, where one of the two waves holds copies, with a permutation test",
     "exacte toets of, waar een van beide golven kopieën bevat, met een permutatietoets"),
    (three_waves, "; all allocations or, where these are too many, 9,999 random allocations)",
     "; alle toewijzingen of, waar dat er te veel zijn, 9.999 aselecte toewijzingen)"),
    (nothing, r"[State the size of the corpus: run notebook 10\_corpus.]",
     r"[Vermeld de omvang van het corpus: voer notebook 10\_corpus uit.]"),
    (enough_articles, "(double sampling; Tenenbein", "(dubbele steekproeftrekking;"),
    (enough_articles, "too small for sharper estimators", "te klein voor scherpere schatters"),
    (enough_articles, "[State how the units of the gold standard were chosen.]",
     "[Vermeld hoe de eenheden van de gouden standaard zijn gekozen.]"),
    (scores_by_language, "By language, F1 ranged from .95 (Market impact) to 1.00 (Hypocrisy) in",
     "Per taal liep F1 uiteen van ,95 (Gevolgen voor de markt) tot 1,00 (Hypocrisie) in het"),
    (no_copies_sought, "were not looked for, and every article counts", "is niet gezocht"),
    (documents, "The unit of coding is the article.", "De codeereenheid is het artikel."),
    (documents, "for ordinal data", "voor ordinale data"),
    (nothing, "We distinguish two news waves", "We onderscheiden twee nieuwsgolven"),
])  # fmt: skip
def test_what_is_known_of_a_study_is_said(study, english, dutch):
    assert english in prose(study)
    assert dutch in prose(study, "nl")


@pytest.mark.parametrize(("study", "absent"), [
    (shipped, "permutation"), (shipped, "Jeffreys"), (shipped, "Tenenbein"), (no_codes, "alpha"),
    (no_codes, "recall was"), (no_codes, "Krippendorff"), (one_wave, "relative to"),
    (one_wave, "February 2026"), (enough_articles, "most extreme"),
    (enough_articles, "every sentence that enters"), (enough_articles, "describes fit"),
    (no_copies_sought, "Broder"), (documents, "Salience"),
    (copies, "Within a wave, none"), (one_article, "[State the search query for"),
    (nothing, "Intercoder"),
])  # fmt: skip
def test_what_does_not_hold_is_not_said(study, absent):
    assert absent not in said(study)


def test_reliability_is_judged_by_the_lower_end_of_the_interval():
    assert ("reliable (.80 or higher) for IP theft and National security, and sufficient for "
            "tentative conclusions only (.667 or higher) for Hypocrisy and Market impact"
            ) in prose(shipped)  # fmt: skip


def test_works_are_listed_if_they_are_cited_and_only_then():
    works = yaml.safe_load((TEMPLATES / "references.yaml").read_text(encoding="utf-8"))
    for study in STUDIES:
        text, listed = said(study), said(study).split("## References")[-1]
        for work in works.values():
            entry = work["entry"].replace("<", "&lt;").replace(">", "&gt;")
            assert (entry in listed) == (work["cite"] in text.split("## References")[0])


def test_the_address_of_every_work_stands_elsewhere_in_the_documentation():
    files = [*ROOT.glob("docs/*.md"), *ROOT.glob("analysis/**/*.py")]
    known = "".join(path.read_text(encoding="utf-8") for path in files)
    works = yaml.safe_load((TEMPLATES / "references.yaml").read_text(encoding="utf-8"))
    found = [re.search(r"doi\.org/(\S+)$", work["entry"]) for work in works.values()]
    assert all(doi[1] in known for doi in found if doi)


def test_names_are_escaped_in_markdown():
    assert r"distill\* \[AND\] DeepSeek\_2 {x\|y}" in said(queries)
    assert "IP theft &amp; more" in said(eight_frames)


# Templates


def places(template):
    return set(re.findall(r"\{(@?\w+)", template)) - {"unit", "units", "the_unit", "every_unit"}


def test_both_languages_have_the_same_sentences_with_the_same_places():
    english, dutch = (yaml.safe_load((TEMPLATES / f"{tag}.yaml").read_text(encoding="utf-8"))
                      for tag in LANGUAGES)  # fmt: skip
    for section in english.keys() - {"words"}:
        assert english[section].keys() == dutch[section].keys()
        for name, template in english[section].items():
            assert places(template) == places(dutch[section][name]), name
    for name in ("unit", "units", "coder", "scale"):
        assert english["words"][name].keys() == dutch["words"][name].keys()


def test_no_sentence_holds_a_number():
    for tag in LANGUAGES:
        for section, sentences in yaml.safe_load(
            (TEMPLATES / f"{tag}.yaml").read_text(encoding="utf-8")
        ).items():
            for name, template in sentences.items() if section != "words" else ():
                assert not re.search(r"\d", template.replace("F1", "").replace("AC1", "")), name


def test_another_language_is_refused():
    _, plan, book = shipped()
    with pytest.raises(InputError, match=r"no methods text in 'de'.*'en', 'nl'"):
        methods.text(numbers(shipped), plan=plan, book=book, language="de")


def test_a_table_that_is_not_one_of_numbers_is_refused():
    _, plan, book = shipped()
    with pytest.raises(TableError, match=r"lacks \['name', 'text_en', 'value'\]"):
        methods.text(pd.DataFrame({"a": [1]}), plan=plan, book=book, language="en")
