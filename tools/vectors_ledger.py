"""Which bytes must the ledger write? Makes the known-answer vectors of its formats, the same on every run.

* One case per file: tests/vectors/ledger/<format>/<case>.json; byte strings are hex, texts are texts.
* `python tools/vectors_ledger.py` writes them, `--check` fails where a file differs, is missing or too many.
* The keys are bytes counted up from 0; never use them for anything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from camket.ledger.core.note import Signer, write_proof
from camket.ledger.core.proofs import prove_consistency, prove_inclusion
from camket.ledger.core.succession import encode_succession
from camket.ledger.core.tree import WIDTH, fold, hash_leaves
from camket.ledger.data import (
    Decision,
    Event,
    encode_entry,
    make_entry,
    name_api,
    name_customer,
    name_staff,
    name_system,
)
from camket_verify.log import name_tile

FOLDER = Path(__file__).parent.parent / "tests" / "vectors" / "ledger"
NOW = datetime(2026, 3, 2, 1, 30, 0, 123_000, tzinfo=UTC)
DEPLOYMENT = "6f0f4a60-53f5-4c19-9c3e-2f3f6f1f9a10"
STAFF = UUID("0195546a-0c3b-7d21-8f3e-5a6b7c8d9e0f")
REF = UUID("9f2c7b1e-4d5a-4e6f-8a7b-1c2d3e4f5a6b")
SIGNER = Signer(f"camket.local/{DEPLOYMENT}/log1", bytes(range(32)))
LEAVES = [b"leaf %d" % number for number in range(600)]
HASHES = hash_leaves(LEAVES)
Case = tuple[str, str, dict[str, Any]]


def _numbered(number: int) -> UUID:
    return UUID(int=0x01955469_0000_7000_8000_000000000000 + number)


def _entries() -> dict[str, dict[str, Any]]:
    edition = "3@0123456789ab"
    opened = {"role": "shipping", "purpose": "delivery", "edition": edition, "clauses": ["2.1", "4"]}
    return {
        "smallest": {"act": Event.LEDGER_LOG_OPENED, "who": name_system("ledger")},
        "field-opened": opened
        | {
            "act": Event.ACCESS_FIELD_OPENED,
            "who": name_staff(STAFF),
            "refs": [REF],
            "fields": ["full_name", "phone"],
            "channel": "phone",
            "decision": Decision.ALLOW,
        },
        "field-refused": opened
        | {
            "act": Event.ACCESS_FIELD_REFUSED,
            "who": name_api(STAFF),
            "refs": [REF],
            "fields": ["id_number"],
            "decision": Decision.REFUSE,
            "reason": "purpose.not_covered",
        },
        "consent-withdrawn": {
            "act": Event.CONSENT_CHOICE_WITHDRAWN,
            "who": name_customer(REF),
            "refs": [REF],
            "purpose": "newsletter",
            "edition": edition,
            "detail": "ab" * 32,
        },
        "erased-for-a-request": {
            "act": Event.ACCESS_CUSTOMER_ERASED,
            "who": name_system("rights"),
            "refs": [REF],
            "request": STAFF,
            "count": 17,
        },
        "batch-of-1000": {
            "act": Event.IMPORTS_BATCH_WRITTEN,
            "who": name_staff(STAFF),
            "refs": [_numbered(number) for number in range(1000)],
            "count": 1000,
        },
    }


def entry_cases() -> Iterator[Case]:
    """Leaves as they are stored, with their hashes."""
    for number, (name, given) in enumerate(_entries().items()):
        leaf = encode_entry(make_entry(now=NOW, entry_id=_numbered(number), **given))
        yield "entry", name, {"leaf": leaf.decode(), "hash": hash_leaves([leaf])[0].hex()}
    note = SIGNER.sign_checkpoint(600, fold(HASHES))
    leaf = encode_succession(now=NOW, entry_id=_numbered(99), note=note, held=300)
    yield "succession", "300-of-600", {"leaf": leaf.decode(), "hash": hash_leaves([leaf])[0].hex()}


def refused_cases() -> Iterator[Case]:
    """JSON that is not an entry, with the field that is at fault ("leaf": the whole)."""
    sound = json.loads(encode_entry(make_entry(now=NOW, entry_id=_numbered(0), **_entries()["field-opened"])))
    changes: dict[str, tuple[str, dict[str, Any]]] = {
        "phone-as-purpose": ("purpose", {"purpose": "0912345678"}),
        "phone-as-clause": ("clauses", {"clauses": ["0912.345.678"]}),
        "phone-inside-a-name": ("purpose", {"purpose": "call_0912_345_678"}),
        "phone-as-count": ("n", {"n": 912_345_678}),
        "mail-as-field": ("fields", {"fields": ["an@khach.example"]}),
        "name-as-reason": ("reason", {"reason": "Nguyễn Văn An"}),
        "text-as-role": ("role", {"role": "the customer asked by phone"}),
        "staff-by-name": ("who", {"who": "staff:an"}),
        "customer-id-with-dashes": ("refs", {"refs": [str(REF)]}),
        "unknown-event": ("leaf", {"act": "access.field.peeked"}),
        "unknown-field": ("leaf", {"note": "x"}),
        "fraction": ("leaf", {"t": 1.5}),
        "other-version": ("v", {"v": 2}),
    }
    for name, (field, change) in changes.items():
        yield "entry-refused", name, {"leaf": json.dumps(sound | change, ensure_ascii=False), "field": field}


def note_cases() -> Iterator[Case]:
    """Keys and checkpoints."""
    seed = SIGNER.seed.hex()
    yield (
        "key",
        "counted-up",
        {"origin": SIGNER.origin, "seed": seed, "vkey": SIGNER.vkey, "skey": SIGNER.skey},
    )
    for size in (0, 1, 256, 600):
        root = fold(HASHES[:size])
        note = SIGNER.sign_checkpoint(size, root)
        yield (
            "checkpoint",
            f"size-{size}",
            {"vkey": SIGNER.vkey, "size": size, "root": root.hex(), "note": note},
        )


def _read(level: int, number: int, _least: int) -> list[bytes]:
    span = WIDTH**level
    starts = range(number * WIDTH * span, min((number + 1) * WIDTH * span, len(HASHES)), span)
    return [fold(HASHES[at : at + span]) for at in starts if at + span <= len(HASHES)]


def proof_cases() -> Iterator[Case]:
    """Proofs over leaves "leaf 0", "leaf 1", …"""
    for index, size in [(0, 1), (0, 2), (255, 256), (255, 257), (256, 257), (7, 600), (599, 600)]:
        path = prove_inclusion(index, size, _read)
        text = write_proof(LEAVES[index], index, path, SIGNER.sign_checkpoint(size, fold(HASHES[:size])))
        yield "proof", f"{index}-of-{size}", {"vkey": SIGNER.vkey, "entry": LEAVES[index].hex(), "text": text}
    for old, new in [(1, 2), (3, 7), (4, 7), (6, 8), (256, 600), (257, 600), (600, 600)]:
        roots = {"old_root": fold(HASHES[:old]).hex(), "new_root": fold(HASHES[:new]).hex()}
        path = prove_consistency(old, new, _read)
        case = {"old": old, "new": new, **roots, "path": [found.hex() for found in path]}
        yield "consistency", f"{old}-to-{new}", case


def tile_cases() -> Iterator[Case]:
    """Where a tile is found."""
    given = {
        "first": ("0", 0, 256),
        "partial": ("entries", 273, 112),
        "far": ("0", 1_234_067, 256),
        "top": ("2", 0, 1),
    }
    for name, (kind, number, width) in given.items():
        yield (
            "tile-path",
            name,
            {"kind": kind, "number": number, "width": width, "path": name_tile(kind, number, width)},
        )


def all_cases() -> dict[Path, str]:
    """Every file with its text."""
    makers = (entry_cases, refused_cases, note_cases, proof_cases, tile_cases)
    return {
        FOLDER / kind / f"{name}.json": json.dumps(case, indent=2, ensure_ascii=False) + "\n"
        for make in makers
        for kind, name, case in make()
    }


def main() -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    wanted = all_cases()
    held = {path: path.read_text("utf-8") for path in FOLDER.rglob("*.json")}
    if parser.parse_args().check:
        wrong = sorted(
            path.name for path in wanted.keys() | held.keys() if wanted.get(path) != held.get(path)
        )
        sys.stdout.write(f"{len(wanted)} vectors, wrong: {wrong}\n")
        return 1 if wrong else 0
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
