"""What a keeper fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tevoet.people.actions.organisations import Customs
from tevoet.people.actions.persons import NewPerson
from tevoet.people.forms import fields
from tevoet.people.forms.entrance import read_customs
from tevoet.people.models import Organisation, Person, Role, Team
from tevoet.people.upload import MOST_BYTES, Row, read_upload

if TYPE_CHECKING:
    Files = MultiValueDict[str, UploadedFile[bytes]]
MOST_SAID = 20
KINDS = {
    Role.Kind.MEMBER: _("team member"),
    Role.Kind.LEADER: _("leader"),
    Role.Kind.COACH: _("coach"),
    Role.Kind.KEEPER: _("keeper"),
}


class OrganisationForm(fields.SubdivisionMixin):
    """Name and customs of the organisation."""

    name = fields.name_field(_("Name of the organisation"))
    language = fields.language_field()
    country = fields.country_field()
    subdivision = fields.subdivision_field()
    time_zone = fields.clock_field()

    def customs(self) -> Customs:
        """Return the customs that were filled in."""
        return read_customs(self.cleaned_data)


class TeamForm(forms.Form):
    """A team's name."""

    name = fields.name_field(_("Name of the team"))


class RoleForm(forms.Form):
    """Which role, in which team."""

    kind = forms.ChoiceField(label=_("Role"), choices=list(KINDS.items()))
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("no team")
    )

    def __init__(self, filled: QueryDict | None = None, *, organisation: Organisation) -> None:
        super().__init__(filled)
        fields.offer_rows(self, "team", organisation.teams.all())

    def clean(self) -> None:
        """Only a keeper has no team."""
        kind, team = self.cleaned_data.get("kind"), self.cleaned_data.get("team")
        if kind and kind != Role.Kind.KEEPER and team is None and self.needs_team():
            self.add_error("team", _("Choose the team this role is in."))

    def needs_team(self) -> bool:
        """Say whether a role is certainly wanted."""
        return True


class PersonForm(RoleForm):
    """Somebody new, with or without a first role."""

    name = fields.name_field(_("Name"))
    address = fields.address_field(_("Mail address"))
    phone = forms.CharField(
        label=_("Phone number (optional)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    field_order = ("name", "address", "phone", "team", "kind")

    def needs_team(self) -> bool:
        """Somebody may be added before there is a team."""
        return False

    def role(self) -> tuple[str, Team | None] | None:
        """Return the first role that was filled in."""
        kind, team = self.cleaned_data["kind"], self.cleaned_data["team"]
        return (kind, team) if team or kind == Role.Kind.KEEPER else None

    def person(self) -> NewPerson:
        """Return who was filled in."""
        filled = self.cleaned_data
        return NewPerson(filled["name"], filled["address"], filled["phone"])


class DetailsForm(forms.Form):
    """A new name or address of somebody."""

    name = fields.name_field(_("Name"))
    address = fields.address_field(_("Mail address"), required=False)


class LeaderForm(forms.Form):
    """Who takes over, and from whom."""

    leader = forms.ModelChoiceField(label=_("New leader"), queryset=Person.objects.none())
    instead_of = forms.ModelChoiceField(
        label=_("Takes over from"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("everybody who leads now"),
    )

    def __init__(
        self, filled: QueryDict | None = None, *, team: Team, people: QuerySet[Person]
    ) -> None:
        super().__init__(filled)
        leading = people.filter(roles__team=team, roles__kind=Role.Kind.LEADER)
        fields.offer_rows(self, "leader", people)
        fields.offer_rows(self, "instead_of", leading)


class UploadForm(forms.Form):
    """A file with people."""

    file = forms.FileField(
        label=_("File with people"),
        help_text=_("A CSV file with the columns name, address, phone, team, role; or vCards."),
        widget=forms.FileInput(attrs={"accept": ".csv,.vcf,text/csv,text/vcard"}),
    )

    def __init__(self, filled: QueryDict | None, files: Files | None, *, country: str) -> None:
        super().__init__(filled, files)
        self.country = country
        self.rows: tuple[Row, ...] = ()

    def clean_file(self) -> object:
        """Refuse the whole file when one row is not right, and say which."""
        file = self.cleaned_data["file"]
        upload = read_upload(file.read(MOST_BYTES + 1), country=self.country)
        for wrong in upload.wrong[:MOST_SAID]:
            line = _("Line %(line)s: %(text)s") % {"line": wrong.line, "text": wrong.text}
            self.add_error("file", line if wrong.line else wrong.text)
        self.rows = upload.rows
        return file
