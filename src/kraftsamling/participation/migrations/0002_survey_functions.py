"""The only ways to the survey's tables. Owned by the owner, run by the web's role.

Each checks the authority that the transaction acts for, except the two that a visitor with a slip uses:
those take the digest of a code, and nobody can make one up.
"""

from django.db import migrations

CHECK = """
CREATE FUNCTION survey_check(p_digest bytea, p_today date)
RETURNS TABLE (state text, series text, authority_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE
             WHEN c.used THEN 'USED'
             WHEN c.valid_until < p_today THEN 'EXPIRED'
             WHEN s.status <> 'OPEN' THEN 'CLOSED'
             ELSE 'OPEN'
           END, c.series::text, c.authority_id
    FROM participation_surveycode c JOIN participation_survey s ON s.id = c.survey_id
    WHERE c.digest = p_digest
$$
"""

# Marking the code and storing the answer is one transaction: nothing lost, nothing double. The row lock
# of the UPDATE makes the second of two taps wait and then find the code used.
SUBMIT = """
CREATE FUNCTION survey_submit(p_digest bytea, p_answers jsonb, p_today date)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    code participation_surveycode;
    state text;
BEGIN
    IF p_answers IS NULL OR jsonb_typeof(p_answers) <> 'object'
       OR NOT EXISTS (SELECT 1 FROM jsonb_object_keys(p_answers))
       OR EXISTS (
            SELECT 1 FROM jsonb_each(p_answers) AS each(key, value)
            WHERE each.key NOT IN ('listened', 'respect', 'propose')
               OR each.value::text NOT IN ('0', '1', '2', '3', '4')
       )
    THEN
        RETURN 'INVALID';
    END IF;
    UPDATE participation_surveycode c SET used = true
        FROM participation_survey s
        WHERE c.digest = p_digest AND NOT c.used AND c.valid_until >= p_today
          AND s.id = c.survey_id AND s.status = 'OPEN'
        RETURNING c.* INTO code;
    IF NOT FOUND THEN
        SELECT k.state INTO state FROM survey_check(p_digest, p_today) k;
        RETURN coalesce(state, 'UNKNOWN');
    END IF;
    INSERT INTO participation_waitinganswer
        (id, survey_id, authority_id, unit_id, series, month, answers)
    VALUES (gen_random_uuid(), code.survey_id, code.authority_id, code.unit_id, code.series,
            date_trunc('month', p_today)::date, p_answers);
    RETURN 'STORED';
END
$$
"""

ISSUE = """
CREATE FUNCTION survey_issue(
    p_survey uuid, p_unit uuid, p_series text, p_digests bytea[], p_valid_until date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    authority uuid := current_setting('app.authority')::uuid;
    made integer;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM participation_survey
                   WHERE id = p_survey AND authority_id = authority AND status = 'OPEN')
       OR NOT EXISTS (SELECT 1 FROM organisations_unit
                      WHERE id = p_unit AND authority_id = authority)
    THEN
        RAISE EXCEPTION 'survey_issue: not this authority''s open survey or unit';
    END IF;
    INSERT INTO participation_surveycode
        (digest, survey_id, authority_id, unit_id, series, valid_until, used)
    SELECT d, p_survey, authority, p_unit, p_series, p_valid_until, false
    FROM unnest(p_digests) AS d ORDER BY random();
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END
$$
"""

# All that wait move together, when they are at least five, in random order and with new ids. A unit that
# was given fewer than ten slips in the quarter is rolled up to the unit above.
MOVE = """
CREATE FUNCTION survey_move(p_least integer)
RETURNS TABLE (unit_id uuid, series text, month date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    authority uuid := current_setting('app.authority')::uuid;
BEGIN
    IF p_least < 5 THEN
        RAISE EXCEPTION 'survey_move: batches of at least five';
    END IF;
    LOCK TABLE participation_waitinganswer IN SHARE ROW EXCLUSIVE MODE;
    IF (SELECT count(*) FROM participation_waitinganswer w WHERE w.authority_id = authority) < p_least
    THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH taken AS (
        DELETE FROM participation_waitinganswer w WHERE w.authority_id = authority RETURNING w.*
    ), moved AS (
        INSERT INTO participation_answer
            (id, survey_id, authority_id, unit_id, series, month, answers)
        SELECT gen_random_uuid(), t.survey_id, t.authority_id,
               CASE WHEN coalesce(h.count, 0) >= 10 THEN t.unit_id
                    ELSE coalesce(u.parent_id, t.unit_id) END,
               t.series, t.month, t.answers
        FROM taken t
        LEFT JOIN organisations_unit u ON u.id = t.unit_id
        LEFT JOIN participation_handedout h
            ON h.unit_id = t.unit_id AND h.series = t.series
           AND h.quarter_starts_on = date_trunc('quarter', t.month)::date
        ORDER BY random()
        RETURNING *
    )
    SELECT DISTINCT m.unit_id, m.series::text, m.month FROM moved m;
END
$$
"""

# The threshold is inside: fewer than five who took a stand, and nobody is told anything.
COUNTS = """
CREATE FUNCTION survey_counts(
    p_series text, p_unit uuid, p_question text, p_first date, p_last date)
RETURNS TABLE (positive integer, answered integer, dont_know integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE a.value >= 3)::integer,
           count(*) FILTER (WHERE a.value >= 1)::integer,
           count(*) FILTER (WHERE a.value = 0)::integer
    FROM (
        SELECT (answers ->> p_question)::integer AS value
        FROM participation_answer
        WHERE authority_id = current_setting('app.authority')::uuid
          AND series = p_series
          AND (p_unit IS NULL OR unit_id = p_unit)
          AND month BETWEEN p_first AND p_last
    ) a
    HAVING count(*) FILTER (WHERE a.value >= 1) >= 5
$$
"""

NAMES = {
    "survey_check": "bytea, date",
    "survey_submit": "bytea, jsonb, date",
    "survey_issue": "uuid, uuid, text, bytea[], date",
    "survey_move": "integer",
    "survey_counts": "text, uuid, text, date, date",
}


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_initial")]
    operations = [
        migrations.RunSQL(create, f"DROP FUNCTION {name}({arguments})")
        for create, (name, arguments) in zip(
            (CHECK, SUBMIT, ISSUE, MOVE, COUNTS), NAMES.items(), strict=True
        )
    ]
