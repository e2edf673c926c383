"""Whatever is added, changed, deleted and rebuilt, in any order: the index holds what a simple list does."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from catalog.search import Deletion, Document, InsideRequest, SearchRequest, SectionText, parse
from catalog.search.whoosh import WhooshEngine

WORDS = ("truyện", "kiều", "số", "đỏ", "đường", "dương")
IDS = st.integers(1, 25)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A record of a few words, perhaps with a book inside, perhaps with any text at all."""
    record_id = draw(IDS)
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    inside = draw(st.lists(st.sampled_from(WORDS), max_size=2))
    sections = (SectionText(digital_id=record_id, position=0, text=" ".join(inside)),) if inside else ()
    return Document(
        id=record_id,
        title=" ".join(words),
        summary=draw(st.text(max_size=20)),
        popularity=draw(st.integers(0, 2**40)),
        year=draw(st.none() | st.integers(-9999, 9999)),
        sections=sections,
    )


class Library(RuleBasedStateMachine):
    """The engine, reopened now and then, beside a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.held: dict[int, Document] = {}
        self.engine = WhooshEngine(Path(self._folder.name))
        self.engine.rebuild([])

    @rule(changes=st.lists(documents() | IDS.map(Deletion), max_size=6))
    def apply(self, changes: list[Document | Deletion]) -> None:
        self.engine.apply(changes)
        for change in changes:
            self.held.pop(change.id, None)
            if isinstance(change, Document):
                self.held[change.id] = change

    @precondition(lambda self: self.held)
    @rule()
    def rebuild(self) -> None:
        assert self.engine.rebuild(list(self.held.values())) == len(self.held)

    @rule()
    def tidy(self) -> None:
        self.engine.tidy()

    @rule()
    def reopen(self) -> None:
        self.engine.close()
        self.engine = WhooshEngine(Path(self._folder.name))

    @invariant()
    def holds_what_the_list_holds(self) -> None:
        assert self.engine.indexed() == {key: one.fingerprint for key, one in self.held.items()}

    @rule(word=st.sampled_from(WORDS))
    def finds_what_the_list_says(self, word: str) -> None:
        query = parse(f'title:"{word}"')
        found = self.engine.search(SearchRequest(query=query, per_page=100))
        exact = {key for key, one in self.held.items() if word in one.title.split()}
        assert exact <= set(found.ids)
        assert found.total == len(found.ids)
        inside = self.engine.search_inside(InsideRequest(query=parse(word), limit=100))
        read = {
            key for key, one in self.held.items() if one.sections and word in one.sections[0].text.split()
        }
        assert read <= {hit.record_id for hit in inside}

    def teardown(self) -> None:
        self.engine.close()
        self._folder.cleanup()


TestLibrary = Library.TestCase
TestLibrary.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
