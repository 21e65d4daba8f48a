"""What the filter points at, and what it lets be."""

import csv
import random
from itertools import pairwise
from pathlib import Path

import pytest

from mrapp.app.moderating.abusive import WordLists, read_word_lists
from mrapp.app.moderating.personal import is_bsn, is_iban, personal


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Mail jan.de.vries+kade@voorbeeld.nl, dan", "email", "jan.de.vries+kade@voorbeeld.nl"),
        ("jan (at) voorbeeld.co.uk graag", "email", "jan (at) voorbeeld.co.uk"),
        ("Bel 06-12345678.", "phone", "06-12345678"),
        ("bel 06 12 34 56 78 na zes uur", "phone", "06 12 34 56 78"),
        ("tel (078) 123 45 67", "phone", "(078) 123 45 67"),
        ("+31 (0)6 1234 5678", "phone", "+31 (0)6 1234 5678"),
        ("of +32 470 12 34 56 in België", "phone", "+32 470 12 34 56"),
        ("De auto met kenteken GH-482-K stond daar", "plate", "GH-482-K"),
        ("altijd 16-rs-vl op de stoep", "plate", "16-rs-vl"),
        ("busje VX123B rijdt te hard", "plate", "VX123B"),
        ("Stort op NL91 ABNA 0417 1643 00 a.u.b.", "iban", "NL91 ABNA 0417 1643 00"),
        ("iban nl91abna0417164300, dank", "iban", "nl91abna0417164300"),
        ("DE89 3704 0044 0532 0130 00 ist meins", "iban", "DE89 3704 0044 0532 0130 00"),
        ("mijn nummer is 111222333", "bsn", "111222333"),
        ("bsn: 1234.56.782", "bsn", "1234.56.782"),
        ("Ik ben Fatima el Idrissi en ik woon hier", "name", "Fatima el Idrissi"),
        ("ik ben Jan-Willem van den Berg.", "name", "Jan-Willem van den Berg"),
        ("mijn naam is piet", "name", "piet"),
        ("My name is Mary O'Neill, hello", "name", "Mary O'Neill"),
        ("Mooi plan. Met vriendelijke groet, Saskia de Boer", "name", "Saskia de Boer"),
        ("Je m'appelle Amélie Dupont et", "name", "Amélie Dupont"),
    ],
)  # fmt: skip
def test_it_points_at_what_may_be_personal(text: str, kind: str, words: str) -> None:
    assert [(each.kind, text[each.begin : each.end]) for each in personal(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Op 1-mrt-26 of 12-12-2026 om 19:30 in 3311 GR of 3311GR Dordrecht",
        "De A16 en N3 zijn vol; bus 10 rijdt om 7.15, spoor 3a",
        "Bel de gemeente op 14 078, gratis 0800-1234567 of 0900 1234567",
        "Het kost 1.250.000,00 euro, dus 104.500.000 in totaal; zaak 2026-000123456",
        "RD 105000.25 425000.50, hoogte 2,35 m; BAG 0505100000012345",
        "Ik ben tegen. Ik ben Nederlander, ik ben Dordtenaar en ik ben blij",
        "IK BEN TEGEN DIT PLAN EN IK BEN BOOS",
        "I am from Rotterdam. I'm not against. I am Dutch.",
        "Wie is er @home of met 2@3? foo@bar",
        "NL12 3456 is geen rekening; CO2-uitstoot ABCD-12",
        "Mijn naam is niet belangrijk",
        "Met vriendelijke groet",
    ],
)
def test_it_lets_ordinary_words_and_numbers_be(text: str) -> None:
    assert [(each.kind, text[each.begin : each.end]) for each in personal(text)] == []


def test_checks_catch_a_mistyped_digit() -> None:
    assert is_bsn("111222333")
    assert not is_bsn("111222334")
    assert not is_bsn("000000000")
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("NL91ABNA0417164301")


def test_what_overlaps_is_pointed_at_once() -> None:
    text = "ik ben Jan en mijn naam is Jan: jan@voorbeeld.nl 0612345678"
    flags = personal(text)
    assert [each.kind for each in flags] == ["name", "name", "email", "phone"]
    assert all(a.end <= b.begin for a, b in pairwise(flags))


def test_long_and_spiteful_texts_are_looked_through() -> None:
    for piece in (
        "a@",
        "1 ",
        "ik ben ",
        "NL91 ",
        "a.b-c@d.",
        "Groet, ",
        "AA-",
        "(0",
        "Ik ben Jan de ",
    ):
        personal(piece * (200_000 // len(piece)))


def test_none_of_real_texts_without_such_things_is_pointed_at(testdata: Path) -> None:
    path = testdata / "participation/polis/american-assembly.bowling-green/comments.csv"
    with path.open(encoding="utf-8") as file:
        texts = [row["comment-body"] for row in csv.DictReader(file)]
    assert len(texts) > 800
    assert [text for text in texts if personal(text)] == []


def test_what_is_put_into_real_texts_is_found(testdata: Path) -> None:
    path = testdata / "participation/polis/american-assembly.bowling-green/comments.csv"
    chance = random.Random(5)
    with path.open(encoding="utf-8") as file:
        texts = [row["comment-body"] for row in csv.DictReader(file)]
    for text in texts:
        words = text.split(" ")
        digits = "".join(chance.choices("0123456789", k=8))
        put = chance.choice([f"06{digits}", f"06-{digits}", f"x{digits}@y.nl", "GH-482-K"])
        words.insert(chance.randrange(len(words) + 1), put)
        found = [(" ".join(words))[each.begin : each.end] for each in personal(" ".join(words))]
        assert put in found


def test_abusive_words_are_found_whole_in_any_case_and_disguise() -> None:
    ours = WordLists()
    text = "Wat een KLOOTZAK, die kl00tz@k! Kankeronderzoek is iets anders, en Scunthorpe ook."
    found = [text[each.begin : each.end] for each in ours.abusive(text, "nl")]
    assert found == ["KLOOTZAK", "kl00tz@k"]


def test_lists_of_others_count_in_their_language(tmp_path: Path) -> None:
    (tmp_path / "tr").write_text("# words\nam\nkötü söz\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("license", encoding="utf-8")
    lists = read_word_lists(tmp_path)
    assert lists.abusive("I am here at 9 am, see the license", "en") == []
    assert len(lists.abusive("am ve kötü söz", "tr")) == 2
