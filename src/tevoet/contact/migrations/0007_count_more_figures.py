from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def fall_behind(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Have summaries made anew with what was added to them, when they can be opened."""
    archives = apps.get_model("contact", "Archive").objects
    archives.filter(behind_since=None).exclude(content=b"").update(behind_since=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("contact", "0006_what_came_along")]

    operations = [migrations.RunPython(fall_behind, migrations.RunPython.noop, elidable=True)]
