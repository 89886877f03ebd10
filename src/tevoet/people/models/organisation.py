"""An employer or association. Nothing is visible across organisations."""

from django.db import models


class Organisation(models.Model):
    """An employer or association."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="nl")
    time_zone = models.CharField(max_length=64, default="Europe/Amsterdam")
    country = models.CharField(max_length=2, default="NL")
    subdivision = models.CharField(max_length=8, blank=True)

    class Meta:
        """In the order of the alphabet."""

        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
