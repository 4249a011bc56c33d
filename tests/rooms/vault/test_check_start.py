"""Does the program refuse to start when ring and database don't belong together?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from camket.kernel.ids import make_id
from camket.vault import api, ringfile
from camket.vault.core import ring as rules
from camket.vault.errors import VaultLocked
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db]


def why() -> object:
    with pytest.raises(VaultLocked) as refusal:
        api.check_start()
    return refusal.value.params["why"]


def test_ring_and_database_that_belong_together_start(ring: Path) -> None:
    api.check_start()
    kit.seal(make_id(), phone="+84900000001")
    api.rotate(now=kit.NOW)
    kit.seal(make_id(), phone="+84900000002")
    api.check_start()


def test_the_ring_of_another_deployment(ring: Path, settings: Any, tmp_path: Path) -> None:
    api.check_start()
    kit.use_ring(settings, tmp_path / "other")
    assert why() == "other_deployment"


def test_the_same_deployment_with_other_keys(ring: Path, settings: Any, tmp_path: Path) -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001")
    tenant = ringfile.read_ring(path=ring / "ring.json").tenant
    other = kit.use_ring(settings, tmp_path / "other")
    root = rules.decode_ring((other / "ring.json").read_bytes())
    assert root.tenant != tenant
    assert why() == "other_keys"


def test_an_epoch_the_ring_has_lost(ring: Path) -> None:
    kit.seal(make_id(), phone="+84900000001")
    before = (ring / "ring.json").read_bytes()
    api.rotate(now=kit.NOW)
    kit.seal(make_id(), phone="+84900000002")
    (ring / "ring.json").write_bytes(before)
    assert why() == "epoch_missing"


@pytest.mark.parametrize(
    ("name", "reason"), [("ring.json", "ring_missing"), ("root.key", "root_key_missing")]
)
def test_a_missing_file(ring: Path, name: str, reason: str) -> None:
    (ring / name).unlink()
    assert why() == reason


def test_a_damaged_ring(ring: Path) -> None:
    (ring / "ring.json").write_text("{")
    assert why() == "ring_unreadable"


def test_no_folder_configured(settings: Any) -> None:
    settings.CAMKET_KEYS = None
    assert why() == "no_folder"


def test_an_unknown_cipher(ring: Path, settings: Any) -> None:
    settings.CAMKET_FIELD_CIPHER = "rot13"
    assert why() == "cipher_unknown"
