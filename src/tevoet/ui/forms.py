"""How forms are drawn."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draw forms with templates of our own, and widgets with Django's."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
