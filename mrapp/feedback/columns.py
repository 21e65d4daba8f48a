"""All remarks that stand as columns of numbers: for pins, filters and counts."""

import sqlite3
from collections.abc import Sequence

import numpy as np

from mrapp.app.remarks.keeping import Columns, Outline, State
from mrapp.app.remarks.samples import coded
from mrapp.model.remark import Answered
from mrapp.protocol.checksums import packed

_WORDED = ("variants", "themes", "channels", "events", "languages")
_ASK = (
    "SELECT r.id, x, y, nap, mood, made_s, sent.n IS NOT NULL,"
    " variant, theme, channel, event, language"
    " FROM remarks r LEFT JOIN sent USING (n)"
    " WHERE withdrawn IS NULL AND made_s IS NOT NULL ORDER BY r.n"
)
_ASK_KEPT = (
    "SELECT e.at, r.withdrawn IS NOT NULL, made_s IS NOT NULL,"
    " (SELECT COUNT(*) FROM entries a WHERE a.about = r.id AND a.kind = 'addition')"
    " FROM remarks r JOIN entries e USING (n) ORDER BY r.n"
)
# By the database itself, which leaves the window its turn meanwhile.
_ASK_SAID = (
    "SELECT e.id, json_extract(CAST(e.content AS TEXT), '$.remark.{}')"
    " FROM entries e JOIN remarks r USING (n)"
    " WHERE e.id IN (SELECT value FROM json_each(?))"
    " AND r.withdrawn IS NULL AND e.content IS NOT NULL"
)
_STATES = (State.WAITING.value, State.SENT.value)


def read_columns(conn: sqlite3.Connection) -> Columns:
    """Return the columns, in the order in which the remarks were kept."""
    rows = conn.execute(_ASK).fetchall()
    ids, x, y, nap, moods, made, sent, *worded = zip(*rows, strict=True) if rows else ((),) * 12
    numbered = {name: coded(texts) for name, texts in zip(_WORDED, worded, strict=True)}
    points = np.array([x, y, nap], dtype=np.float64).T.reshape(-1, 3)
    return Columns(
        ids=tuple(ids),
        points_rd=np.ascontiguousarray(points),
        variants=numbered["variants"][0],
        themes=numbered["themes"][0],
        channels=numbered["channels"][0],
        states=np.array(sent, dtype=np.int16),
        events=numbered["events"][0],
        languages=numbered["languages"][0],
        moods=np.array([mood or 0 for mood in moods], dtype=np.int8),
        made_s=np.array(made, dtype=np.float64),
        words={name: words for name, (_, words) in numbered.items()} | {"states": _STATES},
    )


def read_outline(conn: sqlite3.Connection) -> Outline:
    """Return the columns, with when each remark was kept, of the withdrawn ones too."""
    conn.execute("BEGIN")
    try:
        columns, rows = read_columns(conn), conn.execute(_ASK_KEPT).fetchall()
    finally:
        conn.execute("ROLLBACK")
    moments = np.array([at.removesuffix("Z") for at, *_ in rows], "datetime64[us]")
    kept_s = moments.astype(np.int64) / 1e6
    gone, said, added = np.array([row[1:] for row in rows], np.int64).reshape(-1, 3).T
    standing = (gone == 0) & (said == 1)
    return Outline(columns, kept_s[standing], added[standing], kept_s[gone == 1])


def read_texts(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return what was written in remarks that stand."""
    return dict(conn.execute(_ASK_SAID.format("text"), (packed(list(ids)).decode(),)))


def read_answers(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Answered]:
    """Return what was answered in remarks that stand; raises ValueError for what is damaged."""
    found = conn.execute(_ASK_SAID.format("answered"), (packed(list(ids)).decode(),))
    return {each: Answered.model_validate_json(said) for each, said in found if said is not None}
