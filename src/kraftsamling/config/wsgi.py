"""What the web server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018

# What is loaded by now, every page's code among it, lives as long as the process. Frozen, it is not looked
# through again for what could be thrown away.
gc.collect()
gc.freeze()
