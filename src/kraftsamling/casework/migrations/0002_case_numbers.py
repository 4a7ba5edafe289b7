"""A sequence for case numbers: nobody waits for another's number."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE casework_case_number", "DROP SEQUENCE casework_case_number"
        )
    ]
