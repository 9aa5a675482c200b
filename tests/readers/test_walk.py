"""Finding files: each once, by a name that is the same everywhere."""

import pytest
from invented_exports import archives

from analysis.contracts import InputError
from analysis.readers import Source, recognise
from analysis.readers._kinds import unknown
from analysis.readers._walk import find, names_in, open_entry


def put(folder, *names, content=b"x"):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def names(paths, **options):
    return [entry.name for entry in find(paths, **options)]


def test_files_are_found_by_name_relative_to_what_was_given(tmp_path):
    put(tmp_path, "one/b.txt", "one/sub/a.txt", "one/sub.txt", "two.txt")
    assert names([tmp_path / "one", tmp_path / "two.txt"]) == [
        "b.txt", "sub.txt", "sub/a.txt", "two.txt"]  # fmt: skip


def test_names_that_two_folders_share_are_told_apart(tmp_path):
    put(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    expected = ["b.txt", "one/a.txt", "two/a.txt"]
    assert names([tmp_path / "one", tmp_path / "two"]) == expected
    assert names([tmp_path / "two", tmp_path / "one"]) == expected


def test_a_file_that_is_given_twice_is_found_once(tmp_path):
    put(tmp_path, "one/a.txt")
    assert names([tmp_path / "one", tmp_path / "one" / "a.txt", tmp_path / "one"]) == ["a.txt"]


def test_files_of_the_study_are_set_apart(tmp_path):
    put(tmp_path, "a.txt", "metadata.csv")
    found = find([tmp_path], apart=[tmp_path / "metadata.csv"])
    assert [(entry.name, entry.status) for entry in found] == [
        ("a.txt", "found"), ("metadata.csv", "skipped")]  # fmt: skip


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match=r"no file or folder 'exprot\.docx'"):
        find([tmp_path / "exprot.docx"])


def test_archives_are_looked_into_and_their_furniture_skipped(tmp_path):
    members = {"a.txt": b"A", "__MACOSX/._a.txt": b"x", "sub/~$b.docx": b"x", ".hidden": b"x"}
    put(tmp_path, "x.data", content=archives.zipped(members))
    entry = find([tmp_path])[0]
    fates = {found.name: (found.status, found.reason) for found in open_entry(entry)}
    assert fates == {
        "x.data/a.txt": ("found", ""),
        "x.data/__MACOSX/._a.txt": ("skipped", "file of the operating system"),
        "x.data/sub/~$b.docx": ("skipped", "lock file of an office program"),
        "x.data/.hidden": ("skipped", "hidden file"),
    }
    assert set(names_in([entry])) == set(fates)


def test_an_archive_without_files_is_in_the_receipt(tmp_path):
    put(tmp_path, "x.zip", content=archives.zipped({}))
    found = list(open_entry(find([tmp_path])[0]))
    assert [(one.name, one.status) for one in found] == [("x.zip", "skipped")]


def test_the_place_that_was_read_is_told(tmp_path):
    put(tmp_path, "a.txt", content=b"x" * 300_000)
    told = []
    for found in open_entry(find([tmp_path])[0], tell=told.append):
        told.clear()
        for _ in range(2):  # read anew, it begins at the start
            with found.source.opened() as stream:
                while stream.read(100_000):
                    pass
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    assert max(told) == told[-1] == 300_000
    assert min(told) < 300_000


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (archives.office({"word/document.xml": b"<w/>"}), "rejected", "Word document"),
        (archives.office({"xl/workbook.xml": b"<w/>"}), "rejected", "Excel workbook"),
        (archives.zipped({"mimetype": b"x"}), "rejected", "OpenDocument"),
        (archives.office({"word/document.xml": b"<w/>"})[:60], "rejected", "damaged"),
        (b"{\\rtf1 text}", "rejected", "RTF"),
        (b"<!DOCTYPE html><p>text", "rejected", "web page"),
        (b"II*\0....", "skipped", "image"),
        (b"RIFF....WEBP", "skipped", "image"),
        (b"PAR1....", "rejected", "Parquet"),
        (b"Rar!\x1a\x07\0", "rejected", "RAR"),
        (bytes(257) + b"ustar", "rejected", "tar"),
    ],
)
def test_what_no_reader_knows_says_what_it_is(content, status, words):
    found, reason = unknown(Source.of_bytes("a.bin", content))
    assert found == status
    assert words in reason


def test_a_table_that_no_reader_knows_asks_for_its_columns():
    _, reason = unknown(Source.of_bytes("a.csv", b"kop;tekst\nA;B\n"))
    assert "map them in study.yaml" in reason


def test_a_name_cannot_write_to_the_terminal_or_over_several_lines(tmp_path):
    put(tmp_path, "red \x1b[31m.txt", "two\nlines.txt", "turned\u202etxt.exe", "Één 😀\u00a0.txt")
    expected = ["red \\x1b[31m.txt", "turned\\u202etxt.exe", "two\\nlines.txt", "Één 😀\u00a0.txt"]
    assert names([tmp_path]) == expected


@pytest.mark.parametrize("folder", ["Tides_files", "Tides_bestanden", "Tides-Dateien"])
def test_what_a_browser_saves_beside_a_page_is_not_read(tmp_path, folder):
    put(tmp_path, "Tides.html", f"{folder}/ad.html", f"{folder}/a.js", "Waves_files/b.html")
    found = {entry.name: (entry.status, entry.reason) for entry in find([tmp_path])}
    reason = "pictures and scripts of the saved page 'Tides.html', not looked into"
    assert found.pop(folder) == ("skipped", reason)
    assert set(found) == {"Tides.html", "Waves_files/b.html"}


def test_what_a_browser_saves_beside_a_page_is_not_read_from_an_archive(tmp_path):
    members = {"s/Tides.htm": b"x", "s/Tides_files/ad.html": b"x", "Tides_files/b.html": b"x"}
    put(tmp_path, "x.zip", content=archives.zipped(members))
    fates = {found.name: found.status for found in open_entry(find([tmp_path])[0])}
    assert fates == {"x.zip/s/Tides.htm": "found", "x.zip/s/Tides_files/ad.html": "skipped",
                     "x.zip/Tides_files/b.html": "found"}  # fmt: skip


def test_a_download_that_was_not_finished_is_refused(tmp_path):
    put(tmp_path, "Files (100).ZIP.crdownload", ".a.txt.icloud")
    fates = {entry.name: (entry.status, entry.reason) for entry in find([tmp_path])}
    assert fates["Files (100).ZIP.crdownload"][0] == "rejected"
    assert "download it again" in fates["Files (100).ZIP.crdownload"][1]
    assert "iCloud" in fates[".a.txt.icloud"][1]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "status", "remedy"),
    [
        ("a.msg", OLD, "rejected", "save the article"),
        ("a.doc", OLD, "rejected", "DOCX"),
        ("a.ppt", OLD, "rejected", "without"),
        ("a.eml", b"Subject: News\n\nBody", "rejected", "save the article"),
        ("a.url", b"[InternetShortcut]\nURL=https://x.example/", "rejected", "save the page"),
        ("a.webarchive", b"bplist00\xd1\x00", "rejected", "HTML"),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello", "rejected", ".txt"),
        ("a.rds", b"\x1f\x8b\x08\x00" + bytes(40), "rejected", "CSV"),
        ("a.sav", b"$FL2@(#) SPSS" + bytes(40), "rejected", "CSV"),
        ("a.js", b"var a = 1;", "skipped", ""),
        ("a.pages", archives.zipped({"Index/Document.iwa": b"\0x"}), "rejected", "Word"),
        ("a.ods", archives.zipped({"mimetype": b"x"}), "rejected", "XLSX"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(name, content, status, remedy):
    source = Source.of_bytes(name, content)
    assert recognise(source) is None
    assert unknown(source)[0] == status
    assert remedy in unknown(source)[1]
