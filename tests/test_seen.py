"""An article that came before is known again, as by a plain dictionary of all that was read."""

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import _seen
from analysis._seen import Copy, Seen

TEXTS = ["", "Too short", "The quay was closed on Monday.", "THE quay  was closed\non monday.",
         "The tram runs again from today on.", "Nobody was hurt in the fire."]  # fmt: skip
ARTICLES = st.tuples(
    st.sampled_from(["a.csv", "b.csv"]),
    st.sampled_from(TEXTS),
    st.sampled_from([None, "Kop", "KOP ", "Another"]),
    st.sampled_from([None, "", "1", "2", "3"]),
    st.sampled_from([None, "Blad", "Courant"]),
    st.sampled_from([None, "1 May", "2 May"]),
)


def plain(*parts):
    return tuple(" ".join((part or "").casefold().split()) for part in parts)


class Obvious:
    """The rule, with nothing but dictionaries."""

    def __init__(self):
        self.by_identity, self.by_text, self.by_place = {}, {}, {}

    def look(self, file, position, text, title, identity, outlet, date):
        long = len(text.split()) >= 5
        place = f"{file}, article {position:,}"
        own = (plain(text), plain(title), bool(identity), place)
        found = self.known(own, plain(identity) if identity else None)
        if found is None:
            whole = plain(text, outlet, date) if long and outlet and date else None
            found = self.printed(own, plain(text) if long else None, whole)
        if found is None or not found.exported_twice:
            if identity:
                self.by_identity.setdefault(plain(identity), own)
            if long:
                self.by_text.setdefault(plain(text), own)
            if long and outlet and date:
                self.by_place.setdefault(plain(text, outlet, date), own)
        return found

    def known(self, own, identity):
        before = self.by_identity.get(identity)
        if before is None:
            return None
        same_text = before[0] == own[0]
        return Copy(same_text or before[1] == own[1] != plain(None), same_text, before[3])

    def printed(self, own, text, whole):
        before = self.by_place.get(whole)
        if before is not None and not (before[2] and own[2]):
            return Copy(True, True, before[3])
        before = self.by_text.get(text)
        return None if before is None else Copy(False, True, before[3])


@given(st.lists(ARTICLES, max_size=25))
@settings(max_examples=300, deadline=None)
def test_what_is_found_is_what_dictionaries_of_everything_find(articles):
    seen, obvious = Seen(), Obvious()
    for position, (file, text, title, identity, outlet, date) in enumerate(articles, 1):
        found = seen.look(file, position, text=text, title=title, identity=identity,
                          outlet=outlet, date=date)  # fmt: skip
        assert found == obvious.look(file, position, text, title, identity, outlet, date)


def look(seen, number, position):
    return seen.look(f"file{number % 7}.csv", position, text=f"Story {number} of the old town",
                     title=None, identity=f"AN {number}", outlet="Blad", date=None)  # fmt: skip


def test_many_articles_are_known_again_and_take_little_memory():
    seen = Seen()
    tracemalloc.start()
    try:
        assert not any(look(seen, number, number) for number in range(20_000))
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert taken < 20_000 * 200
    for number in range(0, 20_000, 997):
        found = look(seen, number, 1)
        assert found == Copy(True, True, f"file{number % 7}.csv, article {number:,}")


def test_hashes_that_begin_alike_are_kept_apart():
    table = _seen._ByHash()
    keys = [bytes(8) + number.to_bytes(4, "big") for number in range(50)]
    assert all(table.add(key, number) for number, key in enumerate(keys))
    assert not table.add(keys[3], 99)
    assert [table.get(key) for key in keys] == list(range(50))
    assert table.get(bytes(8) + b"none") is None
    assert table.get(None) is None
