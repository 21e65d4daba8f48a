"""The panels of a session as quads: their pictures, in swapchains of the runtime's."""

from collections.abc import Iterable

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.xr.device import Quad
from mrapp.xr.openxr.calls import Native
from mrapp.xr.openxr.layers import panel
from mrapp.xr.openxr.swapchains import Chain, upload


class Quads:
    """One swapchain a panel. picked: the format of the pictures, known once a session is begun."""

    def __init__(self, session: Native) -> None:
        self._session = session
        self.picked = 0
        self._chains: dict[str, Chain] = {}

    def paint(
        self, window: vtkOpenGLRenderWindow, key: str, rgba: bytes, size_px: tuple[int, int]
    ) -> None:
        """Give a panel its picture; one of another size gets a swapchain of its own."""
        chain = self._chains.get(key)
        if chain is not None and chain.size_px != size_px:
            self._chains.pop(key).free(window)
            chain = None
        if chain is None:
            chain = self._chains[key] = Chain(self._session, self.picked, size_px)
        upload(window, chain, rgba, size_px)

    def layers(self, space: Native, quads: Iterable[Quad]) -> list[Native]:
        """Return the layers of those that were ever painted, in the order given."""
        return [
            panel(space, quad, self._chains[quad.key]) for quad in quads if quad.key in self._chains
        ]

    def free(self, window: vtkOpenGLRenderWindow) -> None:
        """Free the pictures; the context of `window` must be current."""
        for chain in self._chains.values():
            chain.free(window)
