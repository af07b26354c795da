"""The door for web servers: `qingyuan.server.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingyuan.server.settings")
application = get_wsgi_application()
