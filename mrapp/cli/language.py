"""In which language the command line speaks."""

import locale
import os


def user_language() -> str:
    """Return the language of messages: MRAPP_LANGUAGE, else the system's, else English."""
    wished = os.environ.get("MRAPP_LANGUAGE") or locale.getlocale()[0] or ""
    # Windows has names of its own: Dutch_Netherlands.
    return "nl" if wished.lower().startswith(("nl", "dutch")) else "en"
