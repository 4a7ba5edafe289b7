"""A visitor's one way to the worries: leave one. The tables have a wall, and nothing is ever answered."""

from django.db import migrations

SEND = """
CREATE FUNCTION concern_send(
    p_id uuid, p_authority uuid, p_kind text, p_given text, p_surname text, p_age text, p_place text,
    p_what text, p_acute boolean, p_name bytea, p_organisation bytea, p_contact bytea, p_now timestamptz)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF p_what IS NULL OR trim(p_what) = '' OR length(p_what) > 20000
       OR length(p_given) > 80 OR length(p_surname) > 80 OR length(p_age) > 80 OR length(p_place) > 200
       OR length(p_name) > 900 OR length(p_organisation) > 900 OR length(p_contact) > 900
       OR p_kind NOT IN ('SCHOOL', 'HEALTH', 'POLICE', 'SOCIAL', 'OTHER_OFFICIAL', 'PRIVATE', 'CHILD')
       OR NOT EXISTS (SELECT 1 FROM organisations_authority
                      WHERE id = p_authority AND kind = 'SOCIAL' AND site_opened_on IS NOT NULL)
    THEN
        RETURN 'INVALID';
    END IF;
    IF EXISTS (SELECT 1 FROM casework_publicconcern WHERE id = p_id) THEN
        RETURN 'AGAIN';
    END IF;
    -- A flood shall not hide the worries that people have written.
    IF (SELECT count(*) FROM casework_publicconcern
        WHERE authority_id = p_authority AND state = 'WAITING') >= 1000 THEN
        RETURN 'FULL';
    END IF;
    INSERT INTO casework_publicconcern
        (id, authority_id, sent_at, reporter_kind, given_name, surname, age, place, what, is_acute,
         state, reason)
    VALUES (p_id, p_authority, p_now, p_kind, p_given, p_surname, p_age, p_place, p_what, p_acute,
            'WAITING', '')
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'AGAIN';
    END IF;
    IF p_name IS NOT NULL OR p_organisation IS NOT NULL OR p_contact IS NOT NULL THEN
        INSERT INTO casework_publicconcernsender
            (id, authority_id, concern_id, name, organisation, contact)
        VALUES (p_id, p_authority, p_id, p_name, p_organisation, p_contact);
    END IF;
    RETURN 'STORED';
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_case_numbers")]
    operations = [
        migrations.RunSQL(
            SEND,
            "DROP FUNCTION concern_send(uuid, uuid, text, text, text, text, text, text, boolean,"
            " bytea, bytea, bytea, timestamptz)",
        ),
    ]
