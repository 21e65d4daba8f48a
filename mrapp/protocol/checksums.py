"""How an entry is hashed, on every machine the same.

An entry is a remark, an addition or a withdrawal. Its content is JSON; its digest is the SHA-256 of
a random salt and the content. Once salt and content are erased the digest tells nothing of them.
"""

from typing import Final, Literal

import orjson

from mrapp.model.remark import sha256_of

Kind = Literal["remark", "addition", "withdrawal"]
KINDS: Final[tuple[Kind, ...]] = ("remark", "addition", "withdrawal")
SALT_SIGNS: Final = 32
"""How long a salt is, in hex."""


def digest_of(salt: str, content: bytes) -> str:
    """Return the salted hash of some content, in hex; raises ValueError for a salt not in hex."""
    return sha256_of(bytes.fromhex(salt) + content)


def packed(value: object) -> bytes:
    """Return JSON in the one form in which it is hashed; raises TypeError for what JSON is not."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
