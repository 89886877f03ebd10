"""Addresses of small things."""

from django.urls import path

from tevoet.smallthings import views

app_name = "smallthings"
urlpatterns = [
    path("me/mail/", views.mail, name="mail"),
    path("me/mail/<str:kind>/ending/", views.ending, name="ending"),
    path("me/mail/<str:kind>/beginning/", views.beginning, name="beginning"),
    path("mail-stops/<str:token>/", views.stopped, name="stop"),
]
