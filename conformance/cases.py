"""One document of the suite, made from its name and a seed alone: its bytes, and what must be read from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from conformance.article import STATES_FLOW, Article, article_of
from conformance.draft import Draft, Print, draft_of
from conformance.figures import FRAME, drawn_figures
from conformance.forms import years_of
from conformance.mutations import MUTATIONS
from conformance.places import Place, places_of
from conformance.printing import print_article
from conformance.skeletons import Skeleton, skeletons
from conformance.sums import Told


@dataclass(frozen=True, slots=True)
class Plan:
    """Which document: `name` is skeleton/form/mutation."""

    skeleton: str
    form: str
    mutation: str

    @property
    def name(self) -> str:
        """The name under which results are kept."""
        return f"{self.skeleton}/{self.form}/{self.mutation}"

    @property
    def format(self) -> str:
        """The format of its skeleton."""
        return skeletons()[self.skeleton].format

    @property
    def group(self) -> str:
        """The group of its skeleton."""
        return skeletons()[self.skeleton].group


@dataclass(frozen=True, slots=True)
class Case:
    """`figures`: key -> what its cell prints; `findings`: rule and keys; `sections`: key, and a text it must hold.

    `claims`: what its sentences state, key and number; `places`: key -> where in the document it is printed, once or
    more; empty where that cannot be told from outside (a page printed with other text breaks elsewhere).
    """

    plan: Plan
    body: bytes
    year: int
    title: str
    figures: Mapping[str, Print]
    findings: tuple[Told, ...]
    sections: tuple[tuple[str, str], ...]
    publisher: tuple[str, str]
    coverage: str
    claims: tuple[tuple[str, Decimal], ...]
    places: Mapping[str, frozenset[Place]]

    @property
    def clean(self) -> bool:
        """Whether nothing was changed: every cell has its number, and nothing is to be told."""
        return self.plan.mutation == "clean"


def plans() -> Iterator[Plan]:
    """The whole matrix: every skeleton on every form it prints, with every mutation that fits both."""
    for skeleton in skeletons().values():
        for form in skeleton.forms():
            for mutation in MUTATIONS.values():
                if mutation.fits(form, skeleton.format):
                    yield Plan(skeleton.name, form, mutation.name)


def made(plan: Plan, seed: int) -> Case:
    """The document of a plan; the same bytes for the same seed."""
    random = Random(f"{seed}/{plan.name}")  # noqa: S311 - repeatable draws are wanted
    skeleton = skeletons()[plan.skeleton]
    year = random.randint(*years_of(plan.form))
    draft = draft_of(plan.form, year, drawn_figures(plan.form, random))
    draft = MUTATIONS[plan.mutation].change(draft, random)
    state = random.getstate()
    article = article_of(draft, skeleton.layouts, random)
    random.setstate(state)
    return Case(
        plan=plan,
        body=print_article(article, skeleton.printer, draft.page),
        year=year,
        title=article.title,
        figures=draft.expected(),
        findings=(*draft.findings(), *_told_by_prose(draft, article)),
        sections=tuple(
            (part.key, next((b for b in part.blocks if isinstance(b, str)), "")) for part in article.sections
        ),
        publisher=(article.publisher, article.kind),
        coverage=article.coverage,
        claims=tuple(_claims(draft, article)),
        places=_places(draft, skeleton, random),
    )


def _claims(draft: Draft, article: Article) -> Iterator[tuple[str, Decimal]]:
    for key in (key for part in article.parts for key in part.claims):
        value = draft.printed[key].value
        if value is not None:
            yield key, value


def _places(draft: Draft, skeleton: Skeleton, random: Random) -> Mapping[str, frozenset[Place]]:
    """Where the same document would have each key, if every cell printed its key."""
    marked = draft.printing({key: Print(key, Decimal(1)) for key in draft.printed})
    article = article_of(marked, skeleton.layouts, random)
    return places_of(lambda: print_article(article, skeleton.printer, draft.page), skeleton.format, draft.printed)


def _told_by_prose(draft: Draft, article: Article) -> Iterator[Told]:
    """A sentence that states all four ends of the flow of table 3 must be told where they do not balance."""
    new, brought, disposed, carried = (f"{key}.total" for key in FRAME)
    values = {key: draft.printed[key].value or 0 for key in (new, brought, disposed, carried) if key in draft.printed}
    texts = (block for part in article.parts for block in part.blocks if isinstance(block, str))
    if (
        any(STATES_FLOW in text for text in texts)
        and values[new] + values[brought] != values[disposed] + values[carried]
    ):
        yield "P.FLOW", frozenset(values)
