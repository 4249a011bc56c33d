"""Does the vault still write and read the very bytes of its published formats, and refuse the bad ones by name?

The good cases are derived a second time here from the documents, with nothing but HMAC, SHA-256 and AES.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from camket.vault.core import keys, names, padding, record
from camket.vault.core.blind import make_index_keys, token_bits
from camket.vault.core.ciphers import CIPHERS, GCM
from camket.vault.core.envelope import bound_prefix, bound_suffix, open_field, seal_field
from camket.vault.core.ring import decode_ring, encode_ring
from camket.vault.core.tlv import tlv
from camket.vault.errors import SealBroken
from camket.vault.ringfile import unlock_ring
from camket.vault.rootkey import FileRootKey

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "vectors" / "vault"
COUNTS = {
    "tlv": 6,
    "field-id": 5,
    "padding": 4,
    "key-row": 10,
    "field-envelope": 15,
    "blind-index": 15,
    "record": 2,
    "key-ring": 2,
}
unhex = bytes.fromhex


def load(kind: str, *, refused: bool | None = None) -> list[Any]:
    found = []
    for path in sorted((FOLDER / kind).glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        if refused is None or refused is ("refused" in case):
            found.append(pytest.param(case, id=path.stem))
    return found


def lengths(*parts: bytes) -> bytes:
    return b"".join(len(p).to_bytes(2, "big") + p for p in parts)


def number(value: int, size: int) -> bytes:
    return value.to_bytes(size, "big")


def expand(digest: str, key: bytes, info: bytes) -> bytes:
    """HKDF-Expand of one block (RFC 5869 §2.3)."""
    return hmac.digest(key, info + b"\x01", digest)


def test_every_format_has_its_cases() -> None:
    assert {kind: len(load(kind)) for kind in COUNTS} == COUNTS


def test_vectors_come_again() -> None:
    """The tool makes exactly the files that are here."""
    done = subprocess.run(
        [sys.executable, "tools/vectors_vault.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("case", load("tlv"))
def test_tlv(case: dict[str, Any]) -> None:
    assert tlv(*(unhex(p) for p in case["parts"])).hex() == case["bytes"]


@pytest.mark.parametrize("case", load("field-id"))
def test_field_id(case: dict[str, Any]) -> None:
    assert names.field_id(case["name"]) == case["id"]
    digest = hashlib.sha256(b"camket/field-name/v1" + case["name"].encode()).hexdigest()
    assert int(digest[:8], 16) == case["id"]


@pytest.mark.parametrize("case", load("padding"))
def test_padding(case: dict[str, Any]) -> None:
    text = unhex(case["text"])
    for form, to_step in (("bare", False), ("stepped", True)):
        assert padding.pad(text, to_step=to_step).hex() == case[form]
        assert padding.unpad(unhex(case[form])) == text
    assert len(case["stepped"]) % 32 == 0


def row_of(case: dict[str, Any]) -> keys.KeyRow:
    return keys.KeyRow(
        unhex(case["customer"]),
        case["class"],
        case["ver"],
        case["epoch"],
        unhex(case["commitment"]),
        unhex(case["wrapped"]),
    )


@pytest.mark.parametrize("case", load("key-row", refused=False))
def test_key_row(case: dict[str, Any]) -> None:
    row, tenant, dek = row_of(case), unhex(case["tenant"]), unhex(case["dek"])
    place = (tenant, row.customer, number(row.retention_class, 2), number(row.ver, 2))
    both = expand("sha512", dek, lengths(b"camket/fk/v1", *place))
    assert (both[:32].hex(), both[32:].hex()) == (case["field_key"], case["commitment"])
    bound = lengths(b"camket/dek/v1", *place, number(row.epoch, 4), row.commitment)
    nonce, sealed = row.wrapped[:12], row.wrapped[12:]
    assert AESGCM(unhex(case["kek"])).encrypt(nonce, dek, bound) == sealed

    kek = CIPHERS[GCM](unhex(case["kek"]))
    assert keys.wrap_dek(dek, kek=kek, tenant=tenant, row=row, nonce=nonce) == row.wrapped
    assert keys.unwrap_dek(kek=kek, tenant=tenant, row=row) == dek
    assert keys.unlock(kek=kek, tenant=tenant, row=row).ver == row.ver


@pytest.mark.parametrize("case", load("key-row", refused=True))
def test_key_row_refused(case: dict[str, Any]) -> None:
    with pytest.raises(SealBroken) as refusal:
        keys.unlock(kek=CIPHERS[GCM](unhex(case["kek"])), tenant=unhex(case["tenant"]), row=row_of(case))
    assert refusal.value.code == case["refused"]


def bound_of(case: dict[str, Any]) -> bytes:
    prefix = bound_prefix(unhex(case["tenant"]), case["class"], names.field_id(case["field"]))
    return prefix + bound_suffix(case["ver"], unhex(case["customer"]))


@pytest.mark.parametrize("case", load("field-envelope", refused=False))
def test_field_envelope(case: dict[str, Any]) -> None:
    sealed, tenant, customer = unhex(case["sealed"]), unhex(case["tenant"]), unhex(case["customer"])
    field = number(names.field_id(case["field"]), 4)
    bound = lengths(b"camket/field/v1", tenant, number(case["class"], 2), field)
    bound += number(case["ver"], 2) + customer
    assert bound == bound_of(case)
    assert sealed[:4] == bytes([1, case["alg"]]) + number(case["ver"], 2)
    cipher = {1: AESGCM, 2: AESGCMSIV}[case["alg"]](unhex(case["field_key"]))
    plain = cipher.decrypt(sealed[4:16], sealed[16:], bound)
    assert plain.rstrip(b"\x00")[:-1].decode() == case["text"]
    assert (len(plain) % 16 == 0) is case["padded"]

    key = keys.FieldKey(unhex(case["field_key"]), case["ver"])
    assert seal_field(key, case["alg"], sealed[4:16], plain, bound) == sealed
    assert padding.unpad(open_field(key, sealed, bound)).decode() == case["text"]


@pytest.mark.parametrize("case", load("field-envelope", refused=True))
def test_field_envelope_refused(case: dict[str, Any]) -> None:
    key = keys.FieldKey(unhex(case["field_key"]), case["ver"])
    with pytest.raises(SealBroken) as refusal:
        open_field(key, unhex(case["sealed"]), bound_of(case))
    assert refusal.value.code == case["refused"]


@pytest.mark.parametrize("case", load("blind-index"))
def test_blind_index(case: dict[str, Any]) -> None:
    bits = len(f"{case['planned'] - 1:b}") - 1
    info = lengths(b"camket/ix/v1", case["index"].encode(), b"camket/values/v1", number(case["ver"], 2))
    index_key = expand("sha256", unhex(case["index_root"]), info)
    digest = hmac.digest(index_key, case["term"].encode(), "sha256")
    assert (index_key.hex(), bits) == (case["index_key"], case["bits"])
    assert int(f"{int.from_bytes(digest, 'big'):0256b}"[:bits], 2) == case["token"]

    assert token_bits(case["planned"]) == bits
    made = make_index_keys(unhex(case["index_root"]), ver=case["ver"], bits=bits)
    assert made.token(case["index"], case["term"]) == (case["stored_index"], case["token"])


@pytest.mark.parametrize("case", load("record"))
def test_record(case: dict[str, Any]) -> None:
    row, tenant = row_of(case), unhex(case["tenant"])
    key = keys.unlock(kek=CIPHERS[GCM](unhex(case["kek"])), tenant=tenant, row=row)
    fields, meta = record.read_fields(unhex(case["fields"])), record.read_meta(unhex(case["meta"]))
    names_held = frozenset(case["opened"])
    assert record.open_values(fields, names_held, key=key, tenant=tenant, row=row) == case["opened"]
    assert record.open_notes(fields, key=key, tenant=tenant, row=row) == {1: case["note"]}
    assert set(fields) == {names.field_id(name) for name in case["opened"]} | {0}
    assert msgspec.msgpack.decode(unhex(case["meta"])) == {
        "full_name": [1, 1772415000000, 3, 1, 0],
        "phone": [4, 1772415000000, 3, 3, 1],
    }
    assert meta["phone"].note == 1


@pytest.mark.parametrize("case", load("key-ring"))
def test_key_ring(case: dict[str, Any]) -> None:
    ring = decode_ring(case["file"].encode())
    assert encode_ring(ring).decode() == case["file"]
    opened = unlock_ring(ring, root=FileRootKey(unhex(case["root_key"])))
    assert opened.epoch == len(opened.keks) == len(opened.index_keys)
    for epoch in ring.epochs:
        bound = lengths(b"camket/ring/kek/v1", ring.tenant, number(epoch.epoch, 4))
        assert epoch.wrapped is not None
        kek = AESGCM(unhex(case["root_key"])).decrypt(epoch.wrapped[:12], epoch.wrapped[12:], bound)
        assert len(kek) == 32
