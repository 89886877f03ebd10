"""Addresses of sealed words."""

from django.urls import path

from tevoet.vault.views import records

app_name = "vault"
urlpatterns = [
    path("sealed/", records.records, name="records"),
    path("sealed/refusals/", records.refusals, name="refusals"),
    path("sealed/<uuid:pk>/", records.record, name="record"),
    path("sealed/<uuid:pk>/removal/", records.removal, name="record_removal"),
]
