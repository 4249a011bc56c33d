"""Does the verifier run on a machine that has neither Camket nor anything but `cryptography`?"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import camket_verify
from camket_verify.words import SENTENCES
from tests.kit.ledger import SIGNER, some_leaves, write_export

PACKAGE = Path(camket_verify.__file__).parent
_RUN = """
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in ('camket', 'django', 'msgspec', 'psycopg', 'rfc8785'):
            raise ImportError(name)
sys.meta_path.insert(0, Wall())
from camket_verify.log import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_copy_of_the_folder_is_enough(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "camket_verify")
    export = write_export(tmp_path / "log", some_leaves(300), (100,))
    command = [sys.executable, "-c", _RUN, str(export), "--key", SIGNER.vkey, "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all 300 entries" in done.stdout


def test_both_languages_say_the_same_things() -> None:
    assert SENTENCES["vi"].keys() == SENTENCES["en"].keys()
    for key, sentence in SENTENCES["vi"].items():
        assert sentence.count("{") == SENTENCES["en"][key].count("{"), key
