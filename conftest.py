"""Gives the tests an installation of their own before Django looks for one."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import django

_folder = tempfile.mkdtemp(prefix="qingyuan-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["QINGYUAN_DATA"] = _folder
os.environ["DJANGO_SETTINGS_MODULE"] = "qingyuan.server.settings"
django.setup()
