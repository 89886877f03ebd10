"""The way in for the application server."""

import os

from django.core.wsgi import get_wsgi_application

from tevoet.web.warm import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tevoet.web.settings")
application = get_wsgi_application()
warm_up()
