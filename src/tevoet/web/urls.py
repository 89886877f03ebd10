"""Every address of the program, app by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("tevoet.home.urls")),
    path("", include("tevoet.smallthings.urls")),
    path("", include("tevoet.talks.urls")),
    path("", include("tevoet.contact.urls")),
    path("", include("tevoet.vault.urls")),
    path("", include("tevoet.people.urls")),
]

handler500 = "tevoet.ui.failures.server_error"
