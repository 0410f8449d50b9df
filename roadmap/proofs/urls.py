"""Pages of the evidence that is no lab, under /proofs/."""

from django.urls import path

from roadmap.proofs.models import Exhibit
from roadmap.proofs.views import exhibits, mentoring, teach_backs

urlpatterns = [
    path("", exhibits.index, name="proofs-index"),
    path("artefacts/add/", exhibits.add, {"kind": Exhibit.Kind.ARTEFACT.value}, name="artefact-add"),
    path("readings/add/", exhibits.add, {"kind": Exhibit.Kind.READING.value}, name="reading-add"),
    path("links/add/", exhibits.add, {"kind": Exhibit.Kind.LINK.value}, name="link-add"),
    # /proofs/exhibits/<exhibit>/
    path("exhibits/<int:pk>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<int:pk>/edit/", exhibits.edit, name="exhibit-edit"),
    path("exhibits/<int:pk>/delete/", exhibits.delete, name="exhibit-delete"),
    # /proofs/teach-backs/<teach-back>/
    path("teach-backs/new/", teach_backs.new, name="teach-back-new"),
    path("teach-backs/<int:pk>/", teach_backs.teach_back, name="teach-back"),
    path("teach-backs/<int:pk>/assess/", teach_backs.assess, name="teach-back-assess"),
    path("teach-backs/<int:pk>/renew/", teach_backs.renew, name="teach-back-renew"),
    path("teach-backs/<int:pk>/invite/", teach_backs.invite, name="teach-back-invite"),
    path("teach-backs/<int:pk>/uninvite/", teach_backs.uninvite, name="teach-back-uninvite"),
    path("teach-backs/<int:pk>/delete/", teach_backs.delete, name="teach-back-delete"),
    # /proofs/shared/<invitation>/
    path("shared/<str:invitation>/", mentoring.shared, name="teach-back-shared"),
    path("shared/<str:invitation>/assess/", mentoring.assess, name="teach-back-shared-assess"),
]
