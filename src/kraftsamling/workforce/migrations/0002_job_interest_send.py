"""A visitor's one way to the job interest: leave one. The table has a wall, and nothing is ever answered."""

from django.db import migrations

SEND = """
CREATE FUNCTION job_interest_send(
    p_id uuid, p_authority uuid, p_unit uuid, p_name text, p_contact text, p_words text,
    p_now timestamptz)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF trim(coalesce(p_name, '')) = '' OR length(p_name) > 100
       OR trim(coalesce(p_contact, '')) = '' OR length(p_contact) > 120
       OR length(coalesce(p_words, '')) > 500
       OR NOT EXISTS (SELECT 1 FROM organisations_authority
                      WHERE id = p_authority AND kind = 'SOCIAL' AND site_opened_on IS NOT NULL)
       OR (p_unit IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM organisations_unit WHERE id = p_unit AND authority_id = p_authority))
    THEN
        RETURN 'INVALID';
    END IF;
    -- A flood shall not hide those who really ask.
    IF (SELECT count(*) FROM workforce_jobinterest
        WHERE authority_id = p_authority AND answered_at IS NULL AND way = 'WEB') >= 1000 THEN
        RETURN 'FULL';
    END IF;
    INSERT INTO workforce_jobinterest (id, authority_id, unit_id, came_at, way, name, contact, words)
    VALUES (p_id, p_authority, p_unit, p_now, 'WEB', p_name, p_contact, coalesce(p_words, ''))
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'AGAIN';
    END IF;
    RETURN 'STORED';
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_initial")]
    operations = [
        migrations.RunSQL(
            SEND, "DROP FUNCTION job_interest_send(uuid, uuid, uuid, text, text, text, timestamptz)"
        ),
    ]
