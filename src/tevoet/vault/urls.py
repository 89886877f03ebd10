"""Addresses of sealed words."""

from django.urls import path

from tevoet.vault.views import keys, loans, mine, records, threats, two, words

app_name = "vault"
urlpatterns = [
    path("mine/", mine.beginning, name="mine"),
    path("mine/closed/", mine.closed, name="mine_closed"),
    path("mine/<str:secret>/", mine.entrance, name="mine_entrance"),
    path("me/keys/", keys.keys, name="keys"),
    path("me/keys/ways/", keys.ways, name="ways"),
    path("me/keys/ways/<int:pk>/ending/", keys.way_ending, name="way_ending"),
    path("me/keys/phrase/", keys.new_way, {"way": "phrase"}, name="new_phrase"),
    path("me/keys/recovery/", keys.new_way, {"way": "recovery"}, name="new_recovery"),
    path("me/keys/passkey/", keys.new_way, {"way": "passkey"}, name="new_passkey"),
    path("me/keys/earlier/", keys.found, name="found"),
    path("me/keys/along/", keys.along, name="along"),
    path("me/keys/replacement/", keys.replacement, name="replacement"),
    path("who-can-read/", threats.who_can_read, name="who_can_read"),
    path("keyrings/<int:pk>/", two.keyring, name="keyring"),
    path("with/<int:pk>/keys/", two.two, name="two"),
    path("loan/", loans.loan, name="loan"),
    path("loan/ending/", loans.ending, name="loan_ending"),
    path("me/keys/held/", loans.held_keyring, name="held"),
    path("me/reflection/", words.reflection, name="reflection"),
    path("with/<int:pk>/remember/", words.remember, name="remember"),
    path("sealed/", records.records, name="records"),
    path("sealed/refusals/", records.refusals, name="refusals"),
    path("sealed/<uuid:pk>/", records.record, name="record"),
    path("sealed/<uuid:pk>/removal/", records.removal, name="record_removal"),
]
