from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('confidentiality', '0002_two_human_beings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='accesslogentry',
            index=models.Index(fields=['authority_id', '-number'], name='access_log_authority_number'),
        ),
    ]
