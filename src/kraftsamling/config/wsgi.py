"""What the web server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.config.settings")
application = get_wsgi_application()

# What has been loaded by now lives as long as the process. Without this each page pays for looking it
# through once more.
gc.collect()
gc.freeze()
