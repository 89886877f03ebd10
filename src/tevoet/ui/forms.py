"""How forms are drawn."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draw forms with templates of our own."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
