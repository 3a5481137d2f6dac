"""What Windows and a Mac are told of the app: its version, and the files that it opens."""

from __future__ import annotations

import re
from typing import Any

ID = "io.github.flux2studio.flux2studio"
NAME = "flux2studio"
AUTHORS = "The flux2studio authors"
OLDEST_MAC = "13.0"  # of Qt 6.11
_LORA = f"{ID}.safetensors"
_ENGLISH, _UNICODE = 0x0409, 1200


def windows_version(version: str, program: str) -> str:
    """Return the version resource of ``program``, in the form that PyInstaller reads."""
    four = _numbers(version)
    words = {
        "CompanyName": AUTHORS,
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": NAME,
        "LegalCopyright": f"{AUTHORS}, Apache-2.0",
        "OriginalFilename": program,
        "ProductName": NAME,
        "ProductVersion": version,
    }
    told = ",\n        ".join(f"StringStruct({name!r}, {word!r})" for name, word in words.items())
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('{_ENGLISH:04X}{_UNICODE:04X}', [
        {told}])]),
    VarFileInfo([VarStruct('Translation', [{_ENGLISH}, {_UNICODE}])])
  ]
)
"""


def windows_numbers(version: str) -> str:
    """Return it as Windows compares it: four numbers with dots."""
    return ".".join(map(str, _numbers(version)))


def mac_info(version: str) -> dict[str, Any]:
    """Return what goes into ``Info.plist`` beside the usual; it opens pictures and LoRAs, and is
    the first choice for LoRAs only.
    """
    numbers = ".".join(map(str, _numbers(version)[:3]))
    return {
        "CFBundleShortVersionString": numbers,
        "CFBundleVersion": numbers,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "de"],
        "LSApplicationCategoryType": "public.app-category.graphics-design",
        "LSMinimumSystemVersion": OLDEST_MAC,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{AUTHORS}, Apache-2.0",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Picture",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.png", "public.jpeg", "org.webmproject.webp"],
            },
            {
                "CFBundleTypeName": "Safetensors file",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Default",
                "LSItemContentTypes": [_LORA],
            },
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _LORA,
                "UTTypeDescription": "Safetensors file",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["safetensors"]},
            }
        ],
    }


def _numbers(version: str) -> tuple[int, ...]:
    """Of “1.2.0rc1” 1, 2, 0 and 0: neither system knows more than numbers."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", version)
    numbers = [int(part or 0) for part in found.groups()] if found else [0, 0, 0]
    return (*numbers, 0)
