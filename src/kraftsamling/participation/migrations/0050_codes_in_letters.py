"""A code that goes out in a letter is one among all that are still good: none of them tells its letter.

A letter and its code are stored in one transaction, and a row tells which transaction wrote it (xmin) and where
(ctid). So the unused codes of the authority are written anew, in random order, and all carry the newest.
"""

from django.db import migrations

MIX = """
CREATE FUNCTION survey_mix_codes()
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    authority uuid := current_setting('app.authority')::uuid;
BEGIN
    -- The same lock as for an answer: nobody uses a code while it is between two rows.
    PERFORM pg_advisory_xact_lock(hashtextextended('survey ' || authority, 0));
    WITH taken AS (
        DELETE FROM participation_surveycode
        WHERE authority_id = authority AND seats = 1 AND "left" = 1
        RETURNING *
    )
    INSERT INTO participation_surveycode SELECT * FROM taken ORDER BY random();
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("participation", "0012_everybody_at_once")]
    operations = [
        migrations.RunSQL(MIX, "DROP FUNCTION survey_mix_codes()"),
        migrations.RunSQL(
            "REVOKE ALL ON FUNCTION survey_mix_codes() FROM PUBLIC", migrations.RunSQL.noop
        ),
    ]
