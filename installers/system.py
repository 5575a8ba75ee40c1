"""What the operating system has to bring: a display, and on Linux the libraries that Qt's own wheels leave to it."""

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library, and the packages it comes in."""

    file: str
    debian: str
    fedora: str


# What QtCore, QtGui and QtWidgets link to: needed even to draw on no screen at all.
DRAWING = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libz.so.1", "zlib1g", "zlib"),
    Library("libzstd.so.1", "libzstd1", "libzstd"),
)
# What its plugin for an X display links to.
X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
# What its plugin for a Wayland display links to.
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
)
PLATFORMS = {"xcb": X11, "wayland": WAYLAND}


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can open: always but on a Linux where nothing names a display."""
    return platform != "linux" or any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def loads(file: str) -> bool:
    """Whether the dynamic loader finds a library, and all that it needs in turn."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing(
    environ: Mapping[str, str], platform: str = sys.platform, is_there: Callable[[str], bool] = loads
) -> list[Library]:
    """The libraries that Qt lacks to draw, and to show windows on the display that is there."""
    if platform != "linux":
        return []
    options = [_lacking(PLATFORMS.get(plugin, ()), is_there) for plugin in _plugins(environ)]
    # Any one plugin is enough; where none can load, the first is the one to complete.
    windows = [] if [] in options else options[0]
    return _lacking(DRAWING, is_there) + windows


def _plugins(environ: Mapping[str, str]) -> list[str]:
    """The platform plugins that Qt would try: by its own variable, else by the displays there are."""
    if environ.get("QT_QPA_PLATFORM"):
        return [part.partition(":")[0] for part in environ["QT_QPA_PLATFORM"].split(";")]
    displays = {"DISPLAY": "xcb", "WAYLAND_DISPLAY": "wayland"}
    return [plugin for name, plugin in displays.items() if environ.get(name)] or ["offscreen"]


def _lacking(libraries: Iterable[Library], is_there: Callable[[str], bool]) -> list[Library]:
    return [library for library in libraries if not is_there(library.file)]


def debian_packages(libraries: Iterable[Library]) -> str:
    """The Debian and Ubuntu packages of some libraries, as one argument list."""
    return " ".join(sorted({library.debian for library in libraries}))


def advice(libraries: Iterable[Library], which: Callable[[str], str | None] = shutil.which) -> str:
    """What is missing, and the command that installs it here."""
    libraries = list(libraries)
    names = ", ".join(library.file for library in libraries)
    fedora = " ".join(sorted({library.fedora for library in libraries}))
    commands = {"apt-get": debian_packages(libraries), "dnf": fedora}
    known = [f"sudo {tool} install {packages}" for tool, packages in commands.items() if which(tool)]
    command = known[0] if known else f"on Debian and Ubuntu {commands['apt-get']}, on Fedora {fedora}"
    return f"Qt needs system libraries that are not here ({names}); install them with: {command}"
