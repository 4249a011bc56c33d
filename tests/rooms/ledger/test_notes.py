"""Are checkpoints and keys read only when they are exactly right?"""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.ledger.core.note import Signer, read_signer
from camket_verify.proof import Unsound, open_checkpoint, open_proof, read_key, read_proof
from tests.kit.ledger import SIGNER

ROOT = bytes(range(100, 132))
NOTE = SIGNER.sign_checkpoint(42, ROOT)
OTHER = Signer(SIGNER.origin, bytes(32))


def test_a_signed_checkpoint_opens() -> None:
    checkpoint = open_checkpoint(NOTE, SIGNER.vkey)
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (SIGNER.origin, 42, ROOT)


def test_the_key_file_text_comes_back() -> None:
    again = read_signer(SIGNER.skey)
    assert (again.origin, again.seed) == (SIGNER.origin, SIGNER.seed)
    public = Ed25519PrivateKey.from_private_bytes(SIGNER.seed).public_key().public_bytes_raw()
    assert read_key(SIGNER.vkey)[2].public_bytes_raw() == public
    assert SIGNER.seed.hex() not in repr(SIGNER)
    assert repr(SIGNER.seed)[2:-1] not in repr(SIGNER)


def test_signatures_of_unknown_keys_are_ignored() -> None:
    line = OTHER.sign_checkpoint(42, ROOT).split("\n\n")[1]
    assert open_checkpoint(NOTE + line, SIGNER.vkey).size == 42
    assert open_checkpoint(NOTE + line, OTHER.vkey).size == 42


def test_sixteen_other_signatures_do_no_harm() -> None:
    others = [Signer(f"witness{n}.example", bytes([n]) * 32) for n in range(1, 17)]
    lines = "".join(other.sign_checkpoint(42, ROOT).split("\n\n")[1] for other in others)
    assert open_checkpoint(NOTE + lines, SIGNER.vkey).size == 42


def test_only_another_key_signed() -> None:
    with pytest.raises(Unsound):
        open_checkpoint(OTHER.sign_checkpoint(42, ROOT), SIGNER.vkey)


def test_the_origin_must_be_the_keys_name() -> None:
    body = f"somewhere.example/log\n42\n{NOTE.splitlines()[2]}\n"
    key = Ed25519PrivateKey.from_private_bytes(SIGNER.seed)
    import base64

    line = base64.b64encode(SIGNER.key_id + key.sign(body.encode())).decode()
    with pytest.raises(Unsound):
        open_checkpoint(f"{body}\n— {SIGNER.origin} {line}\n", SIGNER.vkey)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_any_other_character_anywhere_is_noticed(at: int, other: str) -> None:
    changed = NOTE[:at] + other + NOTE[at + 1 :]
    if changed == NOTE:
        return
    with pytest.raises(Unsound):
        open_checkpoint(changed, SIGNER.vkey)


@pytest.mark.parametrize("size", ["042", "+42", "4 2", "-1", "", "42 ", "４２"])
def test_a_size_has_one_spelling(size: str) -> None:
    import base64

    body = f"{SIGNER.origin}\n{size}\n{base64.b64encode(ROOT).decode()}\n"
    key = Ed25519PrivateKey.from_private_bytes(SIGNER.seed)
    line = base64.b64encode(SIGNER.key_id + key.sign(body.encode())).decode()
    with pytest.raises(Unsound):
        open_checkpoint(f"{body}\n— {SIGNER.origin} {line}\n", SIGNER.vkey)


@pytest.mark.parametrize("extra", ["an extension\n", "\nmore\n"])
def test_a_checkpoint_has_three_lines(extra: str) -> None:
    import base64

    body = f"{SIGNER.origin}\n42\n{base64.b64encode(ROOT).decode()}\n{extra}"
    key = Ed25519PrivateKey.from_private_bytes(SIGNER.seed)
    line = base64.b64encode(SIGNER.key_id + key.sign(body.encode())).decode()
    with pytest.raises(Unsound):
        open_checkpoint(f"{body}\n— {SIGNER.origin} {line}\n", SIGNER.vkey)


@pytest.mark.parametrize(
    "key", ["", "a+b", "a+00000000+AQ==", SIGNER.vkey.replace("+", "-", 1), SIGNER.vkey[:-4]]
)
def test_a_key_that_is_none(key: str) -> None:
    with pytest.raises(Unsound):
        read_key(key)


@pytest.mark.parametrize("text", ["", "c2sp.org/tlog-proof@v1\n\n" + NOTE, "index 0\n\n" + NOTE])
def test_a_proof_that_is_none(text: str) -> None:
    with pytest.raises(Unsound):
        read_proof(text)
    with pytest.raises(Unsound):
        open_proof(text, SIGNER.vkey)


@pytest.mark.parametrize(
    "text", ["", "PRIVATE+KEY+a+b", SIGNER.vkey, SIGNER.skey[:-4], SIGNER.skey.replace("log1", "log2")]
)
def test_a_signing_key_that_is_none(text: str) -> None:
    with pytest.raises(Unsound):
        read_signer(text)
