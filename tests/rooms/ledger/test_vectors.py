"""Are the bytes the ledger writes the ones its format pages promise? Known answers, one case a file."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from camket.ledger.core.note import Signer, read_signer
from camket.ledger.core.succession import decode_succession
from camket.ledger.core.tree import hash_leaves
from camket.ledger.data import decode_entry, encode_entry
from camket.ledger.errors import EntryRefused
from camket_verify.log import name_tile
from camket_verify.proof import open_checkpoint, open_proof, read_key, verify_consistency

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests" / "vectors" / "ledger"


def cases(kind: str) -> pytest.MarkDecorator:
    files = sorted((FOLDER / kind).glob("*.json"))
    found = [pytest.param(json.loads(file.read_text("utf-8")), id=file.stem) for file in files]
    assert found, kind
    return pytest.mark.parametrize("case", found)


def test_the_generator_gives_the_same_files() -> None:
    command = [sys.executable, str(ROOT / "tools" / "vectors_ledger.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@cases("entry")
def test_entry(case: dict[str, str]) -> None:
    leaf = case["leaf"].encode()
    assert encode_entry(decode_entry(leaf)) == leaf
    assert hash_leaves([leaf])[0].hex() == case["hash"]


@cases("succession")
def test_succession(case: dict[str, str]) -> None:
    leaf = case["leaf"].encode()
    assert decode_succession(leaf).known > decode_succession(leaf).held
    assert hash_leaves([leaf])[0].hex() == case["hash"]
    for bad in (leaf.replace(b'"known":600', b'"known":601'), leaf.replace(b"camket.local", b"else.example")):
        with pytest.raises(EntryRefused):
            decode_succession(bad)


@cases("entry-refused")
def test_entry_refused(case: dict[str, str]) -> None:
    with pytest.raises(EntryRefused) as caught:
        decode_entry(case["leaf"].encode())
    assert caught.value.params == {"field": case["field"]}


@cases("key")
def test_key(case: dict[str, str]) -> None:
    signer = Signer(case["origin"], bytes.fromhex(case["seed"]))
    assert (signer.vkey, signer.skey) == (case["vkey"], case["skey"])
    assert read_signer(case["skey"]).seed.hex() == case["seed"]


@cases("checkpoint")
def test_checkpoint(case: dict[str, Any]) -> None:
    checkpoint = open_checkpoint(case["note"], case["vkey"])
    assert (checkpoint.size, checkpoint.root.hex()) == (case["size"], case["root"])


@cases("proof")
def test_proof(case: dict[str, str]) -> None:
    proof, _ = open_proof(case["text"], case["vkey"])
    assert proof.entry.hex() == case["entry"]


@cases("consistency")
def test_consistency(case: dict[str, Any]) -> None:
    roots = bytes.fromhex(case["old_root"]), bytes.fromhex(case["new_root"])
    assert verify_consistency(case["old"], case["new"], *roots, [bytes.fromhex(h) for h in case["path"]])


@cases("tile-path")
def test_tile_path(case: dict[str, Any]) -> None:
    assert name_tile(case["kind"], case["number"], case["width"]) == case["path"]


def test_the_path_of_the_specification() -> None:
    assert name_tile("0", 1_234_067) == "tile/0/x001/x234/067"  # C2SP tlog-tiles, "Merkle Tree"


def test_keys_of_the_go_note_tools_are_read() -> None:
    """The example key pair and note of golang.org/x/mod/sumdb/note: another program's bytes."""
    skey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    assert read_signer(skey).vkey == vkey
    name, key_id, key = read_key(vkey)
    raw = base64.b64decode(line)
    assert (name, key_id, isinstance(key, Ed25519PublicKey)) == ("PeterNeumann", raw[:4], True)
    key.verify(raw[4:], text.encode())


def test_the_key_id_of_a_log_in_the_wild() -> None:
    """The Go check-sum database's verifier key: the id is the hash the specification says."""
    vkey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    assert read_key(vkey)[1].hex() == "033de0ae"
