"""The key ring of the system, where there is one."""

import logging
import os

_log = logging.getLogger(__name__)

_SERVICE = "mrapp"


def is_off() -> bool:
    """Tell whether this person wants no key ring to be used."""
    return os.environ.get("MRAPP_KEYRING", "") == "off"


def put_in_ring(name: str, key: str) -> bool:
    """Put a key in the ring; False where there is none, or it forgets at once what it is given."""
    if is_off():
        return False
    try:
        # Late: it belongs to the desktop, and is slow to come.
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return False
    try:
        keyring.set_password(_SERVICE, name, key)
        return bool(keyring.get_password(_SERVICE, name) == key)
    except (KeyringError, RuntimeError, OSError) as error:
        _log.info("no key ring: %s", error)
        return False


def in_ring(name: str) -> str | None:
    """Return what the ring has under a name; None where it, or the ring, is not there."""
    try:
        # Late: as above.
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found = keyring.get_password(_SERVICE, name)
    except (KeyringError, RuntimeError, OSError) as error:
        _log.info("the key ring does not give the key: %s", error)
        return None
    return None if found is None else str(found)
