"""Addresses of talks."""

from django.urls import path

from tevoet.talks.views import looking_back, promises, talks, wishes

app_name = "talks"
urlpatterns = [
    path("with/<int:pk>/wish/", wishes.wish, name="wish"),
    path("wishes/<int:pk>/withdrawal/", wishes.withdrawal, name="withdrawal"),
    path("wishes/<int:pk>/not-now/", wishes.not_now, name="wish_not_now"),
    path("with/<int:pk>/talks/", talks.begin, name="begin"),
    path("with/<int:pk>/just-spoke/", talks.just_spoke, name="just_spoke"),
    path("talks/<int:pk>/", talks.talk, name="talk"),
    path("talks/<int:pk>/plan/", talks.plan, name="plan"),
    path("talks/<int:pk>/declining/", talks.declining, name="declining"),
    path("talks/<int:pk>/meeting/", talks.meeting, name="meeting"),
    path("talks/<int:pk>/meeting/undoing/", talks.meeting_undo, name="meeting_undo"),
    path("talks/<int:pk>/look-back/", looking_back.look_back, name="look_back"),
    path(
        "talks/<int:pk>/look-back/removal/",
        looking_back.look_back_removal,
        name="look_back_removal",
    ),
    path("with/<int:pk>/promises/", promises.promises, name="promises"),
    path("promises/<int:pk>/judgement/", promises.judgement, name="judgement"),
]
