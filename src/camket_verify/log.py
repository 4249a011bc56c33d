"""Is this exported log whole, in order and signed? Checks a folder or one proof without trusting the sender.

    python -m camket_verify.log FOLDER [--key VKEY] [--older CHECKPOINT]... [--proof FILE]... [--lang vi|en]
    python -m camket_verify.log FILE.tlog-proof --key VKEY

* Every entry is hashed again (RFC 6962 §2.1, SHA-256) and must fit the hash tiles and the signed root.
* The checkpoint is a C2SP signed note (tlog-checkpoint, Ed25519, key type 0x01) under the key given.
* Every older checkpoint given must be the beginning of this log.
* Ends with 0: sound; 1: something does not fit; 2: could not check (no such folder, unreadable key).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from camket_verify.proof import Checkpoint, Unsound, fold, open_checkpoint, open_proof, read_key
from camket_verify.words import tell

WIDTH = 256  # hashes in a full tile, entries in a full bundle (C2SP tlog-tiles)
Problem = tuple[str, dict[str, object]]


def name_tile(kind: str, number: int, width: int = WIDTH) -> str:
    """`tile/<kind>/x001/x234/067[.p/<width>]`; kind is a level or "entries" (C2SP tlog-tiles)."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"tile/{kind}/{path}" + ("" if width == WIDTH else f".p/{width}")


def hash_bundle(bundle: bytes) -> list[bytes]:
    """Leaf hashes of a bundle: entries, each behind its length as big-endian uint16. Raises `Unsound`."""
    sha256, at, end = hashlib.sha256, 0, len(bundle)
    hashes: list[bytes] = []
    put = hashes.append
    while at + 2 <= end:
        stop = at + 2 + (bundle[at] << 8 | bundle[at + 1])
        put(sha256(b"\x00" + bundle[at + 2 : stop]).digest())
        at = stop
    if at != end:
        raise Unsound("bundle")
    return hashes


class Folder:
    """One export, read once: leaf hashes block by block, with every problem met on the way."""

    def __init__(self, folder: Path, checkpoint: Checkpoint) -> None:
        self.folder, self.checkpoint = folder, checkpoint
        self.blocks: list[bytes] = []  # tree hash of each 256 entries, the last block may be short
        self.known: set[str] = set()
        self.problems: list[Problem] = []

    def _read(self, path: str) -> bytes | None:
        self.known.add(path)
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            self.problems.append(("missing", {"path": path}))
            return None

    def _check_block(self, number: int, width: int) -> None:
        path = name_tile("entries", number, width)
        bundle, tile = self._read(path), self._read(name_tile("0", number, width))
        try:
            hashes = hash_bundle(bundle or b"")
        except Unsound:
            hashes = []
        self.blocks.append(fold(hashes))
        if bundle is not None and len(hashes) != width:
            self.problems.append(("entries", {"path": path, "want": width}))
        elif bundle is not None and tile is not None and b"".join(hashes) != tile:
            parts = [tile[at : at + 32] for at in range(0, len(tile), 32)]
            wrong = next((i for i, found in enumerate(hashes) if parts[i : i + 1] != [found]), width - 1)
            self.problems.append(("entry", {"index": number * WIDTH + wrong}))

    def check_entries(self) -> None:
        """Hash every entry and compare with the level 0 tiles."""
        size = self.checkpoint.size
        for number in range(-(-size // WIDTH)):
            self._check_block(number, min(WIDTH, size - number * WIDTH))

    def check_upper_tiles(self) -> None:
        """Every tile above level 0 holds the tree hashes of the full tiles below it."""
        level, below = 1, self.blocks[: self.checkpoint.size // WIDTH]
        while below:
            chunks = [below[at : at + WIDTH] for at in range(0, len(below), WIDTH)]
            for number, chunk in enumerate(chunks):
                path = name_tile(str(level), number, len(chunk))
                if self._read(path) not in (None, b"".join(chunk)):
                    self.problems.append(("tile", {"path": path}))
            level, below = level + 1, [fold(chunk) for chunk in chunks if len(chunk) == WIDTH]

    def check_root(self) -> None:
        """All blocks together must give the signed root, and no further tile may lie about."""
        if fold(self.blocks) != self.checkpoint.root:
            self.problems.append(("root", {}))
        tiles = (p for p in (self.folder / "tile").rglob("*") if p.is_file())
        names = {path.relative_to(self.folder).as_posix() for path in tiles}
        self.problems += [("stray", {"path": path}) for path in sorted(names - self.known)]

    def root_at(self, size: int) -> bytes:
        """The root this log had when it held `size` entries."""
        number, width = divmod(size, WIDTH)
        blocks = self.blocks[:number]
        if width:
            full = min(WIDTH, self.checkpoint.size - number * WIDTH)
            hashes = hash_bundle((self.folder / name_tile("entries", number, full)).read_bytes())
            blocks.append(fold(hashes[:width]))
        return fold(blocks)

    def check_older(self, path: Path, vkey: str) -> None:
        """An older checkpoint must be signed by the same key and be the beginning of this log."""
        try:
            older = open_checkpoint(path.read_text("utf-8"), vkey)
        except Unsound:
            self.problems.append(("signature", {"path": path.name}))
            return
        said: dict[str, object] = {"path": path.name, "size": older.size}
        if older.size > self.checkpoint.size:
            self.problems.append(("rollback", said | {"have": self.checkpoint.size}))
        elif self.root_at(older.size) != older.root:
            self.problems.append(("fork", said))

    def check_proof(self, path: Path, vkey: str) -> None:
        """A proof must hold under the key, and its checkpoint must be the beginning of this log."""
        try:
            _, checkpoint = open_proof(path.read_text("utf-8"), vkey)
        except Unsound:
            self.problems.append(("proof", {"path": path.name}))
            return
        if checkpoint.size > self.checkpoint.size or self.root_at(checkpoint.size) != checkpoint.root:
            self.problems.append(("fork", {"path": path.name, "size": checkpoint.size}))


def check_folder(
    folder: Path, vkey: str, older: Sequence[Path] = (), proofs: Sequence[Path] = ()
) -> tuple[Checkpoint | None, list[Problem]]:
    """Everything that does not fit in an export; an empty list means it is sound."""
    try:
        checkpoint = open_checkpoint((folder / "checkpoint").read_text("utf-8"), vkey)
    except (Unsound, UnicodeDecodeError):
        return None, [("signature", {"path": "checkpoint"})]
    export = Folder(folder, checkpoint)
    export.check_entries()
    export.check_upper_tiles()
    export.check_root()
    if not export.problems:
        for path in older:
            export.check_older(path, vkey)
        for path in proofs:
            export.check_proof(path, vkey)
    return checkpoint, export.problems


def _read_arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m camket_verify.log")
    parser.add_argument("path", type=Path)
    parser.add_argument("--key", default="")
    parser.add_argument("--older", type=Path, action="append", default=[])
    parser.add_argument("--proof", type=Path, action="append", default=[])
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    return parser.parse_args(words)


def _check_one_proof(given: argparse.Namespace, vkey: str) -> list[Problem]:
    try:
        proof, checkpoint = open_proof(given.path.read_text("utf-8"), vkey)
    except Unsound:
        return [("proof", {"path": given.path.name})]
    said = {"index": proof.index, "origin": checkpoint.origin, "size": checkpoint.size}
    print(tell(given.lang, "proof_sound", **said), proof.entry.decode("utf-8"), sep="\n")
    return []


def _check_export(given: argparse.Namespace, vkey: str) -> list[Problem]:
    older = sorted((given.path / "checkpoints").glob("*")) + given.older
    checkpoint, problems = check_folder(given.path, vkey, older, given.proof)
    if checkpoint and not problems:
        print(tell(given.lang, "sound", origin=checkpoint.origin, size=checkpoint.size))
        print(tell(given.lang, "older", count=len(older), proofs=len(given.proof)))
    if not given.key:
        print(tell(given.lang, "own_key"))
    return problems


def main(words: Sequence[str] | None = None) -> int:
    """The command. Returns 0 sound, 1 broken, 2 could not check."""
    given = _read_arguments(words)
    try:
        vkey = given.key or (given.path / "key.pub").read_text("utf-8")
        if Path(vkey).is_file():
            vkey = Path(vkey).read_text("utf-8")
        read_key(vkey)
        check = _check_export if given.path.is_dir() else _check_one_proof
        problems = check(given, vkey)
    except (OSError, Unsound, UnicodeDecodeError) as error:
        print(tell(given.lang, "unreadable", what=error))
        return 2
    if problems:
        print(tell(given.lang, "broken", count=len(problems)))
        for key, said in problems[:20]:
            print(" ", tell(given.lang, key, **said))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
