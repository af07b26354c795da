"""What comes from elsewhere is what the lock names, whole, licensed and small."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SERVER = ROOT / "src" / "qingyuan" / "server"
VENDOR = SERVER / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "MANIFEST.json").read_text("utf-8"))["packages"]
LOCK = (ROOT / "assets" / "package-lock.json").read_text("utf-8")
SPRITE = (VENDOR / "bootstrap-icons" / "icons.svg").read_text("utf-8")
# What the first page of a browser that has never been here loads.
FIRST_LOAD = [
    "vendor/bootstrap/bootstrap.min.css",
    "vendor/bootstrap-icons/icons.svg",
    "look/theme.css",
    "look/print.css",
    "look/emblem.svg",
    "look/favicon.svg",
    "look/favicon.ico",
    "js/theme.js",
    "js/look.js",
]


def test_each_file_is_as_the_manifest_says_and_none_is_beside_it() -> None:
    listed = {
        f"{package['name']}/{file['name']}": file["sha256"]
        for package in PACKAGES
        for file in package["files"]
    }
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "MANIFEST.json"
    }
    assert found == listed, "python assets/vendor.py"


def test_versions_are_exact_and_the_same_in_all_places() -> None:
    asked = json.loads((ROOT / "assets" / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads(LOCK)["packages"]
    for package in PACKAGES:
        name = package["name"]
        assert asked[name] == locked[f"node_modules/{name}"]["version"] == package["version"]


def test_the_lock_holds_digests_and_names_no_host() -> None:
    for name, package in json.loads(LOCK)["packages"].items():
        assert not name or package["integrity"].startswith("sha512-")
    assert "resolved" not in LOCK
    assert "://" not in LOCK


def test_each_package_brings_its_licence() -> None:
    for package in PACKAGES:
        assert "LICENSE" in {file["name"] for file in package["files"]}
        assert package["licence"] in {"MIT", "0BSD"}


def test_every_icon_on_a_page_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    listed = set((ROOT / "assets" / "icons.txt").read_text("utf-8").split())
    pages = "".join(path.read_text("utf-8") for path in (SERVER / "templates").rglob("*.html"))
    asked = set(re.findall(r'\{% icon "([\w-]+)"', pages))
    assert drawn == listed
    assert asked <= drawn


def test_no_file_asks_for_a_map_that_stayed_behind() -> None:
    for path in VENDOR.rglob("*.min.*"):
        assert "sourceMappingURL" not in path.read_text("utf-8")


def test_the_first_load_stays_below_100_kilobytes() -> None:
    sizes = {
        name: len(gzip.compress((SERVER / "static" / name).read_bytes(), 9)) for name in FIRST_LOAD
    }
    assert sum(sizes.values()) < 80 * 1024, sizes  # and the page itself, with room


@pytest.mark.parametrize("name", FIRST_LOAD)
def test_what_the_first_load_counts_exists(name: str) -> None:
    assert (SERVER / "static" / name).is_file()
