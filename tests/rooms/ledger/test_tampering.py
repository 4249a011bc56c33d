"""Is every way of changing an exported log noticed? Flip, drop, insert, swap, cut, fork, other key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camket.ledger.core.note import Signer, write_proof
from camket.ledger.core.proofs import prove_inclusion
from camket.ledger.core.tree import hash_leaves
from camket_verify.log import check_folder, main
from camket_verify.proof import fold
from tests.kit.ledger import SIGNER, MemoryTiles, some_leaves, write_export

LEAVES = some_leaves(600)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_export(tmp_path_factory.mktemp("log") / "export", LEAVES, (1, 256, 300, 599))


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "copy")
    return tmp_path / "copy"


def found(folder: Path, *older: Path) -> set[str]:
    return {key for key, _ in check_folder(folder, SIGNER.vkey, older)[1]}


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "tile").rglob("*") if path.is_file())


def test_the_sound_export_is_sound(sound: Path) -> None:
    older = list((sound / "checkpoints").iterdir())
    assert len(older) == 4
    assert found(sound, *older) == set()


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 513])
def test_any_size_is_sound(tmp_path: Path, size: int) -> None:
    write_export(tmp_path / "log", LEAVES[:size], tuple(range(1, size, 50)))
    assert found(tmp_path / "log", *(tmp_path / "log" / "checkpoints").glob("*")) == set()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_bit_anywhere(sound: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files(sound)))
    good = path.read_bytes()
    at, bit = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(0, 7))
    try:
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << bit]) + good[at + 1 :])
        assert found(sound)
    finally:
        path.write_bytes(good)


def test_every_file_dropped(sound: Path) -> None:
    for path in files(sound):
        good = path.read_bytes()
        path.unlink()
        assert "missing" in found(sound), path
        path.write_bytes(good)


def test_every_file_cut_short_or_lengthened(sound: Path) -> None:
    for path in files(sound):
        good = path.read_bytes()
        for bad in (good[:-1], good + b"\0", b""):
            path.write_bytes(bad)
            assert found(sound), path
        path.write_bytes(good)


def rewrite(folder: Path, leaves: list[bytes]) -> None:
    """What somebody without the key can do: every entry and tile anew, under the old signature."""
    checkpoint = (folder / "checkpoint").read_bytes()
    shutil.rmtree(folder)
    write_export(folder, leaves)
    (folder / "checkpoint").write_bytes(checkpoint)


@pytest.mark.parametrize(
    "change",
    [
        lambda leaves: [leaves[0].replace(b"allow", b"refuse"), *leaves[1:]],
        lambda leaves: [leaves[1], leaves[0], *leaves[2:]],
        lambda leaves: [*leaves[:-2], leaves[-1], leaves[-2]],
        lambda leaves: [*leaves[:300], leaves[299], *leaves[301:]],
    ],
    ids=["altered", "swapped", "swapped-last", "doubled"],
)
def test_entries_rewritten_with_matching_tiles(copy: Path, change: object) -> None:
    rewrite(copy, change(LEAVES))  # type: ignore[operator]
    assert found(copy) == {"root"}


@pytest.mark.parametrize("at", [0, 255, 256, 599])
def test_an_entry_dropped_or_inserted(copy: Path, at: int) -> None:
    rewrite(copy, LEAVES[:at] + LEAVES[at + 1 :])
    assert found(copy)
    rewrite(copy, [*LEAVES[:at], b"{}", *LEAVES[at:]])
    assert found(copy)


def test_the_place_of_a_changed_entry_is_named(copy: Path) -> None:
    path = copy / "tile/entries/001"
    path.write_bytes(path.read_bytes().replace(b'"n":300', b'"n":301'))
    problems = check_folder(copy, SIGNER.vkey)[1]
    assert ("entry", {"index": 300}) in problems


def test_a_fork_signed_with_the_right_key(tmp_path: Path, sound: Path) -> None:
    forked = [*LEAVES[:299], b"{}", *LEAVES[300:]]
    write_export(tmp_path / "fork", forked)
    assert found(tmp_path / "fork") == set()  # in itself it is sound
    assert found(tmp_path / "fork", sound / "checkpoints/256") == set()  # up to there both are the same
    assert found(tmp_path / "fork", sound / "checkpoints/300") == {"fork"}


def test_a_log_cut_short_and_signed_again(tmp_path: Path, sound: Path) -> None:
    write_export(tmp_path / "short", LEAVES[:500])
    assert found(tmp_path / "short", sound / "checkpoint") == {"rollback"}


def test_signed_with_another_key(copy: Path) -> None:
    other = Signer(SIGNER.origin, bytes(32))
    (copy / "checkpoint").write_text(other.sign_checkpoint(600, fold(hash_leaves(LEAVES))), "utf-8")
    (copy / "key.pub").write_text(other.vkey, "utf-8")
    assert found(copy) == {"signature"}


def test_an_older_checkpoint_of_another_key(sound: Path, tmp_path: Path) -> None:
    other = Signer(SIGNER.origin, bytes(32))
    (tmp_path / "older").write_text(other.sign_checkpoint(1, hash_leaves(LEAVES[:1])[0]), "utf-8")
    assert found(sound, tmp_path / "older") == {"signature"}


def test_files_that_do_not_belong(copy: Path) -> None:
    (copy / "tile/entries/009").write_bytes(b"")
    assert found(copy) == {"stray"}


def a_proof(index: int, size: int) -> str:
    hashes = hash_leaves(LEAVES[:size])
    path = prove_inclusion(index, size, MemoryTiles(hashes))
    return write_proof(LEAVES[index], index, path, SIGNER.sign_checkpoint(size, fold(hashes)))


def test_the_command_tells_and_ends_as_promised(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ["--key", SIGNER.vkey]
    proof = tmp_path / "a.tlog-proof"
    proof.write_text(a_proof(7, 300), "utf-8")
    assert main([str(copy), *key, "--proof", str(proof)]) == 0
    assert "ĐÚNG" in capsys.readouterr().out
    assert main([str(copy), "--lang", "en"]) == 0
    assert "came out of this very folder" in capsys.readouterr().out
    assert main([str(proof), *key, "--lang", "en"]) == 0
    assert LEAVES[7].decode() in capsys.readouterr().out
    assert main([str(tmp_path / "nowhere"), *key]) == 2
    assert main([str(copy), "--key", "nonsense"]) == 2
    assert main([str(proof)]) == 2  # a proof without a key proves nothing
    capsys.readouterr()
    path = copy / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b"allow", b"adieu", 1))
    assert main([str(copy), *key]) == 1
    assert "mục số 0 đã bị sửa" in capsys.readouterr().out


@pytest.mark.parametrize("old", ["index 7", "extra eyJ", "\n300\n", "tlog-proof@v1"])
def test_a_changed_proof_fails(tmp_path: Path, old: str, sound: Path) -> None:
    text = a_proof(7, 300)
    new = {
        "index 7": "index 8",
        "extra eyJ": "extra eyI",
        "\n300\n": "\n301\n",
        "tlog-proof@v1": "tlog-proof@v2",
    }
    assert old in text
    proof = tmp_path / "a.tlog-proof"
    proof.write_text(text.replace(old, new[old]), "utf-8")
    assert main([str(proof), "--key", SIGNER.vkey]) == 1
    assert check_folder(sound, SIGNER.vkey, proofs=[proof])[1][0][0] == "proof"


def test_a_proof_of_another_history(sound: Path, tmp_path: Path) -> None:
    hashes = hash_leaves([b"{}", *LEAVES[1:300]])
    text = write_proof(
        LEAVES[7], 7, prove_inclusion(7, 300, MemoryTiles(hashes)), SIGNER.sign_checkpoint(300, fold(hashes))
    )
    proof = tmp_path / "a.tlog-proof"
    proof.write_text(text, "utf-8")
    assert check_folder(sound, SIGNER.vkey, proofs=[proof])[1][0][0] == "fork"
