"""Brings the database to this version and loads the built-in roadmaps, in one process: Django starts but once."""

import os

import django
from django.core.management import call_command, get_commands

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if "load_curricula" in get_commands():
        call_command("load_curricula", verbosity=0)
