"""What the columns of shared tables mean, in a line each: the dictionary of the data package."""

from typing import Final

__all__ = ["MEANINGS", "OF_TABLE"]

_LINES: Final = """
across: what the compared groups are: wave, outlet, language or frame
actor: type of the voice, from the list of actors; empty: not in the list
actors: types of the voices in the sentence, or journalist
ari: adjusted Rand index of two clusterings of all units
ari_both: adjusted Rand index of two clusterings, of units that both place
article: name of the article's file
articles: number of articles
because: what set the hit aside: the negation, or the exclusion
bin: stretch of time: a wave, a month or a week
carroll_d2: Carroll's D2, evenness of a term over articles (1: even)
centrality: closeness of the unit to the centre of its topic
characters: length of the article's text in characters
chi2: chi-squared statistic
ci_high: upper end of the interval
ci_level: level of the interval, such as 0.95
ci_low: lower end of the interval
claim: what a corrected number stands for: population or description
cluster_id: story of which this article is one of several copies; empty: no copies
cluster_role: lead, copy or edited: place of the article among its copies
codebook: name, version and hash of the codebook
coder: who or what assigned the code
coder_kind: human, dictionary, classifier, embedding or llm
contrast: the two groups that are compared, first minus second
counting: content (one article of each story) or visibility (every copy)
cue: the word that shows that somebody speaks
cue_end: end of the cue in the article, in characters
cue_start: start of the cue in the article, in characters
cues: the words that show that somebody speaks
date: day of publication, as it is printed
date_evidence: what the date rests on
date_label: day of publication, as it is printed
date_precision: how precise the stated date is
date_source: class of evidence for the date: header, metadata, event or none
dates_written: the words in which the file gives its days, as JSON
day: calendar day
decides alone: articles in which this pattern alone makes the frame present
decided_by: who settled the code, and how
design: census, simple or stratified
doc_id: article, named by a hash of its place and text
dp: Gries' deviation of proportions (0: even)
dp_norm: normalised deviation of proportions
drawn: whether the unit shaped the model
encoding: character encoding of the file
end: end in the article's text, in characters; the character at it is outside
error_other: error of the machine's prevalence in the other wave
error_reference: error of the machine's prevalence in the reference wave
estimate: the estimate, in the unit of its measure
expected: articles that the file says it holds
expected_by: where the file says so
file: name of the file
first_day: day of the first of the copies
first: first word of the pair
fn: gold codes that the machine missed
form: how somebody speaks: direct, reported, continued, pullquote or hearsay
forms: how the voices speak
fp: codes of the machine that gold does not have
frame: frame of the codebook; in tables of topics the topic
frame_b: the other frame of a pair
frames: frames that the sentence carries
g2: log-likelihood statistic
gate: what keeps a correction from being recommended
has_body: whether there is more than a title
hits: number of hits of the pattern
in_all: whether the outlet is in all waves
inclusion_prob: probability with which the unit came into the sample
indicator: question of the codebook that the pattern answers
inferred: whether articles count whose wave is inferred
jaccard: overlap of the words of two topics (1: the same)
juilland_d: Juilland's D, evenness of a term over articles (1: even)
keyword: the word that was looked for, as it stands in the article
kind: kind of the row
kld: Kullback-Leibler divergence from an even spread (0: even)
l1: first word to the left of the keyword
language: language of the text, as a tag
language_confidence: sureness of the detected language, from 0 to 1
language_source: where the language is from: metadata, file or detected
last_day: day of the last of the copies
largest: largest estimate
left_start: where the context to the left begins, in characters
lift: share in the topic over the share elsewhere
likelihood_ratio: log-likelihood statistic of the pair
log_dice: logDice score of the pair (14 at most)
log_odds: logarithm of the odds ratio
log_ratio: binary logarithm of the ratio of the two rates
lowest_similarity: least similarity of a copy to another one
main: whether this is the main specification
matched: the words that were found
measure: what is estimated
median: middle of the simulated values
mention: the words that name who speaks
mention_end: end of the mention, in characters
mention_start: start of the mention, in characters
method: how the estimate and its interval were made
min_units: units with the frame that make it present in an article
n: number of occurrences
n_against: specifications with the other sign
n_articles: articles that were read from the file
n_both: units that both have
n_bytes: size of the file in bytes
n_cannot_tell: codes 'cannot tell'
n_clusters: clusters of copies, each counted once
n_codes: codes that were compared
n_coders: number of coders
n_days: days of the wave
n_copy: copies word for word
n_direct: units in which the voice is quoted directly
n_disagreements: gold units in which machine and gold differ
n_docs: articles that count
n_docs_left_out: articles that are left out
n_docs_other: articles of the other group
n_docs_reference: articles of the reference group
n_docs_target: articles of the target group
n_docs_with_reference: articles of the reference group with the term
n_docs_with_target: articles of the target group with the term
n_duplicates: articles that were exported twice
n_edited: copies that were edited
n_either: units with one of the two frames or both
n_first: occurrences of the first word
n_gold: units with a gold code
n_gold_negative: gold units without the frame
n_gold_other: gold units of the other group
n_gold_positive: gold units with the frame
n_gold_reference: gold units of the reference group
n_missing: codes that are missing
n_outlets: outlets that printed it
n_pairs: pairs of words
n_placed: articles with a known day
n_positive: units that carry the frame
n_positive_other: units with the frame in the other group
n_positive_reference: units with the frame in the reference group
n_read: articles that were read
n_reference: occurrences in the reference group
n_rejected: articles that were rejected
n_rest: units outside of the topic
n_rest_positive: units outside of the topic that carry the frame
n_same: number that agree
n_sample_reference: sampling units of the reference group
n_sample_target: sampling units of the target group
n_second: occurrences of the second word
n_seeds: seeds with which the topics were made again
n_shown: specifications that are shown
n_single: units that one coder alone coded
n_strata: strata that count
n_strata_left_out: strata that are left out
n_target: occurrences in the target group
n_undefined: specifications without an estimate
n_units: units that count
n_units_other: units of the other group
n_units_reference: units of the reference group
n_unseen: pairs that never stand in one window
n_windows: windows that were looked at
n_with: articles with the term
n_without_date: articles without a date
n_without_text: articles without a text
n_word_mismatch: articles whose length is not the stated one
n_words: words in all
name: name of the file
note: what must be known to read the row
npmi: normalised pointwise mutual information of a topic's words (1 at most)
number: running number
other_coder: the coder that the first is compared with
outlet: newspaper, site or agency
outlets: outlets that printed it
p_adjusted: p-value, adjusted for the number of tests
p_value: p-value of the test
part: development or test
pattern: pattern of the codebook, as it is written there
per_10k_reference: occurrences in 10,000 words of the reference group
per_10k_target: occurrences in 10,000 words of the target group
percent_difference: difference of the rates in percent of the reference
phi: phi coefficient of two frames
place: place in the article, as a share of its length
pmi: pointwise mutual information of the pair
position: place in the order, counted from 0
position_in_file: place of the article in its file, counted from 1
prevalence: share of units with the frame
probability: probability of the unit's topic
published_from: first day on which the article can have come out
published_to: last day on which the article can have come out
purpose: what the numbers may be used for
query: the words that were searched for
r1: first word to the right of the keyword
rank: place in the order, counted from 1
reason: why
recommended: whether this estimate is recommended
reference: the group that is compared with
relayed_by: who passes on what the voice says
right_end: where the context to the right ends, in characters
role: what the unit is: headline, heading, lead, body, pullquote, chrome or repeat
round: round of coding
rule: rule that is varied
score: sureness of the coder, if it states one
second: second word of the pair
seed: seed of the draw
seed_a: seed of the first model
seed_b: seed of the second model
segment_id: unit of coding: article, kind and place
set aside: hits that do not count
sha256: SHA-256 of the file
share: share, from 0 to 1
share_other: share in the other group
share_reference: share in the reference group
share_rest: share outside of the topic
share_with: share of articles with the term
shown: whether the estimate is shown
sign: sign of the estimate
smallest: smallest estimate
source_file: file that the article was read from
source_format: form of that file
speaker: who speaks, in the fullest form that the article gives
speakers: who speaks
specification: what differs from the main specification
start: start in the article's text, in characters, from 0
status: what became of it
std_error: standard error
stratum: stratum of the sample
stratum_size: units in the stratum
target: the group that is compared
task: what the machine had to find
term: word or phrase, in its basic form
text: the words, or a pointer to where they stand: [[doc_id start-end]]
text_sha256: SHA-256 of the article's text, as it was read
title: headline, if it has no more words than may be quoted
tn: units without the frame for machine and gold
top: words of a topic that count
top_base: share of all units that are of this article
top_doc: article with most units of the topic
top_share: share of the topic's units that are of this article
topic: number of the topic; -1: none
tp: gold codes that the machine found
unit: sentence, paragraph or document
unit_id: unit that was drawn or modelled; its segment_id
url: address of the article
value: 1: the frame is there; 0: it is not; empty: the coder could not tell
verdict: what the number means by the usual thresholds
wave: news wave
wave from: class of evidence for the wave
wave_inferred: whether the wave is inferred from events in the text
wave_source: class of evidence for the wave: header, metadata or event
weight: weight of the row
weighted_fn: gold codes that the machine missed, weighted
weighted_fp: codes of the machine that gold does not have, weighted
weighted_tn: units without the frame for both, weighted
weighted_tp: gold codes that the machine found, weighted
what: what it is
why: the reason
window: words that count as together
word: word of the topic
words: number of words
words_reference: words of the reference group
words_sha256: SHA-256 of the text with single blanks for all white space
words_target: words of the target group
z: standardised score
"""

MEANINGS: Final = {
    name: meaning for name, _, meaning in (line.partition(": ") for line in
                                           _LINES.strip().splitlines())
}  # fmt: skip
"""Column to what it means, whatever table it stands in."""

OF_TABLE: Final = {
    "articles": "The articles: outlet, language, length, date and wave.",
    "articles-by-frame": "Units with each frame, article by article.",
    "codings": "A code for each unit, frame and coder; no row: the coder was not asked.",
    "documents": "The articles without their texts: where they were, when they came out, hashes.",
    "estimates": "Prevalence, salience and differences, with intervals and denominators.",
    "files": "The files that the articles were read from, with their hashes.",
    "gold": "The adjudicated codes.",
    "hits": "What the patterns of the codebook found, and what was set aside.",
    "human_codings": "The codes of people.",
    "left_out": "What this archive does not hold, and why.",
    "receipt": "What was read from each file, what was rejected, and why.",
    "samples": "The units that were drawn to be coded, with their probabilities.",
    "segments": "The units of coding: where they stand in the articles, and what they are.",
    "tallies": "Counts of units with each frame, article by article.",
    "voices": "How often each type of voice speaks.",
}
"""Name of a table, without folder and ending, to what it holds."""
