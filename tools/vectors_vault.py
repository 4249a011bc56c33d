"""Which bytes must the vault write? Makes the known-answer vectors of its formats, the same on every run.

* One case per file: tests/vectors/vault/<format>/<case>.json; byte strings are hex.
* `python tools/vectors_vault.py` writes them, `--check` fails where a file differs or is missing.
* Randomness is a counter stream of SHA-256 over the case's name; never use these keys for anything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from camket.policy.data import Field, FieldType, Label, Source
from camket.vault import ringfile
from camket.vault.core import envelope, keys, names, padding, record
from camket.vault.core.blind import derive_index_key, make_index_keys, token_bits
from camket.vault.core.ciphers import CIPHERS, GCM, GCM_SIV
from camket.vault.core.ring import encode_ring
from camket.vault.core.tlv import tlv
from camket.vault.data import IndexName, SealedValue
from camket.vault.rootkey import FileRootKey

FOLDER = Path(__file__).parent.parent / "tests" / "vectors" / "vault"
TENANT = bytes(range(0xA0, 0xB0))
CUSTOMER = UUID("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b").bytes
OTHER = UUID("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2c").bytes
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
Case = tuple[str, str, dict[str, Any]]


class Stream:
    """Bytes that look random and come again: SHA-256(name, u32 counter)."""

    def __init__(self, name: str) -> None:
        self._name = name.encode()
        self._counter = 0
        self._left = b""

    def __call__(self, count: int) -> bytes:
        while len(self._left) < count:
            self._left += hashlib.sha256(self._name + self._counter.to_bytes(4, "big")).digest()
            self._counter += 1
        taken, self._left = self._left[:count], self._left[count:]
        return taken


def tlv_cases() -> Iterator[Case]:
    """Lists that would meet without lengths."""
    for name, parts in {
        "nothing": (),
        "one-empty": (b"",),
        "two-empty": (b"", b""),
        "ab-c": (b"ab", b"c"),
        "a-bc": (b"a", b"bc"),
        "long": (b"x" * 300,),
    }.items():
        yield "tlv", name, {"parts": [p.hex() for p in parts], "bytes": tlv(*parts).hex()}


def field_id_cases() -> Iterator[Case]:
    """Field names as they occur in policies."""
    for name in ("phone", "full_name", "email", "tax_code", "địa_chỉ"):
        yield (
            "field-id",
            hashlib.sha256(name.encode()).hexdigest()[:8],
            {"name": name, "id": names.field_id(name)},
        )


def padding_cases() -> Iterator[Case]:
    """Around the step, and a text that itself ends like padding."""
    for name, text in {
        "empty": b"",
        "fifteen": b"x" * 15,
        "sixteen": b"x" * 16,
        "mark": b"x\x80\x00",
    }.items():
        yield (
            "padding",
            name,
            {
                "text": text.hex(),
                "bare": padding.pad(text, to_step=False).hex(),
                "stepped": padding.pad(text, to_step=True).hex(),
            },
        )


def _key_row(name: str, *, klass: int, ver: int, epoch: int) -> tuple[bytes, bytes, bytes, keys.KeyRow]:
    stream = Stream(name)
    kek, dek, nonce = stream(32), stream(32), stream(12)
    key, commitment = keys.derive(dek, tenant=TENANT, customer=CUSTOMER, klass=klass, ver=ver)
    row = keys.KeyRow(CUSTOMER, klass, ver, epoch, commitment, b"")
    wrapped = keys.wrap_dek(dek, kek=CIPHERS[GCM](kek), tenant=TENANT, row=row, nonce=nonce)
    return kek, dek, key, row._replace(wrapped=wrapped)


def _place(row: keys.KeyRow) -> dict[str, Any]:
    return {
        "tenant": TENANT.hex(),
        "customer": row.customer.hex(),
        "class": row.retention_class,
        "ver": row.ver,
    }


def key_row_cases() -> Iterator[Case]:
    """Good rows, and rows that must be refused."""
    for name, klass, ver, epoch in (
        ("first", 1, 1, 1),
        ("consent", 2, 1, 7),
        ("widest", 65535, 65535, 2**32 - 1),
    ):
        kek, dek, key, row = _key_row(name, klass=klass, ver=ver, epoch=epoch)
        stored = {"epoch": epoch, "commitment": row.commitment.hex(), "wrapped": row.wrapped.hex()}
        yield (
            "key-row",
            name,
            {**_place(row), **stored, "kek": kek.hex(), "dek": dek.hex(), "field_key": key.hex()},
        )
    kek, dek, _, row = _key_row("refused", klass=1, ver=1, epoch=3)
    lying = row._replace(commitment=bytes(32))
    cipher = CIPHERS[GCM](kek)
    crafted = keys.wrap_dek(dek, kek=cipher, tenant=TENANT, row=lying, nonce=Stream("crafted")(12))
    for name, bad, code in (
        ("other-customer", row._replace(customer=OTHER), "vault.key_broken"),
        ("other-class", row._replace(retention_class=2), "vault.key_broken"),
        ("other-version", row._replace(ver=2), "vault.key_broken"),
        ("other-epoch", row._replace(epoch=4), "vault.key_broken"),
        ("other-commitment", lying, "vault.key_broken"),
        ("not-the-committed-key", lying._replace(wrapped=crafted), "vault.commitment_broken"),
        ("truncated", row._replace(wrapped=row.wrapped[:-1]), "vault.truncated"),
    ):
        stored = {"epoch": bad.epoch, "commitment": bad.commitment.hex(), "wrapped": bad.wrapped.hex()}
        yield "key-row", f"refused-{name}", {**_place(bad), **stored, "kek": kek.hex(), "refused": code}


def envelope_cases() -> Iterator[Case]:
    """Both algorithms, padded and not, and ciphertexts that must be refused."""
    for name, alg, field, text, step in (
        ("phone-gcm", GCM, "phone", "+84900000001", False),
        ("phone-gcm-siv", GCM_SIV, "phone", "+84900000001", False),
        ("name-padded", GCM, "full_name", "Nguyễn Thị Đào", True),
        ("empty", GCM, "note", "", True),
    ):
        yield "field-envelope", name, _envelope(name, alg, field, text, step=step)
    good = _envelope("refused", GCM, "phone", "+84900000001", step=False)
    sealed = bytes.fromhex(good["sealed"])
    for name, change, code in (
        ("other-customer", {"customer": OTHER.hex()}, "vault.field_broken"),
        ("other-class", {"class": 2}, "vault.field_broken"),
        ("other-field", {"field": "email"}, "vault.field_broken"),
        ("other-tenant", {"tenant": bytes(16).hex()}, "vault.field_broken"),
        ("other-version", {"sealed": (sealed[:3] + b"\x02" + sealed[4:]).hex()}, "vault.version_mismatch"),
        ("other-algorithm", {"sealed": (sealed[:1] + b"\x02" + sealed[2:]).hex()}, "vault.field_broken"),
        ("unknown-algorithm", {"sealed": (sealed[:1] + b"\x09" + sealed[2:]).hex()}, "vault.format_unknown"),
        ("unknown-format", {"sealed": (b"\x02" + sealed[1:]).hex()}, "vault.format_unknown"),
        ("flipped-bit", {"sealed": (sealed[:-1] + bytes([sealed[-1] ^ 1])).hex()}, "vault.field_broken"),
        ("truncated", {"sealed": sealed[:32].hex()}, "vault.truncated"),
        ("cut-tag", {"sealed": sealed[:-1].hex()}, "vault.field_broken"),
    ):
        yield "field-envelope", f"refused-{name}", {**good, **change, "refused": code}


def _envelope(name: str, alg: int, field: str, text: str, *, step: bool) -> dict[str, Any]:
    stream = Stream(name)
    raw, nonce = stream(32), stream(12)
    bound = envelope.bound_prefix(TENANT, 1, names.field_id(field)) + envelope.bound_suffix(1, CUSTOMER)
    padded = padding.pad(text.encode(), to_step=step)
    sealed = envelope.seal_field(keys.FieldKey(raw, 1), alg, nonce, padded, bound)
    place = {"tenant": TENANT.hex(), "customer": CUSTOMER.hex(), "class": 1, "ver": 1, "field": field}
    return {**place, "field_key": raw.hex(), "alg": alg, "text": text, "padded": step, "sealed": sealed.hex()}


def token_cases() -> Iterator[Case]:
    """One term per index, two versions, three lengths."""
    terms = {
        IndexName.PHONE: "+84900000001",
        IndexName.EMAIL: "dao@shop.example",
        IndexName.TAX_CODE: "0123456789",
        IndexName.NAME: "nguyen thi dao",
        IndexName.NAME_TAIL: "thi dao",
    }
    for index, term in terms.items():
        for ver, planned in ((1, 1_000_000), (2, 50_000_000), (1, 16)):
            ixk = Stream("ixk")(32)
            made = make_index_keys(ixk, ver=ver, bits=token_bits(planned))
            stored, token = made.token(index, term)
            yield (
                "blind-index",
                f"{index}-v{ver}-{planned}",
                {
                    "index_root": ixk.hex(),
                    "index": index.value,
                    "ver": ver,
                    "planned": planned,
                    "bits": made.bits,
                    "index_key": derive_index_key(ixk, name=index, ver=ver).hex(),
                    "term": term,
                    "stored_index": stored,
                    "token": token,
                },
            )


def _value(name: str, type_: FieldType, value: str, source: Source, source_name: str = "") -> SealedValue:
    field = Field(name, Label(name), type_, False, frozenset(), frozenset(), None, {}, (), 1)
    return SealedValue(field, value, source, source_name, 3)


def record_cases() -> Iterator[Case]:
    """A whole row as it is inserted: key, fields and meta."""
    kek = Stream("record-kek")(32)
    values = (
        _value("full_name", FieldType.PERSON_NAME, "Nguyễn Thị Đào", Source.CUSTOMER),
        _value("phone", FieldType.PHONE, "+84900000001", Source.OTHER, "Sổ khách của chi nhánh cũ"),
    )
    for name, alg in (("gcm", GCM), ("gcm-siv", GCM_SIV)):
        sealer = record.Sealer(tenant=TENANT, alg=alg, random=Stream(f"record-{name}"))
        row = sealer.make(
            customer=CUSTOMER, klass=1, values=values, at=1772415000000, epoch=1, kek=CIPHERS[GCM](kek)
        )
        stored = {"commitment": row.key.commitment.hex(), "wrapped": row.key.wrapped.hex()}
        opened = {value.field.name: value.value for value in values}
        yield (
            "record",
            name,
            {
                **_place(row.key),
                "epoch": 1,
                "kek": kek.hex(),
                **stored,
                "fields": row.fields.hex(),
                "meta": row.meta.hex(),
            }
            | {"opened": opened, "note": values[1].source_name},
        )


def ring_cases() -> Iterator[Case]:
    """A ring file after its making and after one rotation of each kind."""
    stream = Stream("ring")
    root_key = stream(32)
    root = FileRootKey(root_key, random=stream)
    ring = ringfile.make_ring(root=root, planned=1_000_000, now=NOW, random=stream)
    later = ringfile.with_epoch(ring, root=root, now=NOW.replace(day=30), random=stream)
    later = ringfile.with_index_key(
        later, root=root, planned=50_000_000, now=NOW.replace(day=30), random=stream
    )
    for name, state in (("first", ring), ("rotated", later)):
        yield "key-ring", name, {"root_key": root_key.hex(), "file": encode_ring(state).decode()}


def all_cases() -> dict[Path, str]:
    """Every vector file with its text."""
    made: dict[Path, str] = {}
    for cases in (
        tlv_cases,
        field_id_cases,
        padding_cases,
        key_row_cases,
        envelope_cases,
        token_cases,
        record_cases,
        ring_cases,
    ):
        for kind, name, case in cases():
            text = json.dumps({"format": kind, "case": name, **case}, ensure_ascii=False, indent=1)
            made[FOLDER / kind / f"{name}.json"] = text + "\n"
    return made


def main() -> int:
    """Write or check the vector files; 1 when the check fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on any difference")
    checking = parser.parse_args().check
    made = all_cases()
    there = {path: path.read_text("utf-8") for path in FOLDER.rglob("*.json")}
    wrong = sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path))
    if checking:
        sys.stdout.writelines(f"differs: {path.relative_to(FOLDER)}\n" for path in wrong)
        return int(bool(wrong))
    for path in wrong:
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], "utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
