"""How does a message leave? In a demonstration it is put into a folder that the demo's outbox page shows.

A real sender (SMTP, SMS, Zalo) takes its place behind the same two functions.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from camket.kernel.ids import make_id
from camket.outreach.data import Message


def mask_address(address: str) -> str:
    """Enough to recognise one's own, too little to use."""
    return "••••" + address[-3:] if "@" not in address else address[:1] + "•••@" + address.split("@", 1)[1]


def put_into_folder(folder: Path, message: Message) -> None:
    """Keep the message as a file; its name sorts by time. Complete or not there at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{make_id()}.json"
    draft = target.with_suffix(".part")
    kept = asdict(message) | {"to": mask_address(message.to), "at": message.at.isoformat()}
    draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    draft.replace(target)


def read_folder(folder: Path, *, limit: int) -> list[Message]:
    """The newest messages first."""
    files = sorted(folder.glob("*.json"), reverse=True)[:limit] if folder.is_dir() else []
    kept = [json.loads(file.read_text("utf-8")) for file in files]
    return [
        Message(one["to"], one["channel"], one["text"], datetime.fromisoformat(one["at"])) for one in kept
    ]
