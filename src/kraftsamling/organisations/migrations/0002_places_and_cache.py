"""The official places, and the table where login throttling counts."""

from django.core.management import call_command
from django.db import migrations

from kraftsamling.organisations.places import load_places


def load(apps, schema_editor):
    load_places(
        apps.get_model("organisations", "County"), apps.get_model("organisations", "Municipality")
    )
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
