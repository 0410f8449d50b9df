"""Pages of the path, under /path/."""

from django.urls import path

from roadmap.path.views import milestones, roadmaps, topics

urlpatterns = [
    path("", roadmaps.index, name="path-index"),
    # /path/milestones/<key>/
    path("milestones/", milestones.milestones, name="milestones"),
    path("milestones/<slug:key>/date/", milestones.set_date, name="milestone-date"),
    path("milestones/<slug:key>/claim/", milestones.claim, name="milestone-claim"),
    path("milestones/<slug:key>/unclaim/", milestones.unclaim, name="milestone-unclaim"),
    # /path/<roadmap>/
    path("<slug:slug>.md", roadmaps.export, name="path-export"),
    path("<slug:slug>/", roadmaps.roadmap, name="path-roadmap"),
    # /path/<roadmap>/<concept>/
    path("<slug:slug>/<slug:key>/", topics.topic, name="topic"),
    path("<slug:slug>/<slug:key>/standing/", topics.standing, name="topic-standing"),
    path("<slug:slug>/<slug:key>/tick/", topics.tick, name="topic-tick"),
    path("<slug:slug>/<slug:key>/untick/", topics.untick, name="topic-untick"),
    path("<slug:slug>/<slug:key>/skip/", topics.skip, name="topic-skip"),
    path("<slug:slug>/<slug:key>/unskip/", topics.unskip, name="topic-unskip"),
]
