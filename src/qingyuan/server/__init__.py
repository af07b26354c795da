"""The site: the notice's nouns as Django contexts, each remembering what its users did.

`environment` says where an installation lies and what its secrets are, `settings` and `urls` are
Django's, `web` is what every page needs (who asks, from where), `serving` runs web server and
worker in one process.  The contexts point one way:
reporting → campaigns → organisations → evidence.
"""
