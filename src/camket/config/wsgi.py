"""What does the web server call? Django, after the checks that may refuse to start."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings")
application = get_wsgi_application()

from camket.config.checks import refuse_undeclared  # noqa: E402  after Django is set up

refuse_undeclared()
