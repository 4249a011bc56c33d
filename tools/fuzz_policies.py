"""Does reading a policy stay total? Spoils small policies at random and counts what the checker says.

`fuzz_policies.py [rounds] [seed]`: every round must end in findings that can be said in both languages, never in
an exception; a policy without errors must compile, and its edition must come back byte for byte.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from camket.policy.core.check import check_bytes
from camket.policy.core.compile import compile_cases, compile_policy
from camket.policy.core.edition import list_content, split_content
from camket.policy.core.findings import CASES, RULES, VIETNAMESE_PAGE
from camket.policy.data import Finding, Severity
from camket.words import say

SMALL = {
    VIETNAMESE_PAGE: "# Tiệm Sen\n\nChào khách. {#0}\n\n## 1. Dùng\n\n- Gọi giao hàng. {#1.1}\n- Tin ưu đãi. {#1.2}\n",
    RULES: """camket: 1
title: {vi: Chính sách}
business:
  name: {vi: Tiệm Sen}
  address: Hà Nội
  contacts: [{kind: hotline, value: "0900 000 001", hours: "07:00-20:00"}]
data:
  phone: {label: {vi: Điện thoại}, type: phone, without_it: {vi: Không gọi được.}, keeps: ["1.1"]}
purposes:
  delivery: {label: {vi: Giao}, ground: contract, data: [phone], roles: [care], channels: [phone], keeps: ["1.1"]}
  promotion:
    label: {vi: Tin}
    ground: consent
    data: [phone]
    roles: [care]
    ask: {vi: Nhận tin?}
    if_yes: {vi: Có tin.}
    if_no: {vi: Không có.}
    keeps: ["1.2"]
roles: {care: {label: {vi: Chăm sóc}}}
collection: {mode: open, forms: {order: {label: {vi: Đặt}, purposes: [delivery], asks: [promotion]}}, keeps: ["1.1"]}
retention:
  - {of: all, until: {after: last-contact, for: 24 months}, keeps: ["1.1"]}
rights: {erase: {channels: [portal], within: 24 hours, keeps: ["1.1"]}}
statements: [{clause: "0", is: introduction}]
""",
    CASES: """cases:
  - {name: Gọi, role: care, purpose: delivery, expect: allow, reason: clause_allows, clause: "1.1"}
""",
}

_PIECES = (
    *(b"{ } [ ] : , - ? | > & * ! % @ ` # ' \" \\ ~ <<".split()),
    *(
        b"{#1.1} {#9} {#} --- ... ``` ~~~ !!str &a *a null true 1.10 0x1 1e9 .nan {{ }} {anchor} %s 1. >>".split()
    ),
    *(b"keeps: vi: of: until: all consent customer card <script> [x](y) ![x] [a]:b |- >+ =".split()),
    *(b"\n \t \r \r\n \x00 \x85 \xff \xc3 \xe2\x80\xae \xef\xbb\xbf \xcc\xa3 \xf0\x9f\x8d\xb5".split(b" ")),
    "mục đích khác".encode(),
    b"  ",
    b"\n  - ",
    b"\n\n",
    b"[" * 40,
    b"{a: " * 40,
    b">" * 60,
    b"- " * 60,
    b"9" * 5000,
    b"a" * 3000,
)


def spoil(files: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """The files with one to four random changes in one of them; sometimes a file is gone."""
    spoiled = dict(files)
    name = chance.choice((*spoiled, RULES, RULES))
    if chance.random() < 0.005:
        del spoiled[name]
        return spoiled
    content = spoiled[name]
    for _ in range(chance.randint(1, 4)):
        content = _change(content, chance)
    spoiled[name] = content
    return spoiled


def judge(files: dict[str, bytes]) -> list[Finding]:
    """The findings of a policy, after everything was tried on it that must not fail."""
    reading, findings = check_bytes(files)
    for finding in findings:
        for language in ("vi", "en"):
            say(f"policy.finding.{finding.code}", language, **finding.params)
        lines = files.get(finding.file, b"").count(b"\n") + files.get(finding.file, b"").count(b"\r") + 1
        if not (1 <= finding.line <= lines + 1 and finding.column >= 1):
            raise AssertionError(f"no such place: {finding}")
    if any(finding.severity is Severity.ERROR for finding in findings):
        return findings
    if reading is None:
        raise AssertionError("nothing was read and nothing was said")
    compile_policy(reading)
    compile_cases(reading)
    if split_content(list_content(files), number=1) != files:
        raise AssertionError("the edition is not what was adopted")
    return findings


def _change(content: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(content))
    end = min(len(content), start + chance.choice((1, 1, 2, 5, 20, 80)))
    kind = chance.randrange(7)
    if kind == 0:
        return content[:start] + content[end:]
    if kind == 1:
        return content[:end] + content[start:]
    if kind == 2:
        return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]
    if kind == 3:
        lines = content.split(b"\n")
        chance.shuffle(lines)
        return b"\n".join(lines)
    if kind == 4:
        return content[:start]
    return content[:start] + chance.choice(_PIECES) + content[start if kind == 5 else end :]


def main() -> None:
    """Run the rounds and print what was seen."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    small = {name: text.encode() for name, text in SMALL.items()}
    judge(small)
    seen: Counter[str] = Counter()
    sound = slowest = 0.0
    start = time.perf_counter()
    for _ in range(rounds):
        before = time.perf_counter()
        findings = judge(spoil(small, chance))
        slowest = max(slowest, time.perf_counter() - before)
        sound += not findings
        seen.update({finding.code for finding in findings})
    took = time.perf_counter() - start
    for code, count in seen.most_common():
        sys.stdout.write(f"{count:8} {code}\n")
    sys.stdout.write(
        f"{rounds} policies in {took:.0f} s, slowest {slowest * 1000:.0f} ms, "
        f"{int(sound)} without findings, {len(seen)} kinds of findings, no exception\n"
    )


if __name__ == "__main__":
    main()
