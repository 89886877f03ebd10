"""The way in for the application server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tevoet.web.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what was loaded stays: looking through it again would make some pages wait
