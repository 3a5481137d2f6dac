"""The list of what a bundle is made of."""

from __future__ import annotations

from release.sbom import bill_of

APP = {"bom-ref": "root", "name": "flux2studio", "version": "1.2.3", "type": "application"}
KITE = {"bom-ref": "kite==1.0", "name": "kite", "version": "1.0", "purl": "pkg:pypi/kite@1.0?x=y"}
TOOL = {"bom-ref": "tool==2.0", "name": "tool", "version": "2.0", "purl": "pkg:pypi/tool@2.0"}
QT = {"bom-ref": "qt==6", "name": "PySide6", "purl": "pkg:pypi/pyside6-essentials@6.11.3"}
ENVIRONMENT = {
    "bomFormat": "CycloneDX",
    "metadata": {"component": APP},
    "components": [KITE, TOOL, QT],
    "dependencies": [
        {"ref": "root", "dependsOn": ["kite==1.0", "qt==6"]},
        {"ref": "kite==1.0", "dependsOn": ["tool==2.0"]},
        {"ref": "tool==2.0"},
    ],
}
INSIDE = [
    {"name": "flux2studio", "version": "1.2.3", "purl": "pkg:pypi/flux2studio@1.2.3"},
    {"name": "kite", "version": "1.0", "purl": "pkg:pypi/kite@1.0"},
    {"name": "Python", "version": "3.11.7", "purl": "pkg:generic/python@3.11.7"},
    {"name": "PySide6", "version": "6.11.3", "purl": "pkg:pypi/pyside6-essentials@6.11.3"},
]


def test_it_names_what_is_inside_and_not_what_it_was_built_with():
    bill = bill_of(ENVIRONMENT, INSIDE)

    assert [part["name"] for part in bill["components"]] == ["kite", "PySide6", "Python", "Qt"]
    assert bill["components"][0] == KITE
    assert bill["components"][3]["purl"] == "pkg:generic/qt@6.11.3"


def test_who_needs_whom_is_told_among_those_inside():
    assert bill_of(ENVIRONMENT, INSIDE)["dependencies"] == [
        {"ref": "root", "dependsOn": ["kite==1.0", "qt==6"]},
        {"ref": "kite==1.0", "dependsOn": []},
    ]
