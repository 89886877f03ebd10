"""Addresses of the pages that put things together."""

from django.urls import URLPattern

app_name = "home"
urlpatterns: list[URLPattern] = []
