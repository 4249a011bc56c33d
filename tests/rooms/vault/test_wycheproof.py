"""Do the primitives the vault stands on give the answers of project Wycheproof, good and bad cases alike?"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from camket.vault.core.ciphers import CIPHERS, GCM, GCM_SIV

FOLDER = Path(__file__).parents[3].parent / "shared" / "vectors" / "wycheproof"
FILES = 5
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"{FILES} Wycheproof files are not beside the project"
)
unhex = bytes.fromhex


def cases(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    groups = json.loads((FOLDER / name).read_text("utf-8"))["testGroups"]
    return [(group, case) for group in groups for case in group["tests"]]


def run_aead(alg: int, case: dict[str, Any]) -> bool:
    """Whether the ciphertext opens to the message and, if so, the message seals to the ciphertext."""
    key, nonce, aad = unhex(case["key"]), unhex(case["iv"]), unhex(case["aad"])
    sealed = unhex(case["ct"]) + unhex(case["tag"])
    try:
        cipher = CIPHERS[alg](key)
        opened = cipher.decrypt(nonce, sealed, aad)
    except (InvalidTag, ValueError):
        return False
    return opened == unhex(case["msg"]) and cipher.encrypt(nonce, opened, aad) == sealed


@pytest.mark.parametrize(
    ("name", "alg", "expected"),
    [
        ("aes_gcm_test.json", GCM, {"valid": 39, "invalid": 27}),
        ("aes_gcm_siv_test.json", GCM_SIV, {"valid": 69, "invalid": 34}),
    ],
)
def test_ciphers_as_the_vault_uses_them(name: str, alg: int, expected: dict[str, int]) -> None:
    """Keys of 256 bits, nonces of 96, tags of 128: every valid case passes, every invalid one is refused."""
    ran: Counter[str] = Counter()
    for group, case in cases(name):
        if (group["keySize"], group["ivSize"], group["tagSize"]) != (256, 96, 128):
            continue
        assert run_aead(alg, case) is (case["result"] == "valid"), case["tcId"]
        ran[case["result"]] += 1
    assert ran == expected


@pytest.mark.parametrize(
    ("name", "algorithm", "expected"),
    [
        ("hkdf_sha256_test.json", SHA256(), {"valid": 83, "invalid": 3}),
        ("hkdf_sha512_test.json", SHA512(), {"valid": 80, "invalid": 3}),
    ],
)
def test_key_derivation(name: str, algorithm: SHA256 | SHA512, expected: dict[str, int]) -> None:
    ran: Counter[str] = Counter()
    for _, case in cases(name):
        try:
            made = HKDF(algorithm, case["size"], unhex(case["salt"]), unhex(case["info"])).derive(
                unhex(case["ikm"])
            )
        except ValueError:
            made = b""
        assert (made == unhex(case["okm"]) and bool(made)) is (case["result"] == "valid"), case["tcId"]
        ran[case["result"]] += 1
    assert ran == expected


def test_keyed_hash() -> None:
    ran: Counter[str] = Counter()
    for group, case in cases("hmac_sha256_test.json"):
        keyed = hmac.new(unhex(case["key"]), digestmod=hashlib.sha256).copy()
        keyed.update(unhex(case["msg"]))
        same = hmac.compare_digest(keyed.digest()[: group["tagSize"] // 8], unhex(case["tag"]))
        assert same is (case["result"] == "valid"), case["tcId"]
        ran[case["result"]] += 1
    assert ran == {"valid": 66, "invalid": 108}
