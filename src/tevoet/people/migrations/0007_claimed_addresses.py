from django.db import migrations
from django.db.models import Min
from django.utils import timezone


def claim(apps, schema_editor):  # type: ignore[no-untyped-def]  # as Django calls it
    """Take every address but the first as added by the person: nobody wrote down who did."""
    address = apps.get_model('people', 'PersonAddress')
    first = address.objects.values('person').annotate(first=Min('pk')).values('first')
    address.objects.exclude(pk__in=list(first.values_list('first', flat=True))).update(claimed_at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_account_lines'),
    ]

    operations = [
        migrations.RunPython(claim, migrations.RunPython.noop),
    ]
