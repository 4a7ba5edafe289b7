"""Procrastinate: jobs in PostgreSQL. Arguments hold ids only; handlers may run twice."""

from __future__ import annotations

import procrastinate


def on_app_ready(app: procrastinate.App) -> None:
    """Called by procrastinate when Django is ready; our tasks are found in each app's `tasks.py`."""
