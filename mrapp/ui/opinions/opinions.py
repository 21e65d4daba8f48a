"""What people said, in the window: pins, list and card go together; and back to what was seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.filtering import matching
from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.app.remarks.making import changed_since, seen_again
from mrapp.app.remarks.opinions import Row, opinion_of, picture_of, row_of, voice_of
from mrapp.app.remarks.pins import Pinned, moved_to
from mrapp.app.remarks.reading import in_parts
from mrapp.app.session import Session
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.remark import Remark
from mrapp.model.texts import Notice, Phrase
from mrapp.model.values import Point3
from mrapp.scene.pins import PinHit
from mrapp.scene.places import nearer, pose_of_look
from mrapp.scene.pose import Pose
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.list_model import Listed
from mrapp.ui.opinions.pin_icons import pin_icon
from mrapp.ui.opinions.portrait import spot_of, with_pin
from mrapp.ui.parts import Parts
from mrapp.ui.voice.sounds import Sounds
from mrapp.ui.workbench import Message, Workbench

_READING = Phrase(nl="Mening lezen", en="Reading the opinion")
_SEARCHING = Phrase(nl="Zoeken in de meningen", en="Searching the opinions")
_COMPARING = Phrase(nl="Kijken of het plan is veranderd", en="Looking whether the plan changed")
# Nearer together than this, coming closer does not part them.
_TOGETHER_M = 3.0


@dataclass(frozen=True)
class _Found:
    """An opinion with the files that its card shows."""

    kept: Kept
    picture: bytes | None
    voice: bytes | None


class Opinions(QObject):
    """Follows the columns of the door, and what one chooses of them.

    Signals: `filtered` other remarks pass the filter than before, or they changed;
    `narrowed` only some of these are shown, which the words describe ("": all of them).
    """

    filtered = Signal()
    narrowed = Signal(str)

    def __init__(self, parts: Parts, bench: Workbench, door: StoreDoor, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._view = parts.side.opinions, parts.view
        self._bench, self._door = bench, door
        self._texts: dict[str, str] = {}
        self._reading = False
        self._order: tuple[str, ...] = ()
        self._passing: tuple[str, ...] = ()
        self._only: frozenset[str] | None = None
        self._points: Mapping[str, Point3] = {}
        self._pinned: Pinned | None = None
        self._chosen: str | None = None
        self._near: tuple[str, ...] = ()
        self._remark: Remark | None = None
        self._seen_from: Pose | None = None
        self._language = ""
        door.changed.connect(self._on_columns)
        door.refused.connect(lambda error: self._panel.show_none(error.text(bench.language)))
        bench.changed.connect(self._on_changed)
        self._connect_panel()
        self._connect_view()

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "remark.next": lambda: self._step_in_list(1),
            "remark.previous": lambda: self._step_in_list(-1),
            "remark.seen": self.see_again,
            "remark.pins": lambda: self.show_pins(self._hidden),
        }

    def _connect_panel(self) -> None:
        panel = self._panel
        panel.pins_wanted.connect(self.show_pins)
        panel.by_wanted.connect(lambda _by: self._filter())
        panel.filter_wanted.connect(self._filter)
        panel.all_wanted.connect(self.show_only)
        panel.chosen.connect(self._choose_from_list)
        panel.rows_wanted.connect(self._read_rows)

    def _connect_view(self) -> None:
        view = self._view
        view.city.pin_picked.connect(self.take)
        view.city.moved.connect(self._on_moved)
        view.opinion.close_wanted.connect(self.close_card)
        view.opinion.close_wanted.connect(view.city.setFocus)
        view.opinion.again_wanted.connect(self.see_again)
        view.opinion.step_wanted.connect(self._step)

    @property
    def _hidden(self) -> bool:
        return not self._panel.pins.isChecked()

    # Which of them

    def _on_columns(self) -> None:
        columns, session = self._door.columns, self._bench.session
        if columns is None or session is None:
            self.close_card()
            self._texts, self._reading = {}, False
            self._order, self._passing, self._pinned, self._only = (), (), None, None
            self._points = {}
            self._panel.show_only("")
            self._view.city.show_pins(None)
            self._panel.show_none("")
            self.filtered.emit()
            return
        # What was withdrawn meanwhile is nowhere any more.
        standing = self._texts.keys() & set(columns.ids)
        self._texts = {each: self._texts[each] for each in standing}
        self._panel.show_choices(session.project, columns, self._bench.language)
        self._filter()

    def _filter(self) -> None:
        """List and pin those that are wanted; for words their texts are read first."""
        columns = self._door.columns
        if columns is not None and self._panel.filters.words.text().strip():
            missing = [each for each in columns.ids if each not in self._texts]
            if missing:
                self._read_texts(missing)
                return
        self._list()

    def _read_texts(self, ids: Sequence[str]) -> None:
        if self._reading:
            return

        def read(texts: dict[str, str]) -> None:
            self._reading = False
            self._texts |= texts
            self._filter()

        def failed(error: MrappError) -> None:
            self._reading = False
            if not isinstance(error, CancelledError):
                self._bench.tell_error(error)

        self._reading = True
        self._door.run(_SEARCHING, partial(_texts_of, ids), read, failed, quick=True)

    def _list(self) -> None:
        columns, session = self._door.columns, self._bench.session
        if columns is None or session is None:
            return
        wish = self._panel.filters.wanted(self._bench.services.utc_now())
        texts = [self._texts.get(each, "") for each in columns.ids] if wish.words.strip() else None
        mask = matching(columns, wish, texts)
        self._passing = tuple(columns.ids[number] for number in np.flatnonzero(mask).tolist())
        if self._only is not None:
            mask &= np.fromiter((each in self._only for each in columns.ids), bool, len(mask))
        there = moved_to(columns, self._points) if self._points else columns
        self._pinned = Pinned(there, mask, self._panel.colours, self._chosen)
        # The latest first.
        numbers = np.flatnonzero(mask)[::-1]
        self._order = tuple(columns.ids[number] for number in numbers.tolist())
        looks = self._pinned.looks[numbers].tolist()
        icons = {look: pin_icon(self._pinned.by, look) for look in set(looks)}
        self._panel.show_listed(Listed(self._order, looks, icons), len(columns.ids))
        self._panel.show_chosen(self._chosen)
        self._show_pins()
        self.filtered.emit()

    @property
    def passing(self) -> tuple[str, ...]:
        """The ids of the remarks that pass the filter, in the order in which they were kept."""
        return self._passing

    @property
    def shown(self) -> Pinned | None:
        """What is pinned in the view, where pins are shown."""
        return self._pinned

    @property
    def listed(self) -> tuple[str, ...]:
        """The ids of the remarks in the list, in the order in which they were kept."""
        return self._order[::-1]

    def show_only(
        self,
        ids: frozenset[str] | None = None,
        words: str = "",
        points: Mapping[str, Point3] | None = None,
    ) -> None:
        """Show only these of them in list and view, which `words` describe; None: all again.

        points: where they are pinned, RD/NAP metres by id, instead of at what they are about.
        """
        self._only, self._points = ids, points or {}
        self._panel.show_only(words)
        self._list()
        self.narrowed.emit(words)

    def show_pins(self, shown: bool) -> None:
        """Show the pins in the view, or only the list."""
        self._seen_from = None
        self._panel.show_pins(shown)
        self._show_pins()

    def _show_pins(self) -> None:
        away = self._hidden or self._seen_from is not None
        self._view.city.show_pins(None if away else self._pinned)

    def _read_rows(self, ids: Sequence[str]) -> None:
        session = self._bench.session
        if session is None:
            return
        project, language = session.project, self._bench.language

        def work(store: RemarkStore) -> dict[str, Row]:
            return {kept.id: row_of(project, kept, language) for kept in store.kept(ids)}

        self._door.ask(_READING, work, self._panel.model.give, partial(self._not_read, ids))

    def _not_read(self, ids: Sequence[str], error: MrappError) -> None:
        self._panel.model.not_read(ids)
        self._bench.tell_error(error)

    # One of them

    def take(self, hit: PinHit) -> None:
        """Open what was clicked; come closer to a cluster that parts then."""
        if len(hit.ids) > 1 and hit.spread_m > _TOGETHER_M:
            self._view.city.fly_to(nearer(self._view.city.pose, hit.place))
            return
        self._near = hit.ids
        self.choose(hit.ids[0])

    def choose(self, remark_id: str) -> None:
        """Open a remark: its card, its row in the list, its pin."""
        self._chosen = remark_id
        self._panel.show_chosen(remark_id)
        if self._pinned is not None:
            old = self._pinned
            self._pinned = Pinned(old.columns, old.mask, old.by, remark_id)
            self._show_pins()
        self._read(remark_id)

    def _choose_from_list(self, remark_id: str) -> None:
        if remark_id != self._chosen or self._view.opinion.isHidden():
            self._near = (remark_id,)
            self.choose(remark_id)

    def _step(self, steps: int) -> None:
        if self._chosen in self._near:
            at = self._near.index(self._chosen) + steps
            self.choose(self._near[at % len(self._near)])

    def _step_in_list(self, steps: int) -> None:
        if not self._order:
            return
        at = self._panel.model.place_of(self._chosen) if self._chosen else None
        start = -1 if steps > 0 else 0
        self._choose_from_list(
            self._order[((start if at is None else at) + steps) % len(self._order)]
        )

    def _read(self, remark_id: str) -> None:
        def work(store: RemarkStore) -> _Found | None:
            kept = next(iter(store.kept([remark_id])), None)
            if kept is None or kept.remark is None:
                return None
            picture, voice = (
                store.file(each, kept.id) if each else None
                for each in (picture_of(kept.remark), voice_of(kept.remark))
            )
            return _Found(kept, picture, voice)

        self._door.ask(_READING, work, partial(self._show_card, remark_id))

    def _show_card(self, remark_id: str, found: _Found | None) -> None:
        session = self._bench.session
        if remark_id != self._chosen or session is None:
            return
        told = opinion_of(session.project, found.kept, self._bench.language) if found else None
        if told is None or found is None:
            # It was withdrawn meanwhile, here or in another window.
            self.close_card()
            self._door.refresh()
            return
        remark = self._remark = found.kept.remark
        self._bench.select(None)
        card = self._view.opinion
        picture = QImage.fromData(found.picture) if found.picture else QImage()
        if remark is not None and remark.sight is not None:
            origin = session.project.origin.frame()
            picture = with_pin(picture, spot_of(remark.point, remark.sight, origin))
        card.show_opinion(told, picture)
        card.show_note(Sounds(session.services.sound, self._bench.tasks), found.voice)
        at = self._near.index(remark_id) + 1 if remark_id in self._near else 1
        card.show_place(at, len(self._near))
        self._view.arrange()

    def close_card(self) -> None:
        """Put the card away; nothing is chosen any more."""
        if self._chosen is None:
            return
        self._chosen = self._remark = None
        self._view.opinion.hide()
        self._panel.show_chosen(None)
        if self._pinned is not None:
            self._pinned = Pinned(self._pinned.columns, self._pinned.mask, self._pinned.by)
        self._show_pins()
        self._view.arrange()

    # What was seen

    def see_again(self) -> None:
        """Bring back exactly what was seen; pins come back with the first movement."""
        session, remark = self._bench.session, self._remark
        if session is None or remark is None or remark.sight is None:
            return
        change, notices = seen_again(session.moment, remark.sight)
        if change.after != session.moment:
            session.apply(change)
        pose = pose_of_look(remark.sight, session.project.origin.frame())
        self._view.city.be_at(pose)
        self._seen_from = self._view.city.pose
        self._show_pins()
        for notice in notices:
            self._tell(notice)
        self._compare(session, remark)

    def _compare(self, session: Session, remark: Remark) -> None:
        """Say so if the plan changed since a remark was made."""
        moment, fingerprint = session.moment, session.services.fingerprint
        files = session.project.seen_files(moment.view.variant)
        paths = {asset: session.opened.asset_path(asset) for asset in files}

        def work(_store: RemarkStore) -> Notice | None:
            prints = {asset: fingerprint(path) for asset, path in paths.items()}
            return changed_since(moment, remark, prints)

        self._door.ask(_COMPARING, work, self._tell)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self._bench.tell(Message(notice.text))

    def _on_moved(self) -> None:
        if self._seen_from is not None and self._view.city.pose != self._seen_from:
            self._seen_from = None
            self._show_pins()

    def _on_changed(self) -> None:
        session, language = self._bench.session, self._bench.language
        if session is not None and session.view.selection is not None:
            self.close_card()
        if session is not None and language != self._language:
            self._language = language
            if self._door.columns is not None:
                self._panel.show_choices(session.project, self._door.columns, language)
            if self._chosen is not None:
                self._read(self._chosen)


def _texts_of(
    ids: Sequence[str], store: RemarkStore, progress: Progress, cancelled: Cancelled
) -> dict[str, str]:
    """Return what these say, case-folded, by id; an erased one says nothing."""
    texts = dict.fromkeys(ids, "")
    for some in in_parts(ids, progress, cancelled):
        texts |= {each: text.casefold() for each, text in store.texts(some).items()}
    return texts
