"""Addresses of people, teams, invitations and sign-in."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
]
