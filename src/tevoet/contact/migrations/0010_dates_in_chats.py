"""Remember what an owner said about dates in chats."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add what was said, which is nothing for what is here."""

    dependencies = (("contact", "0009_left_out_of_a_mirror"),)

    operations = (
        migrations.AddField(
            model_name="source",
            name="day_first",
            field=models.BooleanField(blank=True, null=True),
        ),
    )
