"""Addresses of campaigns."""

from __future__ import annotations

from qingyuan.server.campaigns import conveyance_urls, setting_up_urls

app_name = "campaigns"
urlpatterns = [*setting_up_urls.urlpatterns, *conveyance_urls.urlpatterns]
