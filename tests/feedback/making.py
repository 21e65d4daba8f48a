"""Remarks, receipts and files to keep, made from a seed; seals are quick ones."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.receipts import Receipt, Seal, new_receipt, seal
from mrapp.model.remark import (
    Addition,
    Attachment,
    Channel,
    Remark,
    Sight,
    Thing,
    clean_text,
    new_id,
    sha256_of,
)

PROJECT = "spoorzone dordrecht"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EYE = (105_390.0, 424_550.0, 3.6)
TEXTS = (
    "Fijn dat er meer bomen komen.",
    "Waar blijven de fietsen?\nHet is nu al vol.",
    "\u202eمن اليمين إلى اليسار\u202c, dan weer zo",
    "👍🏽👨‍👩‍👧‍👦 mooi!",
    "half a pair: \ud83d and \udc4d alone",
    '=HYPERLINK("x";"y")\t@SUM(1+1)|cmd',
    '<script>alert(1)</script> & \'quotes\' """ \\ \x00\x01\x1b[31m',
    "line\u2028separator\u0085next\r\nreturn\rend",
    "woord " * 30_000,
)


@dataclass
class Maker:
    """Makes remarks, the same ones for the same seed, but for their ids where `ids` is random."""

    seed: int = 0
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def id(self) -> str:
        """Return an id that nobody else makes."""
        return new_id(random=self.random.randbytes)

    def receipt(self) -> tuple[Receipt, Seal]:
        """Return a receipt and its seal, made with one round so that tests are quick."""
        receipt = new_receipt(self.random.randbytes)
        return receipt, seal(receipt, self.random.randbytes, rounds=1)

    def remark(self, text: str | None = None, files: dict[str, bytes] | None = None) -> Remark:
        """Return a remark; files: its pictures, by SHA-256."""
        pick, number = self.random.choice, self.random.uniform
        said = pick(TEXTS) if text is None else text
        attachments = tuple(
            Attachment(role="picture", media_type="image/png", sha256=key, size_bytes=len(content))
            for key, content in (files or {}).items()
        )
        sight = Sight(
            eye=EYE,
            heading_rad=number(0.0, 6.2),
            pitch_rad=-0.1,
            field_of_view_rad=0.8,
            size_px=(1920, 1080),
            variant=pick(("now", "toren", "laag")),
            time_utc=NOON,
            layers=("trees", "buildings"),
        )
        return Remark(
            id=self.id(),
            project=PROJECT,
            project_hash="a" * 64,
            model_hash="b" * 64,
            made_utc=NOON + timedelta(seconds=self.random.randrange(100_000)),
            language=pick(("nl", "en")),
            channel=pick(list(Channel)),
            event=pick((None, "markt")),
            point=pick((None, (105_400.0 + number(0, 99), 424_560.0, 1.5))),
            thing=pick((None, Thing(asset="a.json", object_id="NL.1", name="Toren"))),
            sight=sight,
            text=clean_text(said),
            mood=pick((None, 1, 5)),
            theme=pick((None, "groen", "verkeer")),
            attachments=attachments,
        )

    def files(self) -> dict[str, bytes]:
        """Return one or two files by SHA-256."""
        contents = [self.random.randbytes(self.random.randrange(100, 9_000)) for _ in range(2)]
        return {sha256_of(each): each for each in contents[: self.random.choice((1, 2))]}

    def addition(self, remark_id: str, text: str = "En nog iets.") -> Addition:
        """Return an addition to a remark."""
        return Addition(
            id=self.id(),
            remark=remark_id,
            made_utc=NOON,
            language="nl",
            channel=Channel.DESKTOP,
            text=text,
        )

    def keep_in(self, store: RemarkStore, text: str | None = None) -> tuple[Remark, Receipt]:
        """Keep a remark with a file; returns it with its receipt."""
        files = self.files()
        remark = self.remark(text, files)
        receipt, sealed = self.receipt()
        store.add(remark, sealed, files)
        return remark, receipt
