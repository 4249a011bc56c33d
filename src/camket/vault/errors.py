"""Which refusals and faults can the vault answer with? One code each, so that a tampering names itself.

* Refusals of input: `FieldNamesCollide`, `IndexUnknown`; values are judged by the `values` room.
* The vault as a whole can't be used: `VaultLocked` (`why` says what is wrong with the ring), `WrapsExhausted`.
* One stored thing is not what was written: the family below `SealBroken`.
"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class VaultError(CamketError):
    """Anything the vault refuses or finds broken."""

    code: ClassVar[str] = "vault.error"


class FieldNamesCollide(VaultError):
    """Two field names of one policy share a field id, or one takes the reserved id."""

    code: ClassVar[str] = "vault.field_names_collide"


class IndexUnknown(VaultError):
    """No blind index of that name."""

    code: ClassVar[str] = "vault.index_unknown"


class VaultLocked(VaultError):
    """Keys and data don't fit together, or the keys can't be read. `why` names what is wrong."""

    code: ClassVar[str] = "vault.locked"


class RingExists(VaultError):
    """A ring or a root key is already there; making another would lock out what the first one sealed."""

    code: ClassVar[str] = "vault.ring_exists"


class WrapsExhausted(VaultError):
    """The epoch's key has wrapped 2^31 data keys; rotate before more are made (NIST SP 800-38D §8.3)."""

    code: ClassVar[str] = "vault.wraps_exhausted"


class EpochInUse(VaultError):
    """An epoch that is current, not condemned, or still named by key rows can't be destroyed."""

    code: ClassVar[str] = "vault.epoch_in_use"


class WriteCollided(VaultError):
    """Somebody else wrote the same customer for the first time at the same moment; try again."""

    code: ClassVar[str] = "vault.write_collided"


class SealBroken(VaultError):
    """A stored thing is not what the vault wrote. Nothing of it is shown."""

    code: ClassVar[str] = "vault.seal_broken"


class Truncated(SealBroken):
    """Fewer bytes than the format needs."""

    code: ClassVar[str] = "vault.truncated"


class FormatUnknown(SealBroken):
    """A format or algorithm number nobody wrote, or plaintext without its padding mark."""

    code: ClassVar[str] = "vault.format_unknown"


class VersionMismatch(SealBroken):
    """A ciphertext made under another version of the customer's key."""

    code: ClassVar[str] = "vault.version_mismatch"


class KeyMissing(SealBroken):
    """A record without its key row: it can't be opened, and should not be there."""

    code: ClassVar[str] = "vault.key_missing"


class KeyBroken(SealBroken):
    """A wrapped key that does not open for this customer, class, version and epoch."""

    code: ClassVar[str] = "vault.key_broken"


class CommitmentBroken(SealBroken):
    """The key opens but is not the one the row committed to."""

    code: ClassVar[str] = "vault.commitment_broken"


class FieldBroken(SealBroken):
    """A ciphertext that does not open for this customer, class, field and version."""

    code: ClassVar[str] = "vault.field_broken"
