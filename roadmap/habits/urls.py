"""Pages of the habits, under /habits/."""

from django.urls import path

from roadmap.habits.views import habits, log, time

urlpatterns = [
    path("", habits.index, name="habits"),
    # /habits/rest/
    path("rest/", habits.rest, name="rest"),
    path("rest/take-back/", habits.rest_take_back, name="rest-take-back"),
    # /habits/routines/
    path("routines/new/", habits.routine_new, name="routine-new"),
    path("routines/<int:pk>/done/", habits.routine_done, name="routine-done"),
    path("routines/<int:pk>/delete/", habits.routine_delete, name="routine-delete"),
    # /habits/ladders/
    path("ladders/new/", log.rung_new, name="rung-new"),
    path("ladders/<slug:ladder>/<slug:key>/", log.rung, name="rung"),
    path("ladders/rungs/<int:pk>/delete/", log.rung_delete, name="rung-delete"),
    # /habits/log/
    path("log/", log.log, name="habits-log"),
    path("log/new/", log.entry_new, name="entry-new"),
    path("log/<int:pk>/", log.entry_edit, name="entry-edit"),
    path("log/<int:pk>/delete/", log.entry_delete, name="entry-delete"),
    # /habits/time/
    path("time/", time.index, name="time"),
    path("time/beside/", time.beside, name="time-beside"),
    path("time/start/", time.start, name="timer-start"),
    path("time/stop/", time.stop, name="timer-stop"),
    path("time/<int:pk>/", time.edit, name="minutes-edit"),
    path("time/<int:pk>/delete/", time.delete, name="minutes-delete"),
]
