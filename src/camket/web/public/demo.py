"""What can be tried in a demonstration? Reads what `camket demo` left in the data folder.

`<CAMKET_HOME>/demo.json`, written by the command line, readable by the owner only:

    {"desk_links": [{"role": "shipping", "name": "Lan", "token": "..."}], "customers": [{"phone": "0900000123"}]}

`token` is a single-use sign-in link's; a link that was used stays listed and says so when followed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FILE = "demo.json"


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A single-use link that signs a made-up member of staff in."""

    role: str
    name: str
    token: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What the start page offers."""

    desk_links: tuple[DeskLink, ...] = ()
    phones: tuple[str, ...] = ()


def read_demo(home: Path) -> Demo:
    """What the file says; nothing while it is not there yet."""
    file = home / FILE
    if not file.is_file():
        return Demo()
    said = json.loads(file.read_text("utf-8"))
    links = tuple(DeskLink(one["role"], one["name"], one["token"]) for one in said.get("desk_links", ()))
    return Demo(links, tuple(one["phone"] for one in said.get("customers", ())))
