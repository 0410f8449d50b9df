"""Pages of the arXiv reading queue, under /papers/queue/."""

from django.urls import path

from roadmap.papers.arxiv import views

urlpatterns = [
    path("", views.queue, name="arxiv-queue"),
    path("categories/", views.categories, name="arxiv-categories"),
    path("dismiss-page/", views.dismiss_page, name="arxiv-dismiss-page"),
    # /papers/queue/<entry>/
    path("<int:pk>/star/", views.star, name="arxiv-star"),
    path("<int:pk>/unstar/", views.unstar, name="arxiv-unstar"),
    path("<int:pk>/dismiss/", views.dismiss, name="arxiv-dismiss"),
    path("<int:pk>/restore/", views.restore, name="arxiv-restore"),
    path("<int:pk>/tag/", views.tag, name="arxiv-tag"),
    path("<int:pk>/add/", views.add, name="arxiv-add"),
]
