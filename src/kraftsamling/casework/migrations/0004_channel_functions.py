"""A child's ways to its own channel: enter, who reads, what has been said, write, and pictures. No table is open."""

from django.db import migrations

SIGNS = "bytea, bytea, timestamptz"

# Not for the web's role: those below call it as their owner.
OPEN = """
CREATE FUNCTION child_channel_open(p_token bytea, p_pin bytea, p_now timestamptz)
RETURNS SETOF casework_childchannel
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.* FROM casework_childchannel c JOIN casework_case k ON k.id = c.case_id
    WHERE c.token = p_token AND c.pin = p_pin AND c.ended_at IS NULL AND c.ends_at > p_now
      AND k.closed_on IS NULL
$$
"""

# The one that counts wrong tries. A link that never was and one that has ended answer alike.
ENTER = """
CREATE FUNCTION child_channel_enter(p_token bytea, p_pin bytea, p_now timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM casework_childchannel WHERE token = p_token FOR UPDATE;
    IF EXISTS (SELECT 1 FROM child_channel_open(p_token, p_pin, p_now)) THEN
        UPDATE casework_childchannel SET wrong_tries = 0 WHERE token = p_token AND wrong_tries > 0;
        RETURN true;
    END IF;
    UPDATE casework_childchannel
    SET wrong_tries = wrong_tries + 1,
        ended_at = CASE WHEN wrong_tries >= 4 THEN p_now END,
        ended_because = CASE WHEN wrong_tries >= 4 THEN 'TRIES' ELSE '' END
    WHERE token = p_token AND ended_at IS NULL AND ends_at > p_now AND pin <> p_pin;
    RETURN false;
END
$$
"""

ABOUT = """
CREATE FUNCTION child_channel_about(p_token bytea, p_pin bytea, p_now timestamptz)
RETURNS TABLE (worker text, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(split_part(u.name, ' ', 1), ''), c.ends_at
    FROM child_channel_open(p_token, p_pin, p_now) c
    JOIN casework_case k ON k.id = c.case_id
    LEFT JOIN organisations_membership m ON m.id = k.responsible_id
    LEFT JOIN organisations_user u ON u.id = m.user_id
$$
"""

WORDS = """
CREATE FUNCTION child_channel_words(p_token bytea, p_pin bytea, p_now timestamptz)
RETURNS TABLE (id uuid, topic text, chosen text, words text, written_at timestamptz,
               read_at timestamptz, reply text, what_we_did text, answered_at timestamptz,
               kept_from text, pictures integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT v.id, v.topic::text, v.chosen::text, v.words, v.written_at, r.read_at,
           a.reply, a.what_we_did, a.written_at,
           CASE WHEN coalesce(r.withheld, v.withheld) OR bool_or(w.from_whom_id IS NULL AND w.id IS NOT NULL)
                     THEN 'ALL'
                WHEN count(w.id) > 0 THEN 'SOME' ELSE '' END,
           (SELECT count(*)::integer FROM casework_voicepicture p WHERE p.voice_id = v.id)
    FROM child_channel_open(p_token, p_pin, p_now) c
    JOIN casework_childvoice v ON v.case_id = c.case_id AND v.through_id IS NOT NULL
    LEFT JOIN casework_voicereading r ON r.voice_id = v.id
    LEFT JOIN casework_voiceanswer a ON a.voice_id = v.id
    LEFT JOIN casework_withholding w
        ON w.row_id = v.id AND w.kind = 'VOICE' AND w.lifted_at IS NULL
    GROUP BY v.id, r.id, a.id
    ORDER BY v.written_at DESC, v.id, a.written_at
    LIMIT 200
$$
"""

WRITE = """
CREATE FUNCTION child_channel_write(p_token bytea, p_pin bytea, p_now timestamptz,
    p_id uuid, p_topic text, p_chosen text, p_words text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here casework_childchannel;
BEGIN
    SELECT * INTO here FROM child_channel_open(p_token, p_pin, p_now);
    IF NOT FOUND THEN
        RETURN 'SHUT';
    END IF;
    IF p_words IS NULL OR p_chosen IS NULL OR (trim(p_words) = '' AND trim(p_chosen) = '')
       OR length(p_words) > 8000 OR length(p_chosen) > 500
       OR p_topic NOT IN ('WORRY', 'GOOD', 'DREAM', 'MEETING') THEN
        RETURN 'INVALID';
    END IF;
    IF (SELECT count(*) FROM casework_childvoice
        WHERE through_id = here.id AND written_at > p_now - interval '24 hours') >= 50 THEN
        RETURN 'FULL';
    END IF;
    INSERT INTO casework_childvoice
        (id, authority_id, case_id, said_on, words, chosen, topic, how, withheld, through_id,
         written_by, written_at)
    VALUES (p_id, here.authority_id, here.case_id, (p_now AT TIME ZONE 'Europe/Stockholm')::date,
            p_words, p_chosen, p_topic, '', true, here.id, NULL, p_now)
    ON CONFLICT (id) DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'STORED' ELSE 'AGAIN' END;
END
$$
"""

# Only in the same moment and channel as the words: nothing is put beside what somebody has read.
DRAW = """
CREATE FUNCTION child_channel_draw(p_token bytea, p_pin bytea, p_now timestamptz,
    p_voice uuid, p_width integer, p_height integer, p_data bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here casework_childchannel;
    written casework_childvoice;
    before integer;
BEGIN
    SELECT * INTO here FROM child_channel_open(p_token, p_pin, p_now);
    IF NOT FOUND THEN
        RETURN 'SHUT';
    END IF;
    SELECT * INTO written FROM casework_childvoice
    WHERE id = p_voice AND through_id = here.id AND written_at = p_now;
    IF NOT FOUND OR p_data IS NULL OR length(p_data) > 4194304
       OR substring(p_data FOR 3) <> '\\xffd8ff'::bytea
       OR p_width NOT BETWEEN 1 AND 2000 OR p_height NOT BETWEEN 1 AND 2000 THEN
        RETURN 'INVALID';
    END IF;
    SELECT count(*) INTO before FROM casework_voicepicture WHERE voice_id = p_voice;
    IF before >= 4 THEN
        RETURN 'INVALID';
    END IF;
    IF (SELECT count(*) FROM casework_voicepicture p JOIN casework_childvoice v ON v.id = p.voice_id
        WHERE v.through_id = here.id AND v.written_at > p_now - interval '24 hours') >= 20 THEN
        RETURN 'FULL';
    END IF;
    INSERT INTO casework_voicepicture (id, authority_id, voice_id, number, width, height, data)
    VALUES (gen_random_uuid(), here.authority_id, p_voice, before + 1, p_width, p_height, p_data);
    RETURN 'STORED';
END
$$
"""

PICTURE = """
CREATE FUNCTION child_channel_picture(p_token bytea, p_pin bytea, p_now timestamptz,
    p_voice uuid, p_number integer)
RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.data
    FROM child_channel_open(p_token, p_pin, p_now) c
    JOIN casework_childvoice v ON v.case_id = c.case_id AND v.through_id IS NOT NULL
    JOIN casework_voicepicture p ON p.voice_id = v.id
    WHERE v.id = p_voice AND p.number = p_number
$$
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_concern_function")]
    operations = [
        migrations.RunSQL(OPEN, f"DROP FUNCTION child_channel_open({SIGNS})"),
        migrations.RunSQL(
            f"REVOKE ALL ON FUNCTION child_channel_open({SIGNS}) FROM PUBLIC", migrations.RunSQL.noop
        ),
        migrations.RunSQL(ENTER, f"DROP FUNCTION child_channel_enter({SIGNS})"),
        migrations.RunSQL(ABOUT, f"DROP FUNCTION child_channel_about({SIGNS})"),
        migrations.RunSQL(WORDS, f"DROP FUNCTION child_channel_words({SIGNS})"),
        migrations.RunSQL(
            WRITE, f"DROP FUNCTION child_channel_write({SIGNS}, uuid, text, text, text)"
        ),
        migrations.RunSQL(
            DRAW, f"DROP FUNCTION child_channel_draw({SIGNS}, uuid, integer, integer, bytea)"
        ),
        migrations.RunSQL(
            PICTURE, f"DROP FUNCTION child_channel_picture({SIGNS}, uuid, integer)"
        ),
    ]
