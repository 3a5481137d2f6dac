"""What of the libraries goes into the bundle: all that is used, and nothing else of Qt."""

from __future__ import annotations

import re

# Their metadata tell “About” and the doctor name, version and licence; keyring finds its backends
# by them.
LIBRARIES = (
    "PySide6-Essentials",
    "httpx",
    "keyring",
    "msgspec",
    "pillow",
    "platformdirs",
    "PyYAML",
    "Send2Trash",
)

EXCLUDED_MODULES = [
    "flux2studio.engine",  # runs in an environment of its own, from the wheel
    "torch",
    "numpy",
    "diffusers",
    "transformers",
    "safetensors",
    "huggingface_hub",
    "tkinter",
    "PIL.ImageTk",
    "PIL._imagingtk",
    "PIL.ImageQt",
    "IPython",
    "pip",
    "setuptools",
    "pkg_resources",
    "lib2to3",
    "pydoc",
    "pdb",
    "doctest",
    "rich",
    "click",
    "pygments",
]

# They set variables that other programs we start would inherit; Qt finds its place without.
RUNTIME_HOOKS_LEFT_OUT = {"pyi_rth_pyside6", "pyi_rth_setuptools", "pyi_rth_pkgres"}

# They speak to the desktop, its fonts and its graphics card: ours would not fit those of a newer
# system. Name of the library: the package of Debian that has it; a build with another one fails.
SYSTEM_LIBRARIES = {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

_QT_LANGUAGES = ("de", "en")

_UNWANTED = [
    # Screens and keyboards of machines without a desktop
    r"plugins/platforms/(lib)?q(direct2d|eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.",
    r"plugins/(egldeviceintegrations|generic|qmltooling|sqldrivers|printsupport|designer)/",
    r"libQt6EglF[Ss]",
    # Brings all of GTK along, and the portal gives the same dialogs
    r"plugins/platformthemes/libqgtk3\.so$",
    # Drawing by the graphics card, which nothing of the window does
    r"(^|/)(opengl32sw|d3dcompiler_\d+)\.dll$",
    # Qt is asked for no address of the internet
    r"plugins/(tls|networkinformation)/",
    # Pillow reads pictures, in a process of its own; Qt only its own icons
    r"plugins/imageformats/(lib)?q(gif|icns|ico|macheif|macjp2|pdf|tga|tiff|wbmp)\.",
    r"plugins/platforminputcontexts/(lib)?qtvirtualkeyboardplugin\.",
    r"(^|/)(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|Sql|Designer|Test|PrintSupport)",
    r"PySide6/(Qt/)?(qml|resources|libexec)/",
    r"plugins/wayland-graphics-integration-server/",
    r"plugins/wayland-shell-integration/lib(fullscreen-shell-v1|ivi-shell|qt-shell|wl-shell-plugin)\.so$",
    # Sources that are compiled into others
    r"flux2studio/resources/translations/.*\.ts$",
    r"flux2studio/resources/readme/",
    r"(^|/)RECORD$",
    r"(^|/)INSTALLER$",
    r"(^|/)direct_url\.json$",
]
_IS_UNWANTED = re.compile("|".join(f"(?:{pattern})" for pattern in _UNWANTED))
_TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/(?P<name>.*)$")
_OURS = re.compile(rf"qtbase_(?:{'|'.join(_QT_LANGUAGES)})\.qm")


def is_wanted(place: str) -> bool:
    """Say whether a file at ``place``, relative to the bundle, is part of it."""
    place = place.replace("\\", "/")
    if place in SYSTEM_LIBRARIES:
        return False
    if translation := _TRANSLATION.search(place):
        return _OURS.fullmatch(translation["name"]) is not None
    return _IS_UNWANTED.search(place) is None
