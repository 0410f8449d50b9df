"""Brings the database to this version and loads the built-in roadmaps, in one process: Django starts but once."""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from roadmap.row_counts import count_rows

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_curricula", verbosity=0)
        count_rows()
    except DatabaseError as error:
        sys.exit(f"The database says: {error}")
    except CommandError as error:
        sys.exit(str(error))
