"""Receipts: what is typed wrong is noticed, and what is kept does not give the code away."""

import random
import subprocess
import sys

import pytest

from mrapp.app.remarks.receipts import (
    ALPHABET,
    Receipt,
    new_receipt,
    page_in_words,
    parse,
    scanned_of,
    seal,
    shown,
)
from mrapp.model.remark_errors import ReceiptWrongError

FEW_ROUNDS = 10  # the tests need no slowness


def test_a_code_is_read_back_however_it_is_typed() -> None:
    source = random.Random(3)
    for _ in range(200):
        receipt = new_receipt(source.randbytes)
        code = str(receipt)
        assert len(code) == 19
        assert parse(code) == receipt
        assert parse(f" {code.lower().replace('-', ' ')}\n") == receipt
        assert parse(code.replace("1", "l").replace("0", "o")) == receipt


def test_every_wrong_sign_and_every_swap_is_noticed() -> None:
    signs = str(new_receipt(random.Random(5).randbytes)).replace("-", "")
    wrong = [
        signs[:at] + sign + signs[at + 1 :]
        for at in range(len(signs))
        for sign in ALPHABET
        if sign != signs[at]
    ]
    wrong += [
        signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
        for at in range(len(signs) - 1)
        if signs[at] != signs[at + 1]
    ]
    for code in [*wrong, "", signs[:-1], signs + "A", "{0}", "é" * 16]:
        with pytest.raises(ReceiptWrongError):
            parse(code)


def test_a_seal_opens_for_its_receipt_alone() -> None:
    source = random.Random(7)
    receipt, other = new_receipt(source.randbytes), new_receipt(source.randbytes)
    kept = seal(receipt, source.randbytes, FEW_ROUNDS)
    assert kept.opens(receipt)
    assert not kept.opens(other)
    assert not kept.opens(Receipt(receipt.lookup, other.secret))
    assert receipt.secret not in kept.model_dump_json()
    assert kept != seal(receipt, source.randbytes, FEW_ROUNDS)  # another salt


def test_to_guess_one_takes_as_long_as_owasp_asks() -> None:
    """In a process of its own, where seals are made as for people: see `tests/conftest.py`."""
    make = (
        "from mrapp.app.remarks.receipts import new_receipt, seal; "
        "print(seal(new_receipt()).rounds)"
    )
    done = subprocess.run([sys.executable, "-c", make], capture_output=True, check=True)
    assert int(done.stdout) >= 600_000


def test_a_browser_can_make_the_same() -> None:
    """The known answer of PBKDF2-HMAC-SHA256 in RFC 7914, section 11, by the same door."""
    receipt = Receipt("AAAAAA", "passwd")
    kept = seal(receipt, lambda _count: b"salt", rounds=1)
    assert kept.digest == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"


def test_a_square_code_leads_to_the_page_and_is_read_everywhere() -> None:
    receipt = new_receipt()
    scanned = scanned_of(str(receipt), "https://meningen.example.nl")
    assert scanned == f"https://meningen.example.nl/receipt#{receipt}"
    assert page_in_words("https://meningen.example.nl") == "meningen.example.nl/receipt"
    assert parse(scanned) == receipt
    assert scanned_of(str(receipt)) == str(receipt)
    # A scanner types it sign by sign, into a field that shows codes alone.
    typed = ""
    for sign in scanned:
        typed = shown(typed + sign)
    assert typed == str(receipt)
