"""Who may do what with people, teams, invitations and sign-in."""

from tests.people.software_key import passkey_of
from tests.sweep.rule import (
    ANYBODY,
    KEEPER,
    KEEPERS_OF_ALL_HERE,
    ONLY_KEEPERS,
    SIGNED_IN,
    Rule,
    act,
    form,
    may,
    show,
)
from tests.sweep.world import World

Parts = dict[str, object] | None
TWO = frozenset({"leader", "member"})


def somebody(world: World, role: str, target: str) -> Parts:
    """Somebody to have a connection with."""
    other = world.other(role, target)
    return {"pk": other.pk} if other else None


def member(world: World, role: str, target: str) -> Parts:
    """The member of a team."""
    return {"pk": world.corners[target].member.pk}


def team(world: World, role: str, target: str) -> Parts:
    """A team."""
    return {"pk": world.corners[target].team.pk}


def role_of(world: World, role: str, target: str) -> Parts:
    """The role that a member has."""
    person = world.corners[target].member
    return {"pk": person.pk, "role": person.roles.get().pk}


def role_in_team(world: World, role: str, target: str) -> Parts:
    """A team, and the role of its member in it."""
    corner = world.corners[target]
    return {"pk": corner.team.pk, "role": corner.member.roles.get().pk}


def address(world: World, role: str, target: str) -> Parts:
    """An address: one's own other one, or the first of somebody else."""
    mine = world.people.get(role, world.corners["own"].member)
    if target == "own":
        return {"pk": mine.addresses.create(address=f"tweede.{role}@voorbeeld.example").pk}
    return {"pk": world.corners[target].leader.addresses.get().pk}


def phone(world: World, role: str, target: str) -> Parts:
    """A phone number."""
    mine = world.people.get(role, world.corners["own"].member)
    person = mine if target == "own" else world.corners[target].leader
    return {"pk": person.phone_numbers.get().pk}


def passkey(world: World, role: str, target: str) -> Parts:
    """A passkey."""
    mine = world.people.get(role, world.corners["own"].member)
    person = mine if target == "own" else world.corners[target].leader
    return {"pk": passkey_of(person).pk}


def session(world: World, role: str, target: str) -> Parts:
    """A place where somebody is signed in."""
    mine = world.people.get(role, world.corners["own"].member)
    person = mine if target == "own" else world.corners[target].leader
    key = f"{role} {target} {person.pk}"
    return {"pk": person.usersession_set.create(ip="::", session_key=key, user_agent="").pk}


def secret(world: World, role: str, target: str) -> Parts:
    """A secret that opens nothing."""
    return {"secret": "niets"} if target == "own" else None


def key(world: World, role: str, target: str) -> Parts:
    """An example person."""
    return {"key": "anna"} if target == "own" else None


def reset(world: World, role: str, target: str) -> Parts:
    """A link to a new password that opens nothing."""
    return {"uidb36": "1", "key": "niets"} if target == "own" else None


def my_table(world: World, role: str, target: str) -> Parts:
    """A table with something about whoever asks."""
    return {"slug": "people.person"} if target == "own" else None


MINE = may(SIGNED_IN)
BETWEEN_TWO = may(TWO)
IN_MY_TEAMS = may(SIGNED_IN, KEEPER)

RULES = {
    "people:first_run": Rule({"GET": 404, "POST": 404}, ANYBODY, secret),
    "people:invitation": Rule({"GET": 410, "POST": 410}, ANYBODY, secret),
    "people:example_sign_in": Rule(act(404), ANYBODY, key),
    "people:invitation_options": Rule(show(410), ANYBODY, secret),
    "people:invitation_passkey": Rule(act(302), ANYBODY, secret),
    "people:organisation_sign_in": Rule(show(404), ANYBODY),
    "people:organisation_back": Rule(show(404), ANYBODY),
    "people:language": Rule(act(), ANYBODY),
    "people:removed": Rule(show(404), ANYBODY),
    "people:me": Rule(show(), MINE),
    "people:name": Rule(form(), MINE),
    "people:addresses": Rule(form(), MINE),
    "people:address_removal": Rule(act(), MINE, address),
    "people:sign_in_address": Rule(form(), MINE),
    "people:phones": Rule(form(), MINE),
    "people:phone_removal": Rule(act(), MINE, phone),
    "people:week": Rule(form(302), MINE),
    "people:place": Rule(form(302), MINE),
    "people:away": Rule(form(), MINE),
    "people:back": Rule(act(), MINE),
    "people:known": Rule(show(), MINE),
    "people:holding": Rule(show(), MINE, my_table),
    "people:readable": Rule(show(), MINE),
    "people:signing_in": Rule(show(), MINE),
    "people:my_log": Rule(show(), MINE),
    "people:password": Rule(form(), MINE),
    "people:new_passkey": Rule(form(), MINE),
    "people:passkey_options": Rule(show(), MINE),
    "people:passkey_name": Rule(form(), MINE, passkey),
    "people:passkey_removal": Rule(form(302), MINE, passkey),
    "people:second_step": Rule(form(), MINE),
    "people:second_step_ending": Rule(form(302), MINE),
    "people:spare_codes": Rule(form(302), MINE),
    "people:sessions_ending": Rule(act(), MINE),
    "people:session_ending": Rule(act(), MINE, session),
    "people:copy": Rule(show(), MINE),
    "people:removal": Rule(form(), MINE),
    "people:rest": Rule({"GET": 404, "POST": 404}, BETWEEN_TWO, somebody),
    "people:connection_begin": Rule(act(), may(SIGNED_IN, KEEPER), somebody),
    "people:mute": Rule(form(), BETWEEN_TWO, somebody),
    "people:unmute": Rule(act(), BETWEEN_TWO, somebody),
    "people:connection_end": Rule(form(302), BETWEEN_TWO, somebody),
    "people:connection_end_undo": Rule(act(), BETWEEN_TWO, somebody),
    "people:organisation": Rule(show(), ONLY_KEEPERS),
    "people:organisation_details": Rule(form(), ONLY_KEEPERS),
    "people:new_team": Rule(form(), ONLY_KEEPERS),
    "people:new_person": Rule(form(), ONLY_KEEPERS),
    "people:upload": Rule(form(), ONLY_KEEPERS),
    "people:person": Rule(show(), KEEPERS_OF_ALL_HERE, member),
    "people:person_details": Rule(form(), KEEPERS_OF_ALL_HERE, member),
    "people:roles": Rule(form(), KEEPERS_OF_ALL_HERE, member),
    "people:role_ending": Rule(act(), KEEPERS_OF_ALL_HERE, role_of),
    "people:invite": Rule(act(422), KEEPERS_OF_ALL_HERE, member),
    "people:leaving": Rule(form(302), KEEPERS_OF_ALL_HERE, member),
    "people:block": Rule(form(302), KEEPERS_OF_ALL_HERE, member),
    "people:unblock": Rule(act(), KEEPERS_OF_ALL_HERE, member),
    "people:person_sessions_ending": Rule(form(302), KEEPERS_OF_ALL_HERE, member),
    "people:person_removal": Rule(form(302), KEEPERS_OF_ALL_HERE, member),
    "people:log": Rule(show(), ONLY_KEEPERS),
    "people:team": Rule(show(), IN_MY_TEAMS, team),
    "people:coach": Rule(act(200), KEEPERS_OF_ALL_HERE, team),
    "people:team_role_ending": Rule(act(), KEEPERS_OF_ALL_HERE, role_in_team),
    "people:coaching": Rule({"GET": 410, "POST": 410}, MINE, secret),
    "people:team_details": Rule(form(), KEEPERS_OF_ALL_HERE, team),
    "people:leader": Rule(form(), KEEPERS_OF_ALL_HERE, team),
    "account_login": Rule(form(), may(frozenset({"stranger"})), refused=302),
    "account_logout": Rule(form(302), MINE, refused=302, leads_out=True),
    "account_inactive": Rule({"GET": 200, "POST": 405}, ANYBODY),
    "account_signup": Rule(show(), ANYBODY),
    "passkey_sign_in": Rule(act(302), ANYBODY),
    "passkey_sign_in_options": Rule(show(), ANYBODY),
    "mfa_authenticate": Rule({"GET": 302, "POST": 302}, MINE),
    "account_reauthenticate": Rule(form(), MINE),
    "again_options": Rule(show(), MINE),
    "account_reset_password": Rule(form(), ANYBODY),
    "account_reset_password_done": Rule({"GET": 200, "POST": 405}, ANYBODY),
    "account_reset_password_from_key_done": Rule({"GET": 200, "POST": 405}, ANYBODY),
    "account_reset_password_from_key": Rule(form(), ANYBODY, reset),
}
