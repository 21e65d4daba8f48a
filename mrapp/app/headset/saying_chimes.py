"""What is to be heard of an opinion as it goes on: recording begins and ends, it is kept."""

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.telling import Note, Telling


def chime_between(before: Telling, after: Telling) -> Chime | None:
    """Return what is to be heard of a change; None: nothing."""
    if after.receipt and after.receipt != before.receipt:
        return Chime.KEPT
    if after.fault is not None and after.fault != before.fault:
        return Chime.REFUSE
    records = after.note is Note.RECORDING
    if records != (before.note is Note.RECORDING):
        return Chime.RECORDING if records else Chime.RECORDED
    return None
