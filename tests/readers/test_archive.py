"""Archives from strangers: counted while they are unpacked, refused with a reason."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_exports import archives

from analysis.readers import Source, Unreadable
from analysis.readers._archive import Limits, check_office, is_archive, listed, members

TEXT = b"The company says that its rival has copied the answers of its models."


def unpacked(packed: bytes, **limits):
    """Content, or the reason why not, by name."""
    source = Source.of_bytes("x.zip", packed)
    return {
        member.name: member.reason or member.source.content()
        for member in members(source, limits=Limits(**limits))
    }


def test_members_come_by_name_with_their_content():
    packed = archives.zipped({"b.txt": b"B", "sub/a.txt": TEXT, "a.txt": b"A"})
    found = unpacked(packed)
    assert found == {"x.zip/a.txt": b"A", "x.zip/b.txt": b"B", "x.zip/sub/a.txt": TEXT}
    assert list(found) == sorted(found)


def test_a_member_can_be_opened_twice_at_a_time_and_sought_in():
    source = Source.of_bytes("x.zip", archives.zipped({"a.txt": TEXT}))
    found = members(source)  # kept: what it gives can be read as long as it is not done
    member = next(found).source
    with member.opened() as one, member.opened() as other:
        assert one.read(3) == b"The"
        other.seek(-7, io.SEEK_END)
        assert other.read() == b"models."
        assert one.read(8) == b" company"
    assert member.head == TEXT
    assert member.n_bytes == len(TEXT)


def test_a_zip_in_a_zip_is_opened_and_a_third_is_not():
    third = archives.zipped({"deep.txt": TEXT})
    packed = archives.zipped({"in.zip": archives.zipped({"a.txt": TEXT, "third.zip": third})})
    found = unpacked(packed)
    assert found["x.zip/in.zip/a.txt"] == TEXT
    assert "archive in an archive in an archive" in found["x.zip/in.zip/third.zip"]


@pytest.mark.parametrize("name", ["../a.txt", "sub/../../a.txt", "..\\a.txt"])
def test_names_that_climb_out_are_refused(name):
    found = unpacked(archives.zipped({name: TEXT, "good.txt": TEXT}))
    assert found.pop("x.zip/good.txt") == TEXT
    assert "leads out of the archive" in next(iter(found.values()))


@pytest.mark.parametrize("name", ["/etc/a.txt", "C:\\a.txt", "c:a.txt"])
def test_names_at_the_root_of_a_disk_are_refused(name):
    found = unpacked(archives.zipped({name: TEXT}))
    assert "root of a disk" in next(iter(found.values()))


def test_links_and_locked_members_are_refused():
    found = unpacked(archives.zipped({"link": b"/etc/passwd"}, links=("link",)))
    assert "a link in an archive" in found["x.zip/link"]
    assert "password" in unpacked(archives.locked({"a.txt": TEXT}))["x.zip/a.txt"]


def test_a_bomb_is_refused_and_its_neighbour_read():
    packed = archives.zipped({"bomb.txt": b"a" * 2_000_000, "good.txt": TEXT * 400})
    found = unpacked(packed, free=100_000)
    assert "zip bomb" in found["x.zip/bomb.txt"]
    assert found["x.zip/good.txt"] == TEXT * 400


@pytest.mark.parametrize("make", [archives.bomb, archives.understated])
def test_the_default_limits_refuse_a_bomb_whatever_it_says_of_its_size(make):
    reason = unpacked(make())["x.zip/bomb.txt"]
    assert isinstance(reason, str)
    assert "zip bomb" in reason or "damaged" in reason


def test_a_bomb_in_a_zip_in_the_zip_counts_for_the_whole():
    packed = archives.zipped({"in.zip": archives.zipped({"a.txt": b"a" * 3_000})})
    found = unpacked(packed, total=2_000)
    assert list(found) == ["x.zip/in.zip"]
    assert "unpacks to more than" in found["x.zip/in.zip"]


def test_too_many_members_are_refused_before_any_is_unpacked():
    packed = archives.zipped({f"{number}.txt": b"x" for number in range(11)})
    assert unpacked(packed, members=10) == {"x.zip": "holds more than 10 files; unpack it by hand"}


@pytest.mark.parametrize("cut", [30, 100, -30])
def test_a_damaged_archive_says_so(cut):
    found = unpacked(archives.zipped({"a.txt": TEXT, "b.txt": TEXT})[:cut])
    assert "damaged" in found["x.zip"]


def test_a_member_whose_bytes_were_changed_is_damaged():
    packed = bytearray(archives.zipped({"a.txt": TEXT, "b.txt": TEXT}))
    packed[45] ^= 0xFF
    found = unpacked(bytes(packed))
    assert "damaged" in found["x.zip/a.txt"]
    assert found["x.zip/b.txt"] == TEXT


def test_names_in_utf8_that_do_not_say_so_are_read():
    info = zipfile.ZipInfo("é.txt")
    packed = archives.zipped({"é.txt": TEXT})
    assert info.flag_bits == 0
    marked = packed.replace((0x800).to_bytes(2, "little") + b"\x08\0", b"\0\0\x08\0")
    assert list(unpacked(marked)) == ["x.zip/é.txt"]


def test_office_documents_are_no_archives():
    assert is_archive(Source.of_bytes("a.docx", archives.zipped({"a.txt": TEXT})))
    assert not is_archive(Source.of_bytes("a.zip", archives.office({"word/document.xml": b"<w/>"})))
    assert not is_archive(Source.of_bytes("a.odt", archives.zipped({"mimetype": b"x"})))
    assert not is_archive(Source.of_bytes("a.zip", TEXT))


def test_listed_names_the_members_without_unpacking():
    assert listed(Source.of_bytes("x.zip", archives.zipped({"b": b"", "a": b""}))) == [
        "x.zip/b", "x.zip/a"]  # fmt: skip
    assert listed(Source.of_bytes("x.zip", b"PK\3\4damaged")) == []


# Office documents -----------------------------------------------------------------


@pytest.mark.parametrize(
    "part",
    [
        archives.ENTITIES,
        archives.ENTITIES.replace(b"!DOCTYPE", b"!doctype"),
        archives.ENTITIES.decode().encode("utf-16"),
        b"<w>" + b" " * 999_990 + b"</w><!DOCTYPE x>",  # across the pieces that are read
    ],
)
def test_xml_entities_are_refused(part):
    with pytest.raises(Unreadable, match="XML entities"):
        check_office(Source.of_bytes("a.docx", archives.office({"word/document.xml": part})))


def test_entities_are_looked_for_in_every_part_that_is_xml():
    with pytest.raises(Unreadable, match="XML entities"):
        check_office(
            Source.of_bytes("a.docx", archives.office({"custom/odd.bin": archives.ENTITIES}))
        )


def test_xml_in_an_encoding_where_entities_could_hide_is_refused():
    for part in (
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>',
        b'\x4c\x6f\xa7\x94\x93',  # EBCDIC
    ):  # fmt: skip
        with pytest.raises(Unreadable, match="encoding"):
            check_office(Source.of_bytes("a.docx", archives.office({"word/document.xml": part})))


def test_a_sound_document_passes_and_can_still_be_read():
    source = Source.of_bytes("a.docx", archives.office({"word/document.xml": b"<w>DOCTYPE</w>"}))
    check_office(source)
    assert source.content()[:2] == b"PK"


def test_bombs_and_passwords_in_office_documents():
    with pytest.raises(Unreadable, match="zip bomb"):
        check_office(Source.of_bytes("a.xlsx", archives.office({"a.xml": b" " * 30_000_000})))
    with pytest.raises(Unreadable, match="password"):
        check_office(Source.of_bytes("a.xlsx", archives.locked({"a.xml": b"<a/>"})))
    with pytest.raises(Unreadable, match="unpacks to more than"):
        check_office(Source.of_bytes("a.xlsx", archives.office({"a.xml": TEXT})), Limits(total=50))
    with pytest.raises(Unreadable, match="damaged"):
        check_office(Source.of_bytes("a.docx", b"PK\3\4 nothing more"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400))
def test_whatever_is_changed_in_an_archive_nothing_is_raised(noise, at):
    packed = bytearray(archives.zipped({"a.txt": TEXT, "b/c.txt": TEXT}))
    packed[at : at + len(noise)] = noise
    for content in unpacked(bytes(packed)).values():
        assert content is not None
    with contextlib.suppress(Unreadable):
        check_office(Source.of_bytes("x", bytes(packed)))
