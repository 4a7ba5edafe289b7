"""The way of answers from elsewhere into the results.

The database itself asks for two human beings: there must be an approved two-person act for just this import,
and a row that has not been read in. A unit with fewer than ten answers of a series in a quarter is counted
with the one above, as with slips. The answers of the months that it adds to are written anew in random order,
as the night does it (0002).
"""

from django.db import migrations

IMPORT = """
CREATE FUNCTION survey_import(p_import uuid, p_answers jsonb, p_now timestamptz)
RETURNS TABLE (unit_id uuid, series text, month date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    authority uuid := current_setting('app.authority')::uuid;
    survey uuid;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('survey ' || authority, 0));
    UPDATE participation_surveyimport i SET committed_at = p_now, tally = NULL
    WHERE i.id = p_import AND i.authority_id = authority AND i.committed_at IS NULL
      AND EXISTS (SELECT 1 FROM confidentiality_approval a
                  WHERE a.kind = 'survey_import.commit' AND a.object_id = p_import
                    AND a.authority_id = authority AND a.status = 'APPROVED'
                    AND a.decided_by_human <> a.requested_by_human)
    RETURNING i.survey_id INTO survey;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'survey_import: no such import that two have agreed to and nobody has read in';
    END IF;
    IF (SELECT coalesce(sum((g ->> 'count')::integer), 0) FROM jsonb_array_elements(p_answers) g) < 5
       OR EXISTS (
            SELECT 1 FROM jsonb_array_elements(p_answers) g
            WHERE (g ->> 'count')::integer < 1
               OR g ->> 'series' NOT IN ('PARENT', 'YOUNG', 'CHILD')
               OR (g ->> 'month')::date <> date_trunc('month', (g ->> 'month')::date)
               OR NOT EXISTS (SELECT 1 FROM jsonb_object_keys(g -> 'answers'))
               OR NOT EXISTS (SELECT 1 FROM organisations_unit u
                              WHERE u.id = (g ->> 'unit')::uuid AND u.authority_id = authority))
       OR EXISTS (
            SELECT 1 FROM jsonb_array_elements(p_answers) g, jsonb_each(g -> 'answers') AS each(key, value)
            WHERE each.key NOT IN ('listened', 'respect', 'propose')
               OR each.value::text NOT IN ('0', '1', '2', '3', '4'))
    THEN
        RAISE EXCEPTION 'survey_import: not answers of this authority''s units, or fewer than five';
    END IF;
    RETURN QUERY
    WITH groups AS (
        SELECT (g ->> 'unit')::uuid AS unit_id, g ->> 'series' AS series, (g ->> 'month')::date AS month,
               g -> 'answers' AS answers, (g ->> 'count')::integer AS count
        FROM jsonb_array_elements(p_answers) g
    ), sizes AS (
        SELECT s.unit_id, s.series, date_trunc('quarter', s.month) AS quarter, sum(s.count) AS count
        FROM groups s GROUP BY 1, 2, 3
    ), placed AS (
        SELECT CASE WHEN s.count >= 10 THEN g.unit_id ELSE coalesce(u.parent_id, g.unit_id) END AS unit_id,
               g.series, g.month, g.answers
        FROM groups g
        JOIN sizes s ON s.unit_id = g.unit_id AND s.series = g.series
                    AND s.quarter = date_trunc('quarter', g.month)
        JOIN organisations_unit u ON u.id = g.unit_id
        CROSS JOIN LATERAL generate_series(1, g.count)
    ), there AS (
        DELETE FROM participation_answer a
        WHERE a.authority_id = authority AND a.month IN (SELECT p.month FROM placed p)
        RETURNING a.survey_id, a.unit_id, a.series, a.month, a.answers
    ), mixed AS (
        INSERT INTO participation_answer
            (id, survey_id, authority_id, unit_id, series, month, answers)
        SELECT gen_random_uuid(), m.survey_id, authority, m.unit_id, m.series, m.month, m.answers
        FROM (SELECT survey AS survey_id, p.* FROM placed p UNION ALL SELECT t.* FROM there t) m
        ORDER BY random()
    )
    SELECT DISTINCT p.unit_id, p.series, p.month FROM placed p;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0004_word_functions"),
        ("confidentiality", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(IMPORT, "DROP FUNCTION survey_import(uuid, jsonb, timestamptz)"),
    ]
