"""Is the receipt what ISO/IEC TS 27560 asks for, and does its proof verify without the program?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from camket.consent import api as consent
from camket.consent.data import Choice, ConsentState, Party, Shown
from camket.consent.errors import ReceiptMissing
from camket.kernel.ids import make_id
from camket.ledger import api as ledger
from tests.kit.shop import LATER, NOW, Shop

PARTY = Party(
    controller_name="Siêu thị Hạt Gạo",
    controller_address="Số 8 đường Lúa Chín",
    controller_contacts=("riengtu@hatgao.example",),
    purpose_label="Khuyến mãi",
    data=(("phone", "Số điện thoại", False, False),),
    recipients=(),
    storage="Việt Nam",
    retention="đến khi rút lại",
    country="VN",
    withdrawal="/me/lua-chon",
)
MANDATORY = {
    *("schema_version", "record_id", "receipt_id", "pii_principal_id", "privacy_notice"),
    *("language", "purposes", "pii_controllers", "events"),
}


def test_a_receipt_carries_every_mandatory_field_and_a_proof(shop: Shop, tmp_path: Path) -> None:
    someone = shop.take_in()
    choice = Choice(someone.customer, someone.ref, "promotion", "sms", ConsentState.GIVEN)
    shown = Shown("b" * 64, "vi", shop.edition.name)
    (event,) = consent.record_choices(
        choices=[choice], shown=shown, who=f"customer:{someone.ref.hex}", now=NOW
    )
    given = {"customer": someone.customer, "ref": someone.ref, "event": event.id, "party": PARTY}
    assert consent.receipt_for(**given)["ledger_proof"] == ""
    shop.publish(LATER)
    receipt = consent.receipt_for(**given)
    assert receipt.keys() >= MANDATORY
    assert receipt["events"][0]["event_state"] == "dpv:ConsentGiven"
    assert "0912" not in str(receipt)
    proof, key = tmp_path / "receipt.tlog-proof", tmp_path / "key.pub"
    proof.write_text(str(receipt["ledger_proof"]), "utf-8")
    key.write_text(ledger.read_state().vkey, "utf-8")
    command = [sys.executable, "-m", "camket_verify.log", str(proof), "--key", str(key)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    proof.write_text(str(receipt["ledger_proof"]).replace("index ", "index 1", 1), "utf-8")
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0


def test_nobody_gets_somebody_elses_receipt(shop: Shop) -> None:
    one, other = shop.take_in(), shop.take_in(phone="0912000222")
    choice = Choice(one.customer, one.ref, "promotion", "*", ConsentState.REFUSED)
    (event,) = consent.record_choices(
        choices=[choice], shown=Shown("", "vi", shop.edition.name), who="system:tests", now=NOW
    )
    with pytest.raises(ReceiptMissing):
        consent.receipt_for(customer=other.customer, ref=other.ref, event=event.id, party=PARTY)
    with pytest.raises(ReceiptMissing):
        consent.receipt_for(customer=one.customer, ref=one.ref, event=make_id(), party=PARTY)
