"""What the system says of a file or a disk, in words of ours: its own are of one language only."""

import errno

from mrapp.model.texts import Phrase

_NO_ACCESS = Phrase(nl="u hebt er geen toegang toe", en="you have no access to it")
_IN_USE = Phrase(nl="een ander programma gebruikt het", en="another program is using it")
_TOO_MANY = Phrase(nl="er zijn te veel bestanden tegelijk open", en="too many files are open")
_FAR_AWAY = Phrase(
    nl="de schijf of het netwerk antwoordt niet", en="the disk or the network does not answer"
)
_NO_DEVICE = Phrase(nl="de schijf is er niet meer", en="the disk is no longer there")
_REASONS = {
    "EACCES": _NO_ACCESS,
    "EPERM": _NO_ACCESS,
    "ENOENT": Phrase(nl="het bestaat niet", en="it does not exist"),
    "EISDIR": Phrase(nl="het is een map", en="it is a folder"),
    "ENOTDIR": Phrase(
        nl="in het pad staat een bestand waar een map hoort",
        en="there is a file in its path where a folder belongs",
    ),
    "EEXIST": Phrase(nl="er staat al iets", en="there is something already"),
    "ENOTEMPTY": Phrase(nl="de map is niet leeg", en="the folder is not empty"),
    "ENOSPC": Phrase(nl="de schijf is vol", en="the disk is full"),
    "EDQUOT": Phrase(
        nl="uw deel van de schijf is vol", en="your share of the disk has been used up"
    ),
    "EFBIG": Phrase(
        nl="het bestand wordt te groot voor deze schijf", en="the file gets too large for this disk"
    ),
    "EROFS": Phrase(nl="op de schijf kan niets worden geschreven", en="the disk is read-only"),
    "EIO": Phrase(
        nl="de schijf maakt fouten bij lezen of schrijven",
        en="the disk fails to read or to write",
    ),
    "ENAMETOOLONG": Phrase(nl="de naam of het pad is te lang", en="the name or path is too long"),
    "EILSEQ": Phrase(
        nl="zo'n naam mag niet op deze schijf", en="this disk does not allow such a name"
    ),
    "ELOOP": Phrase(
        nl="de snelkoppeling verwijst naar zichzelf", en="the shortcut points back to itself"
    ),
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "ENOMEM": Phrase(nl="er is te weinig geheugen", en="there is too little memory"),
    "ETIMEDOUT": _FAR_AWAY,
    "ESTALE": _FAR_AWAY,
    "ENOTCONN": _FAR_AWAY,
    "EHOSTDOWN": _FAR_AWAY,
    "EHOSTUNREACH": _FAR_AWAY,
    "ENODEV": _NO_DEVICE,
    "ENXIO": _NO_DEVICE,
}
_NO_WORD = Phrase(nl="het systeem zegt niet waarom", en="the system does not say why")


def reason_of(error: OSError) -> Phrase:
    """Return why the system refused something, as a clause to stand in a sentence.

    What is met seldom is told by its number, by which it can be looked up.
    """
    if error.errno is None:
        return _FAR_AWAY if isinstance(error, TimeoutError) else _NO_WORD
    name = errno.errorcode.get(error.errno, "")
    told = f"{error.errno}, {name}" if name else str(error.errno)
    return _REASONS.get(name) or Phrase(
        nl=f"het systeem meldt fout {told}", en=f"the system reports error {told}"
    )
