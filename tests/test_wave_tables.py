"""The waves as a reader sees them: nothing missing, nothing unsaid, no column for nothing."""

import pandas as pd

from analysis import composition, contracts, dating, study, timeline, wave_tables

LABELS = {"theft": "Theft", "money": "Money"}


def plan(tmp_path, **of_wave):
    known = "".join(f"    {key}: {value}\n" for key, value in of_wave.items())
    (tmp_path / "articles").mkdir(exist_ok=True)
    file = tmp_path / "study.yaml"
    file.write_text(
        "title: x\nlanguages: [en]\ncodebook: study.yaml\nwaves:\n"
        f"  - name: May\n    start: 2031-05-01\n    end: 2031-05-04\n{known}"
        "  - name: June\n    start: 2031-06-01\n    end: 2031-06-01\n"
    )
    return study.load(file)


def documents(*rows):
    base = {"source_file": "a.csv", "source_format": "csv", "position_in_file": 1, "text": "t",
            "date_source": "none", "words": 1, "text_sha256": "-", "language": "en"}  # fmt: skip
    made = [base | {"doc_id": f"d{place}"} | row for place, row in enumerate(rows)]
    return (
        contracts.conform(pd.DataFrame(made), "documents") if made else contracts.empty("documents")
    )


def on(day, wave, **more):
    return {"published_from": day, "published_to": day, "wave": wave, "wave_source": "metadata"} | {
        "outlet": "Daily",
        **more,
    }


def test_waves_show_their_days_their_share_and_how_they_were_collected(tmp_path):
    story = plan(tmp_path, query="tram", sources="[Daily, Herald]", retrieved_on="2031-07-01")
    table = documents(
        on("2031-05-02", "May"), on("2031-05-03", "May", wave_source="event", language=None), {}
    )
    shown = wave_tables.waves(dating.waves(table, story))
    assert shown.to_dict("records") == [
        {"wave": "May", "days": "2031-05-01 to 2031-05-04 (4 days)", "articles": "2 of 3",
         "inferred": 1, "dated to the day": 2, "outlets": 1, "languages": "en 1, unknown 1",
         "collected": "query tram; in Daily; Herald; on 2031-07-01"},
        {"wave": "June", "days": "2031-06-01 to 2031-06-01 (1 day)", "articles": "0 of 3",
         "inferred": 0, "dated to the day": 0, "outlets": 0, "languages": "", "collected": ""},
        {"wave": "in no wave", "days": "", "articles": "1 of 3", "inferred": 0,
         "dated to the day": 0, "outlets": 0, "languages": "en 1", "collected": ""},
    ]  # fmt: skip


def test_what_is_not_known_of_any_wave_has_no_column(tmp_path):
    shown = wave_tables.waves(dating.waves(documents(), plan(tmp_path)))
    assert "collected" not in shown
    assert shown["articles"].tolist() == ["0 of 0"] * 3
    assert shown.notna().all(axis=None)


def test_the_time_zone_stands_with_the_days(tmp_path):
    story = plan(tmp_path)
    story.file.write_text(story.file.read_text() + "timezone: Europe/Amsterdam\n")
    shown = wave_tables.waves(dating.waves(documents(), study.load(story.file)))
    assert shown.loc[0, "days"] == "2031-05-01 to 2031-05-04 (4 days, Europe/Amsterdam)"


def test_articles_to_look_at_are_named_by_file_and_place(tmp_path):
    table = documents(
        on("2031-05-03", "May"),
        on("2031-05-01", "May", position_in_file=2),
        {"position_in_file": 3, "outlet": None},
    )
    shown = wave_tables.outside(dating.outside(table, plan(tmp_path)), table)
    assert shown.fillna("-").to_numpy().tolist() == [
        ["a.csv", 1, "Daily", "3 May 2031", "May", "within a day of the end of May"],
        ["a.csv", 2, "Daily", "1 May 2031", "May", "within a day of the start of May"],
        ["a.csv", 3, "-", "undated", "in no wave", "no date"],
    ]
    one = wave_tables.outside(dating.outside(table.tail(1), plan(tmp_path)), table.tail(1))
    assert "article" not in one  # each file holds one
    none = contracts.empty("documents")
    assert wave_tables.outside(dating.outside(none, plan(tmp_path)), none).empty


def test_outlets_of_every_wave_come_first_then_the_largest():
    table = documents(
        *[on("2031-05-02", "May", outlet=name) for name in ("B", "C", "C", "C", None)],
        *[on("2031-06-01", "June", outlet=name) for name in ("B", "A")],
    )
    found = composition.outlets(table, groups=["May", "June"])
    shown = wave_tables.outlets(found, order=["May", "June"])
    assert list(shown.columns) == ["outlet", "May", "June", "in every wave"]
    assert shown.to_numpy().tolist() == [
        ["B", 1, 1, "yes"], ["C", 3, 0, "no"], ["(no outlet)", 1, 0, "no"], ["A", 0, 1, "no"],
    ]  # fmt: skip
    nothing = wave_tables.outlets(composition.outlets(documents(), groups=["May"]), order=["May"])
    assert list(nothing.columns) == ["outlet", "May", "in every wave"]
    assert nothing.empty


def test_rates_stand_by_wave_all_articles_first_with_count_and_days(tmp_path):
    table = documents(
        on("2031-05-02", "May"), on("2031-05-02", "May"), on("2031-05-04", "May"),
        on("2031-06-01", "June"),
    )  # fmt: skip
    tallies = pd.DataFrame(
        {"doc_id": [name for name in table["doc_id"] for _ in LABELS], "frame": [*LABELS] * 4,
         "n_units": 5, "n_positive": [1, 0] * 4, "weight": 1.0}
    )  # fmt: skip
    days = plan(tmp_path).waves_table()
    found = timeline.rates(contracts.conform(tallies, "tallies"), table, days, level=0.95)
    shown = wave_tables.rates(found, labels=LABELS, order=["May", "June"])
    assert shown[["wave", "frame", "per day", "articles", "days"]].to_numpy().tolist() == [
        ["May", "all articles", "0.75", 3, 4], ["May", "Theft", "0.75", 3, 4],
        ["May", "Money", "0", 0, 4], ["June", "all articles", "1.00", 1, 1],
        ["June", "Theft", "1.00", 1, 1], ["June", "Money", "0", 0, 1],
    ]  # fmt: skip
    # 0, 2, 0, 1 on the days: mean 0.75, s = 0.957; t(3) = 3.182; cut at 0
    assert shown.loc[0, "interval"] == "0 to 2.27"
    assert shown.loc[3, "interval"] == "–"
    assert "no interval" in shown.loc[3, "note"]
