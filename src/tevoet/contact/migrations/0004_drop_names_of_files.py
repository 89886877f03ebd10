from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('contact', '0003_sealed_mirror'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='source',
            name='files',
        ),
        migrations.RemoveField(
            model_name='source',
            name='name',
        ),
    ]
