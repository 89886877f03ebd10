"""Addresses of the contact mirror."""

from django.urls import path

from tevoet.contact.views import (
    hints,
    leaving_out,
    mailboxes,
    manners,
    proposals,
    services,
    sources,
    speaking,
)

app_name = "contact"
urlpatterns = [
    path("with/<int:pk>/contact-moments/", speaking.spoken, name="spoken"),
    path("contact-moments/<int:pk>/undoing/", speaking.spoken_undo, name="spoken_undo"),
    path("with/<int:pk>/not-now/", speaking.not_now, name="not_now"),
    path("with/<int:pk>/not-now/undoing/", speaking.not_now_undo, name="not_now_undo"),
    path("with/<int:pk>/plan/", speaking.plan, name="plan"),
    path("with/<int:pk>/limits/", speaking.limits, name="limits"),
    path("with/<int:pk>/manner/", manners.manner, name="manner"),
    path("with/<int:pk>/manner/ending/", manners.manner_ending, name="manner_ending"),
    path("with/<int:pk>/left-out/", leaving_out.left_out, name="left_out"),
    path("with/<int:pk>/left-out/ending/", leaving_out.left_out_ending, name="left_out_ending"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/interruption/", sources.interruption, name="interruption"),
    path("sources/<int:pk>/resumption/", sources.resumption, name="resumption"),
    path("sources/<int:pk>/removal/", sources.removal, name="removal"),
    path("sources/mailbox/", mailboxes.mailbox, name="mailbox"),
    path("sources/<int:pk>/reading/", mailboxes.reading, name="mailbox_reading"),
    path("sources/<int:pk>/password/", mailboxes.password, name="mailbox_password"),
    path("hints/", hints.hints, name="hints"),
    path("hints/answers/", hints.answers, name="hint_answers"),
    path("hints/settings/", hints.settings, name="hint_settings"),
    path("hints/mutes/", hints.mutes, name="hint_mutes"),
    path("hints/removal/", hints.removal, name="hint_removal"),
    path("sources/services/<slug:slug>/", services.service, name="service"),
    path("sources/services/<slug:slug>/asking/", services.asking, name="service_asking"),
    path("sources/services/<slug:slug>/answer/", services.answer, name="service_answer"),
    path("sources/<int:pk>/background/", services.background, name="background"),
    path("sources/<int:pk>/background/ending/", services.ending, name="background_ending"),
    path("sources/<int:pk>/background/reading/", services.reading, name="background_reading"),
    path("proposals/", proposals.proposals, name="proposals"),
]
