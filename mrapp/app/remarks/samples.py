"""Remarks as columns and answers, which is all that counting needs: 100,000 in a second."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import Columns, Kept, Outline, RemarkStore, State
from mrapp.app.remarks.reading import in_parts
from mrapp.model.remark import Answered, Remark

_NOWHERE = (np.nan, np.nan, np.nan)


@dataclass(frozen=True)
class Sample:
    """Remarks that are to be counted.

    answered: what each of them answered, in the order of the columns; to be gone through once.
    additions: how many there are to them all. withdrawn: how many were taken back beside them.
    """

    columns: Columns
    answered: Iterable[Answered | None]
    additions: int = 0
    withdrawn: int = 0


def read_sample(
    store: RemarkStore, ids: Sequence[str], progress: Progress, cancelled: Cancelled
) -> Sample:
    """Return those of some remarks that still stand; answers are read as they are gone through.

    That tells `progress`, and raises `CancelledError`.
    """
    outline = store.outline()
    wanted = set(ids)
    mask = np.fromiter((each in wanted for each in outline.columns.ids), bool, len(outline.kept_s))
    columns = chosen(outline.columns, mask)

    def answered() -> Iterator[Answered | None]:
        for some in in_parts(columns.ids, progress, cancelled):
            found = store.answers(some)
            yield from (found.get(each) for each in some)

    return Sample(columns, answered(), int(outline.additions[mask].sum()), len(outline.withdrawn_s))


def sample_of(kept: Sequence[Kept]) -> Sample:
    """Return remarks that were read already as what counting needs of them."""
    outline = outline_of(kept)
    answered = [each.remark.answered for each in kept if each.remark is not None]
    additions, withdrawn = int(outline.additions.sum()), len(outline.withdrawn_s)
    return Sample(outline.columns, answered, additions, withdrawn)


def outline_of(kept: Sequence[Kept]) -> Outline:
    """Return remarks that were read already as columns."""
    standing = [(each, each.remark) for each in kept if each.remark is not None]
    gone = [each.kept_utc.timestamp() for each in kept if each.remark is None]
    return Outline(
        columns=_columns([remark for _, remark in standing], [each.state for each, _ in standing]),
        kept_s=np.array([each.kept_utc.timestamp() for each, _ in standing], np.float64),
        additions=np.array([len(each.additions) for each, _ in standing], np.int64),
        withdrawn_s=np.array(gone, np.float64),
    )


def _columns(remarks: Sequence[Remark], states: Sequence[State]) -> Columns:
    worded: dict[str, list[str | None]] = {
        "variants": [each.sight.variant if each.sight else None for each in remarks],
        "themes": [each.theme for each in remarks],
        "channels": [each.channel.value for each in remarks],
        "states": [each.value for each in states],
        "events": [each.event for each in remarks],
        "languages": [each.language for each in remarks],
    }
    numbered = {name: coded(texts) for name, texts in worded.items()}
    points = [each.point or _NOWHERE for each in remarks]
    return Columns(
        ids=tuple(each.id for each in remarks),
        points_rd=np.array(points, np.float64).reshape(-1, 3),
        moods=np.array([each.mood or 0 for each in remarks], np.int8),
        made_s=np.array([each.made_utc.timestamp() for each in remarks], np.float64),
        words={name: words for name, (_, words) in numbered.items()},
        **{name: numbers for name, (numbers, _) in numbered.items()},
    )


def coded(texts: Sequence[str | None]) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Return each text as an index into the different ones there are; -1 for None."""
    words = tuple(text for text in dict.fromkeys(texts) if text is not None)
    numbers: dict[str | None, int] = {word: at for at, word in enumerate(words)}
    numbers[None] = -1
    return np.array([numbers[text] for text in texts], np.int16), words


def chosen(columns: Columns, mask: NDArray[np.bool_]) -> Columns:
    """Return those of the remarks for which `mask`, (n,), holds."""
    if mask.all():
        return columns
    return replace(
        columns,
        ids=tuple(columns.ids[at] for at in np.flatnonzero(mask).tolist()),
        points_rd=columns.points_rd[mask],
        variants=columns.variants[mask],
        themes=columns.themes[mask],
        channels=columns.channels[mask],
        states=columns.states[mask],
        events=columns.events[mask],
        languages=columns.languages[mask],
        moods=columns.moods[mask],
        made_s=columns.made_s[mask],
    )
