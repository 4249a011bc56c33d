"""Do these few bytes prove that an entry is in a log, or that a log only grew? Notes, hashes, proofs.

* Tree hashing by RFC 6962 §2.1 with SHA-256; proofs by RFC 9162 §2.1.3.2 and §2.1.4.2.
* Checkpoints are C2SP signed notes (tlog-checkpoint), Ed25519, type 0x01; proofs are C2SP tlog-proof.
* Pure: reads no file, asks no clock.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"  # C2SP signed-note signature type
PROOF_HEAD = "c2sp.org/tlog-proof@v1"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


class Unsound(Exception):
    """A note, key or proof that can't be relied on."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log signed: its name, how many entries, the root over them (32 bytes)."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """A `.tlog-proof`: the entry's bytes (`extra` line), its index, the path to the root, the signed note."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    note: str


def hash_leaf(entry: bytes) -> bytes:
    """RFC 6962 §2.1: SHA-256(0x00 || entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """RFC 6962 §2.1: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The tree hash over neighbouring hashes: pair them level by level, an odd last one moves up as it is."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    sha256, level = hashlib.sha256, list(hashes)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level += odd
    return level[0]


def read_base64(text: str) -> bytes:
    """Standard base64, only in its one canonical spelling. Raises `Unsound`."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unsound("base64") from error
    if base64.b64encode(found).decode() != text:
        raise Unsound("base64")
    return found


def read_key(vkey: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """A verifier key `name+hash+base64(0x01 || public key)` as name, key id, key. Raises `Unsound`."""
    parts = vkey.strip().split("+", 2)
    raw = read_base64(parts[2]) if len(parts) == 3 else b""
    if len(raw) != 33 or raw[:1] != ED25519 or not parts[0]:
        raise Unsound("key")
    key_id = hashlib.sha256(parts[0].encode() + b"\n" + raw).digest()[:4]
    if parts[1] != key_id.hex():
        raise Unsound("key")
    return parts[0], key_id, Ed25519PublicKey.from_public_bytes(raw[1:])


def read_checkpoint(note: str) -> Checkpoint:
    """What the note says, signatures NOT checked. Raises `Unsound` where it is not a checkpoint."""
    lines = note.rpartition("\n\n")[0].split("\n")
    if len(lines) != 3 or not lines[0] or not _NUMBER.fullmatch(lines[1]):
        raise Unsound("checkpoint")
    root = read_base64(lines[2])
    if len(root) != 32:
        raise Unsound("checkpoint")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def open_checkpoint(note: str, vkey: str) -> Checkpoint:
    """The checkpoint, once its signature by `vkey` was checked. Signatures by other keys are ignored."""
    name, key_id, key = read_key(vkey)
    body, gap, signatures = note.rpartition("\n\n")
    if not gap or not note.endswith("\n") or any(c < " " and c != "\n" for c in note):
        raise Unsound("note")
    valid = False
    for line in signatures.removesuffix("\n").split("\n"):
        found = _SIGNATURE.fullmatch(line)
        if found is None:
            raise Unsound("note")
        raw = read_base64(found[2])
        if found[1] == name and raw[:4] == key_id:
            try:
                key.verify(raw[4:], (body + "\n").encode())
            except InvalidSignature:
                raise Unsound("signature") from None
            valid = True
    checkpoint = read_checkpoint(note)
    if not valid or checkpoint.origin != name:
        raise Unsound("signature")
    return checkpoint


def verify_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Is the leaf hash at `index` of the tree of `size` with this root? RFC 9162 §2.1.3.2."""
    if not 0 <= index < size or any(len(h) != 32 for h in (leaf, root, *path)):
        return False
    fn, sn, found = index, size - 1, leaf
    for sibling in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            found = hash_node(sibling, found)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = hash_node(found, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and found == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes], start: int = 0
) -> bool:
    """Are entries `start`..`old` unchanged in the tree of `new` entries? RFC 9162 §2.1.4.2 where start is 0,

    else the subtree form of draft-ietf-plants-merkle-tree-certs. An empty old tree proves nothing: False.
    """
    if not 0 <= start < old <= new or any(len(h) != 32 for h in (old_root, new_root, *path)):
        return False
    if start % (1 << (old - start - 1).bit_length()):
        return False
    fn, sn, tn = start, old - 1, new - 1
    while fn != sn and (sn & 1 or sn == tn):
        fn, sn, tn = fn >> 1, sn >> 1, tn >> 1
    rest = list(path)
    if fn != sn and not rest:
        return False
    seed = old_root if fn == sn else rest.pop(0)
    old_found = new_found = seed
    for sibling in rest:
        if tn == 0:
            return False
        if sn & 1 or sn == tn:
            if fn < sn:
                old_found = hash_node(sibling, old_found)
            new_found = hash_node(sibling, new_found)
            while not sn & 1 and sn:
                fn, sn, tn = fn >> 1, sn >> 1, tn >> 1
        else:
            new_found = hash_node(new_found, sibling)
        fn, sn, tn = fn >> 1, sn >> 1, tn >> 1
    return tn == 0 and old_found == old_root and new_found == new_root


def read_proof(text: str) -> Proof:
    """Take a C2SP tlog-proof apart. Raises `Unsound` on any other shape."""
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != PROOF_HEAD or not lines[1].startswith("extra "):
        raise Unsound("proof")
    word, _, number = lines[2].partition(" ")
    path = tuple(read_base64(line) for line in lines[3:])
    if word != "index" or not _NUMBER.fullmatch(number) or any(len(h) != 32 for h in path):
        raise Unsound("proof")
    return Proof(entry=read_base64(lines[1].removeprefix("extra ")), index=int(number), path=path, note=note)


def open_proof(text: str, vkey: str) -> tuple[Proof, Checkpoint]:
    """A proof whose signature, path and entry bytes all fit. Raises `Unsound`."""
    proof = read_proof(text)
    checkpoint = open_checkpoint(proof.note, vkey)
    if not verify_inclusion(
        proof.index, checkpoint.size, hash_leaf(proof.entry), proof.path, checkpoint.root
    ):
        raise Unsound("proof")
    return proof, checkpoint
