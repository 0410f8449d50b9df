"""Pages of the paper log, under /papers/."""

from django.urls import include, path

from roadmap.papers.views import bibtex, claims, experiments, months, papers, reproductions

urlpatterns = [
    path("", papers.index, name="papers-index"),
    path("new/", papers.new, name="paper-new"),
    path("bibtex/", bibtex.add, name="papers-from-bibtex"),
    path("papers.bib", bibtex.library, name="papers-bibtex"),
    path("months/rest/", months.rest, name="month-rest"),
    path("months/reproduce/", months.reproduce, name="month-reproduce"),
    path("queue/", include("roadmap.papers.arxiv.urls")),
    # /papers/<paper>/
    path("<int:pk>/", papers.paper, name="paper"),
    path("<int:pk>/edit/", papers.edit, name="paper-edit"),
    path("<int:pk>/delete/", papers.delete, name="paper-delete"),
    path("<int:pk>/paper.bib", bibtex.entry, name="paper-bibtex"),
    path("<int:paper_pk>/reproductions/new/", reproductions.new, name="reproduction-new"),
    # /papers/reproductions/<reproduction>/
    path("reproductions/<int:pk>/", reproductions.reproduction, name="reproduction"),
    path("reproductions/<int:pk>/reproduction.md", reproductions.export, name="reproduction-export"),
    path("reproductions/<int:pk>/edit/", reproductions.edit, name="reproduction-edit"),
    path("reproductions/<int:pk>/delete/", reproductions.delete, name="reproduction-delete"),
    path("reproductions/<int:pk>/run/", experiments.send, name="experiment-send"),
    path("reproductions/<int:pk>/claims/add/", claims.add_claim, name="claim-add"),
    # /papers/claims/<claim>/
    path("claims/<int:pk>/edit/", claims.edit_claim, name="claim-edit"),
    path("claims/<int:pk>/delete/", claims.delete_claim, name="claim-delete"),
    path("claims/<int:pk>/runs/add/", claims.add_run, name="run-add"),
    path("claims/runs/<int:pk>/delete/", claims.delete_run, name="run-delete"),
]
