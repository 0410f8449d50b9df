from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "roadmap.proofs"
    label = "proofs"
