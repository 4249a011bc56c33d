"""What does the checker say about each spoiled policy? Makes a case of tests/vectors/policies real and checks it.

* Without arguments: every case, with what was expected and what was found.
* `spoil_policies.py 07 folder`: writes case 07 into a folder, to look at it by hand.

A case is a YAML file: `defect` (in words), then what is done to the base policy: `replace` (a list of file, old,
new; `old` stands exactly once), `write` (file to bytes in hex), `remove` (file names); then `expect`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from camket.policy.reading import check_folder

VECTORS = Path(__file__).parents[1] / "tests" / "vectors" / "policies"


@dataclass(frozen=True, slots=True)
class Spoiled:
    """One defect and the one finding it must give."""

    name: str
    defect: str
    files: dict[str, bytes]
    expect: dict[str, Any]


def read_base() -> dict[str, bytes]:
    """The sound policy all cases start from."""
    return {path.name: path.read_bytes() for path in sorted((VECTORS / "base").iterdir())}


def read_spoiled() -> list[Spoiled]:
    """Every case, in order of its number."""
    return [_spoil(path) for path in sorted((VECTORS / "cases").glob("*.yaml"))]


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Write a policy into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _spoil(path: Path) -> Spoiled:
    case = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    files = read_base()
    for change in case.get("replace", []):
        text = files[change["file"]].decode()
        if text.count(change["old"]) != 1:
            raise ValueError(f"{path.name}: {change['old']!r} stands {text.count(change['old'])} times")
        files[change["file"]] = text.replace(change["old"], change["new"]).encode()
    for name, content in case.get("write", {}).items():
        files[name] = bytes.fromhex(content)
    for name in case.get("remove", []):
        del files[name]
    return Spoiled(path.stem, case["defect"], files, case["expect"])


def _show_all(folder: Path) -> None:
    for case in read_spoiled():
        write_files(case.files, folder / case.name)
        found = [f"{f.code} {f.file}:{f.line}:{f.column}" for f in check_folder(folder / case.name)]
        wanted = "{code} {file}:{line}:{column}".format(**case.expect)
        sys.stdout.write(f"{'ok ' if found == [wanted] else 'BAD'} {case.name}: {wanted}; found {found}\n")


def main() -> None:
    """Show all cases, or write one."""
    if len(sys.argv) == 3:
        chosen = next(case for case in read_spoiled() if case.name.startswith(sys.argv[1]))
        write_files(chosen.files, Path(sys.argv[2]))
    else:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            _show_all(Path(folder))


if __name__ == "__main__":
    main()
