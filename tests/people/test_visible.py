"""Who sees whom."""

from tevoet.people.models import Connection, Person


def test_dirk_is_not_seen_from_here(connection: Connection, anna: Person, dirk: Person) -> None:
    assert dirk not in Person.objects.visible_to(anna)
    assert anna not in Person.objects.visible_to(dirk)


def test_people_of_one_team_see_each_other(
    connection: Connection, anna: Person, bram: Person
) -> None:
    assert set(Person.objects.visible_to(bram)) >= {anna, bram}
