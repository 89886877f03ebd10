"""Fill a new installation with two people who work together; run as a program of its own."""

import sys


def main(password: str) -> None:
    """Make Anna and Bram, their team and their connection."""
    import django  # noqa: PLC0415 - the settings come from the surroundings

    django.setup()
    from tests.conftest import make_person  # noqa: PLC0415
    from tevoet.people.actions.connections import connect  # noqa: PLC0415
    from tevoet.people.models import Organisation, Role, Team  # noqa: PLC0415

    organisation = Organisation.objects.create(name="Voorbeeld")
    team = Team.objects.create(organisation=organisation, name="Planning")
    anna, bram = (make_person(organisation, name, "voorbeeld.example") for name in ("Anna", "Bram"))
    for person in (anna, bram):
        person.set_password(password)
        person.save()
    Role.objects.create(person=anna, team=team, kind="leader")
    Role.objects.create(person=anna, kind="keeper")
    Role.objects.create(person=bram, team=team, kind="member")
    connect(anna, other=bram)


if __name__ == "__main__":
    main(sys.argv[1])
