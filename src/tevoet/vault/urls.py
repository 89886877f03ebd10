"""Addresses of sealed words."""

from django.urls import path

from tevoet.vault.views import loans, records

app_name = "vault"
urlpatterns = [
    path("loan/", loans.loan, name="loan"),
    path("loan/ending/", loans.ending, name="loan_ending"),
    path("me/keys/held/", loans.held_keyring, name="held"),
    path("sealed/", records.records, name="records"),
    path("sealed/refusals/", records.refusals, name="refusals"),
    path("sealed/<uuid:pk>/", records.record, name="record"),
    path("sealed/<uuid:pk>/removal/", records.removal, name="record_removal"),
]
