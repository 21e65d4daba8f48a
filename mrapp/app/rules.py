"""What may be done at a moment: views ask here whether to offer a command."""

from mrapp.app.history import Moment
from mrapp.app.state import ObjectRef


def can_demolish(moment: Moment, ref: ObjectRef | None) -> bool:
    """Tell whether an object can be marked as demolished: it stands there now, in a variant."""
    if ref is None or moment.project.variant(moment.view.variant) is None:
        return False
    return ref.asset in {layer.mesh_key for layer in moment.project.layers}


def is_demolished(moment: Moment, ref: ObjectRef | None) -> bool:
    """Tell whether the shown variant demolishes an object."""
    variant = moment.project.variant(moment.view.variant)
    return ref is not None and variant is not None and ref.object_id in variant.removes
