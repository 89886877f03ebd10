"""Addresses of people, teams, invitations and sign-in.

The names of the sign-in library stay as it looks them up, so they stand outside our own.
"""

from allauth.account import views as library
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods

from tevoet.people.pages import in_house
from tevoet.people.views import (
    accounts,
    connections,
    entrance,
    factors,
    invited,
    known,
    me,
    organisation,
    passwords,
    persons,
    proof,
    sessions,
    teams,
)

page = require_http_methods(["GET", "HEAD", "POST"])
KEY = r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)"

own = [
    path("first-run/<str:secret>/", entrance.first_run, name="first_run"),
    path("invitations/<str:secret>/", invited.invitation, name="invitation"),
    path("invitations/<str:secret>/options/", invited.options, name="invitation_options"),
    path("invitations/<str:secret>/passkey/", invited.passkey, name="invitation_passkey"),
    path("example/<str:key>/", entrance.example_sign_in, name="example_sign_in"),
    path(
        "accounts/organisation/",
        entrance.organisation_sign_in,
        name="organisation_sign_in",
    ),
    path(
        "accounts/organisation/back/",
        entrance.organisation_back,
        name="organisation_back",
    ),
    path("language/", entrance.language, name="language"),
    path("removed/", known.removed, name="removed"),
    path("me/", me.me, name="me"),
    path("me/name/", me.name, name="name"),
    path("me/addresses/", me.address, name="addresses"),
    path("me/addresses/<int:pk>/removal/", me.address_removal, name="address_removal"),
    path("me/sign-in-address/", me.sign_in_address, name="sign_in_address"),
    path("me/phones/", me.phone, name="phones"),
    path("me/phones/<int:pk>/removal/", me.phone_removal, name="phone_removal"),
    path("me/week/", me.week, name="week"),
    path("me/place/", me.place, name="place"),
    path("me/away/", me.away, name="away"),
    path("me/back/", me.back, name="back"),
    path("me/known/", known.known, name="known"),
    path("me/known/<str:slug>/", known.holding, name="holding"),
    path("me/readable/", known.readable, name="readable"),
    path("me/signing-in/", factors.signing_in, name="signing_in"),
    path("me/signing-in/log/", sessions.my_log, name="my_log"),
    path("me/signing-in/password/", passwords.password, name="password"),
    path("me/signing-in/passkeys/", factors.new_passkey, name="new_passkey"),
    path("me/signing-in/passkeys/options/", factors.passkey_options, name="passkey_options"),
    path("me/signing-in/passkeys/<int:pk>/name/", factors.passkey_name, name="passkey_name"),
    path(
        "me/signing-in/passkeys/<int:pk>/removal/",
        factors.passkey_removal,
        name="passkey_removal",
    ),
    path("me/signing-in/second-step/", passwords.second_step, name="second_step"),
    path(
        "me/signing-in/second-step/ending/",
        passwords.second_step_ending,
        name="second_step_ending",
    ),
    path("me/signing-in/spare-codes/", passwords.spare_codes, name="spare_codes"),
    path("me/signing-in/sessions/ending/", sessions.others_ending, name="sessions_ending"),
    path("me/signing-in/sessions/<int:pk>/ending/", sessions.ending, name="session_ending"),
    path("me/copy/", known.copy, name="copy"),
    path("me/removal/", known.removal, name="removal"),
    path("with/<int:pk>/removal/", known.rest, name="rest"),
    path("with/<int:pk>/beginning/", connections.beginning, name="connection_begin"),
    path("with/<int:pk>/mute/", connections.mute, name="mute"),
    path("with/<int:pk>/mute/ending/", connections.unmute, name="unmute"),
    path("with/<int:pk>/ending/", connections.ending, name="connection_end"),
    path("with/<int:pk>/ending/undoing/", connections.ending_undo, name="connection_end_undo"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/details/", organisation.details, name="organisation_details"),
    path("organisation/teams/", organisation.new_team, name="new_team"),
    path("organisation/people/", organisation.new_person, name="new_person"),
    path("organisation/upload/", organisation.upload, name="upload"),
    path("organisation/people/<int:pk>/", persons.person, name="person"),
    path("organisation/people/<int:pk>/details/", persons.details, name="person_details"),
    path("organisation/people/<int:pk>/roles/", persons.roles, name="roles"),
    path(
        "organisation/people/<int:pk>/roles/<int:role>/ending/",
        persons.role_ending,
        name="role_ending",
    ),
    path("organisation/people/<int:pk>/invitation/", persons.invitation, name="invite"),
    path("organisation/people/<int:pk>/leaving/", persons.leaving, name="leaving"),
    path("organisation/people/<int:pk>/block/", accounts.block, name="block"),
    path("organisation/people/<int:pk>/block/ending/", accounts.block_ending, name="unblock"),
    path(
        "organisation/people/<int:pk>/sessions/ending/",
        accounts.sessions_ending,
        name="person_sessions_ending",
    ),
    path("organisation/people/<int:pk>/removal/", accounts.removal, name="person_removal"),
    path("organisation/log/", accounts.log, name="log"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/coaching/", teams.coach, name="coach"),
    path("teams/<int:pk>/roles/<int:role>/ending/", teams.role_ending, name="team_role_ending"),
    path("coaching/<str:secret>/", teams.coaching, name="coaching"),
    path("teams/<int:pk>/details/", teams.details, name="team_details"),
    path("teams/<int:pk>/leader/", teams.leader, name="leader"),
]
entrances = [
    path("login/", page(in_house(entrance.sign_in)), name="account_login"),
    path("logout/", page(library.logout), name="account_logout"),
    path("inactive/", page(library.account_inactive), name="account_inactive"),
    path("signup/", entrance.sign_up, name="account_signup"),
    path("passkey/", proof.passkey, name="passkey_sign_in"),
    path("passkey/options/", proof.passkey_options, name="passkey_sign_in_options"),
    path("second-step/", proof.second_step, name="mfa_authenticate"),
    path("again/", proof.again, name="account_reauthenticate"),
    path("again/options/", proof.again_options, name="again_options"),
    path("forgotten/", page(in_house(entrance.forgotten)), name="account_reset_password"),
    path("forgotten/sent/", page(library.password_reset_done), name="account_reset_password_done"),
    path(
        "forgotten/done/",
        page(library.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        rf"^forgotten/{KEY}/$",
        page(in_house(library.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("", include((own, "people"))),
    path("accounts/", include(entrances)),
]
