"""Codes with a cap, walks that are stored once, and tables whose order says nothing.

Storing an answer and using up a code is one transaction, and a row tells which transaction wrote it (xmin)
and where (ctid). So every answer that is stored writes all waiting answers and all used codes of the
authority anew, in random order: they all carry the newest transaction, and neither says which belongs to
which, nor who came first.
"""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("kraftsamling.participation.migrations.0002_survey_functions")

CHECK = """
CREATE FUNCTION survey_check(p_digest bytea, p_today date, p_now timestamptz)
RETURNS TABLE (state text, series text, authority_id uuid, unit_id uuid, survey_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE
             WHEN c."left" = 0 THEN CASE WHEN c.seats > 1 THEN 'FULL' ELSE 'USED' END
             WHEN c.valid_until < p_today OR c.closes_at <= p_now THEN 'EXPIRED'
             WHEN s.id IS NULL THEN 'CLOSED'
             ELSE 'OPEN'
           END, c.series::text, c.authority_id, c.unit_id, s.id
    FROM participation_surveycode c
    LEFT JOIN participation_survey s ON s.authority_id = c.authority_id AND s.status = 'OPEN'
    WHERE c.digest = p_digest
$$
"""

SUBMIT = """
CREATE FUNCTION survey_submit(
    p_digest bytea, p_answers jsonb, p_today date, p_now timestamptz, p_survey uuid, p_visit bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_code record;
BEGIN
    IF p_answers IS NULL OR jsonb_typeof(p_answers) <> 'object' OR p_visit IS NULL
       OR NOT EXISTS (SELECT 1 FROM jsonb_object_keys(p_answers))
       OR EXISTS (
            SELECT 1 FROM jsonb_each(p_answers) AS each(key, value)
            WHERE each.key NOT IN ('listened', 'respect', 'propose')
               OR each.value::text NOT IN ('0', '1', '2', '3', '4')
       )
    THEN
        RETURN 'INVALID';
    END IF;
    SELECT * INTO found_code FROM survey_check(p_digest, p_today, p_now);
    IF NOT FOUND THEN
        RETURN 'UNKNOWN';
    END IF;
    -- One at a time in an authority: whoever waits here finds the code, and the walk, as the former left it.
    PERFORM pg_advisory_xact_lock(hashtextextended('survey ' || found_code.authority_id, 0));
    IF EXISTS (SELECT 1 FROM participation_spentvisit WHERE digest = p_visit) THEN
        RETURN 'USED';
    END IF;
    SELECT * INTO found_code FROM survey_check(p_digest, p_today, p_now);
    IF found_code.state <> 'OPEN' THEN
        RETURN found_code.state;
    END IF;
    IF found_code.survey_id IS DISTINCT FROM p_survey THEN
        RETURN 'CHANGED';
    END IF;
    UPDATE participation_surveycode SET "left" = "left" - 1 WHERE digest = p_digest;
    DELETE FROM participation_spentvisit WHERE day < p_today - 1;
    INSERT INTO participation_spentvisit (digest, day) VALUES (p_visit, p_today);
    INSERT INTO participation_waitinganswer
        (id, survey_id, authority_id, unit_id, series, month, answers)
    VALUES (gen_random_uuid(), p_survey, found_code.authority_id, found_code.unit_id,
            found_code.series, date_trunc('month', p_today)::date, p_answers);
    PERFORM survey_shuffle(found_code.authority_id);
    RETURN 'STORED';
END
$$
"""

# Not for the web's role: only survey_submit and survey_move call it.
SHUFFLE = """
CREATE FUNCTION survey_shuffle(p_authority uuid)
RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    WITH taken AS (
        DELETE FROM participation_waitinganswer WHERE authority_id = p_authority RETURNING *
    )
    INSERT INTO participation_waitinganswer
        (id, survey_id, authority_id, unit_id, series, month, answers)
    SELECT gen_random_uuid(), survey_id, authority_id, unit_id, series, month, answers
    FROM taken ORDER BY random();
    WITH taken AS (
        DELETE FROM participation_surveycode
        WHERE authority_id = p_authority AND "left" < seats RETURNING *
    )
    INSERT INTO participation_surveycode
        (digest, survey_id, authority_id, unit_id, series, valid_until, seats, "left", closes_at)
    SELECT digest, survey_id, authority_id, unit_id, series, valid_until, seats, "left", closes_at
    FROM taken ORDER BY random();
END
$$;
REVOKE ALL ON FUNCTION survey_shuffle(uuid) FROM PUBLIC
"""

ISSUE = """
CREATE FUNCTION survey_issue(
    p_survey uuid, p_unit uuid, p_series text, p_digests bytea[], p_valid_until date,
    p_seats integer, p_closes_at timestamptz)
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
    IF p_seats NOT BETWEEN 1 AND 60 OR (p_seats > 1 AND p_closes_at IS NULL) THEN
        RAISE EXCEPTION 'survey_issue: a shared code has at most 60 answers and a time when it closes';
    END IF;
    INSERT INTO participation_surveycode
        (digest, survey_id, authority_id, unit_id, series, valid_until, seats, "left", closes_at)
    SELECT d, p_survey, authority, p_unit, p_series, p_valid_until, p_seats, p_seats, p_closes_at
    FROM unnest(p_digests) AS d ORDER BY random();
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END
$$
"""

CLOSE = """
CREATE FUNCTION survey_close(p_digests bytea[], p_now timestamptz)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    closed integer;
BEGIN
    UPDATE participation_surveycode SET closes_at = least(closes_at, p_now)
    WHERE digest = ANY (p_digests) AND closes_at IS NOT NULL
      AND authority_id = current_setting('app.authority')::uuid;
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN closed;
END
$$
"""

OLD = {
    "survey_check(bytea, date)": EARLIER.CHECK,
    "survey_submit(bytea, jsonb, date)": EARLIER.SUBMIT,
    "survey_issue(uuid, uuid, text, bytea[], date)": EARLIER.ISSUE,
}
NEW = {
    "survey_check(bytea, date, timestamptz)": CHECK,
    "survey_shuffle(uuid)": SHUFFLE,
    "survey_submit(bytea, jsonb, date, timestamptz, uuid, bytea)": SUBMIT,
    "survey_issue(uuid, uuid, text, bytea[], date, integer, timestamptz)": ISSUE,
    "survey_close(bytea[], timestamptz)": CLOSE,
}


class Migration(migrations.Migration):
    dependencies = [("participation", "0005_shared_codes")]
    operations = [
        *(migrations.RunSQL(f"DROP FUNCTION {name}", old) for name, old in OLD.items()),
        *(migrations.RunSQL(new, f"DROP FUNCTION {name}") for name, new in NEW.items()),
    ]
