"""Addresses of the pages that put things together."""

from django.urls import path

from tevoet.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.row, name="row"),
    path("with/<int:pk>/", views.connection, name="connection"),
    path("with/<int:pk>/visit/", views.visit, name="visit"),
]
