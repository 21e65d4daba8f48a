"""How the OpenGL context that is current on this thread is told to a runtime.

GLX and EGL are run in the tests; WGL is written to the specification and was never run here.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Callable
from ctypes import POINTER, byref, c_int, c_void_p, cast
from dataclasses import dataclass
from functools import cache

import xr
from vtkmodules.vtkCommonCore import mutable
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.model.headset_errors import NoContextError
from mrapp.xr.openxr.calls import Native, checked
from mrapp.xr.openxr.refusals import check_version

OPENGL = "XR_KHR_opengl_enable"
EGL = "XR_MNDX_egl_enable"

# GLX 1.4 and EGL 1.5: names of what is asked.
_GLX_FBCONFIG_ID, _GLX_SCREEN, _GLX_VISUAL_ID = 0x8013, 0x800C, 0x800B
_EGL_CONFIG_ID, _EGL_NONE = 0x3028, 0x3038


@dataclass(frozen=True)
class Context:
    """An OpenGL context. kind: "glx", "egl" or "wgl"; extensions: those that a runtime needs."""

    kind: str
    extensions: tuple[str, ...]
    binding: Native


def current_context() -> Context:
    """Return the context of this thread; raises `NoContextError` where there is none to share."""
    for bound in _ways():
        found = bound()
        if found is not None:
            return found
    raise NoContextError(detail="no GLX, EGL or WGL")


def check_graphics(instance: Native, system: Native, window: vtkOpenGLRenderWindow) -> None:
    """Ask what OpenGL the runtime wants, which must be asked, and compare it with what is there."""
    asked = xr.GraphicsRequirementsOpenGLKHR()
    function = cast(
        xr.get_instance_proc_addr(instance, "xrGetOpenGLGraphicsRequirementsKHR"),
        xr.PFN_xrGetOpenGLGraphicsRequirementsKHR,
    )
    checked(xr.Result(function(instance, system, byref(asked))))
    check_version(
        opengl_version(window),
        _version(asked.min_api_version_supported),
        _version(asked.max_api_version_supported),
    )


def opengl_version(window: vtkOpenGLRenderWindow) -> tuple[int, int]:
    """Return the version of OpenGL that a window draws with."""
    # VTK's own types say "int" where it fills in a reference.
    major: Native = mutable(0)
    minor: Native = mutable(0)
    window.GetOpenGLVersion(major, minor)
    return int(major), int(minor)


def _version(number: Native) -> tuple[int, int]:
    return int(number.major), int(number.minor)


def _ways() -> tuple[Callable[[], Context | None], ...]:
    if sys.platform == "win32":
        return (_wgl,)
    return (_glx, _egl)


@cache
def _library(*names: str) -> Native:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _fields(structure: Native) -> dict[str, Native]:
    return {field[0]: field[1] for field in structure._fields_}


def _wgl() -> Context | None:
    opengl = _library("opengl32.dll")
    opengl.wglGetCurrentContext.restype = opengl.wglGetCurrentDC.restype = c_void_p
    context, place = opengl.wglGetCurrentContext(), opengl.wglGetCurrentDC()
    if not context:
        return None
    kinds = _fields(xr.GraphicsBindingOpenGLWin32KHR)
    binding = xr.GraphicsBindingOpenGLWin32KHR(
        h_dc=cast(place, kinds["h_dc"]), h_glrc=cast(context, kinds["h_glrc"])
    )
    return Context("wgl", (OPENGL,), binding)


def _glx() -> Context | None:
    glx = _library("libGLX.so.0", "libGL.so.1")
    if glx is None:
        return None
    for name in ("glXGetCurrentContext", "glXGetCurrentDisplay"):
        getattr(glx, name).restype = c_void_p
    glx.glXGetCurrentDrawable.restype = ctypes.c_ulong
    context, display = glx.glXGetCurrentContext(), glx.glXGetCurrentDisplay()
    if not context:
        return None
    config, visual = _fbconfig(glx, display, context)
    kinds = _fields(xr.GraphicsBindingOpenGLXlibKHR)
    binding = xr.GraphicsBindingOpenGLXlibKHR(
        x_display=cast(display, kinds["x_display"]),
        visualid=visual,
        glx_fbconfig=cast(config, kinds["glx_fbconfig"]),
        glx_drawable=glx.glXGetCurrentDrawable(),
        glx_context=cast(context, kinds["glx_context"]),
    )
    return Context("glx", (OPENGL,), binding)


def _fbconfig(glx: Native, display: int, context: int) -> tuple[int, int]:
    """Return the configuration that a context was made with, and its visual: runtimes ask."""
    glx.glXQueryContext.argtypes = [c_void_p, c_void_p, c_int, POINTER(c_int)]
    glx.glXChooseFBConfig.restype = POINTER(c_void_p)
    glx.glXChooseFBConfig.argtypes = [c_void_p, c_int, POINTER(c_int), POINTER(c_int)]
    glx.glXGetFBConfigAttrib.argtypes = [c_void_p, c_void_p, c_int, POINTER(c_int)]
    number, screen, count, visual = c_int(), c_int(), c_int(), c_int()
    glx.glXQueryContext(display, context, _GLX_FBCONFIG_ID, byref(number))
    glx.glXQueryContext(display, context, _GLX_SCREEN, byref(screen))
    wanted = (c_int * 3)(_GLX_FBCONFIG_ID, number.value, 0)
    found = glx.glXChooseFBConfig(display, screen.value, wanted, byref(count))
    if not count.value:
        raise NoContextError(detail=f"no GLXFBConfig {number.value}")
    config = found[0]
    glx.glXGetFBConfigAttrib(display, config, _GLX_VISUAL_ID, byref(visual))
    _x_free(found)
    return int(config), visual.value


def _x_free(found: Native) -> None:
    x11 = _library("libX11.so.6")
    if x11 is not None:
        x11.XFree.argtypes = [c_void_p]
        x11.XFree(cast(found, c_void_p))


def _egl() -> Context | None:
    egl = _library("libEGL.so.1")
    if egl is None:
        return None
    egl.eglGetCurrentDisplay.restype = egl.eglGetCurrentContext.restype = c_void_p
    display, context = egl.eglGetCurrentDisplay(), egl.eglGetCurrentContext()
    if not context:
        return None
    kinds = _fields(xr.GraphicsBindingEGLMNDX)
    binding = xr.GraphicsBindingEGLMNDX(
        get_proc_address=cast(egl.eglGetProcAddress, kinds["get_proc_address"]),
        display=cast(display, kinds["display"]),
        config=cast(_egl_config(egl, display, context), kinds["config"]),
        context=cast(context, kinds["context"]),
    )
    return Context("egl", (OPENGL, EGL), binding)


def _egl_config(egl: Native, display: int, context: int) -> c_void_p:
    egl.eglQueryContext.argtypes = [c_void_p, c_void_p, c_int, POINTER(c_int)]
    egl.eglChooseConfig.argtypes = [c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int)]
    number, count, config = c_int(), c_int(), c_void_p()
    egl.eglQueryContext(display, context, _EGL_CONFIG_ID, byref(number))
    wanted = (c_int * 3)(_EGL_CONFIG_ID, number.value, _EGL_NONE)
    egl.eglChooseConfig(display, wanted, byref(config), 1, byref(count))
    return config
