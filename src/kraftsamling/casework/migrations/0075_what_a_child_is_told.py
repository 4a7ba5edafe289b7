"""A child is told of each thing it has written whether its custodians may read it."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("kraftsamling.casework.migrations.0031_channel_functions")

WORDS = """
CREATE FUNCTION child_channel_words(p_token bytea, p_pin bytea, p_now timestamptz)
RETURNS TABLE (id uuid, topic text, chosen text, words text, written_at timestamptz,
               read_at timestamptz, reply text, what_we_did text, answered_at timestamptz,
               kept_from text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT v.id, v.topic::text, v.chosen::text, v.words, v.written_at, r.read_at,
           a.reply, a.what_we_did, a.written_at,
           CASE WHEN coalesce(r.withheld, v.withheld) OR bool_or(w.from_whom_id IS NULL AND w.id IS NOT NULL)
                     THEN 'ALL'
                WHEN count(w.id) > 0 THEN 'SOME' ELSE '' END
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
DROP = f"DROP FUNCTION child_channel_words({BEFORE.SIGNS})"


class Migration(migrations.Migration):
    dependencies = [("casework", "0074_second_person_and_extracts")]
    operations = [
        migrations.RunSQL(DROP, BEFORE.WORDS),
        migrations.RunSQL(WORDS, DROP),
    ]
