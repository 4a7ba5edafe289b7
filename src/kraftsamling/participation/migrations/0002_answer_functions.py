"""The only ways to the survey's answers and codes. Owned by the owner, run by the web's role.

Each checks the authority that the transaction acts for, except those that a visitor with a slip uses: they
take the digest of a code, and nobody can make one up.

Storing an answer and using up a code is one transaction, and a row tells which transaction wrote it (xmin)
and where (ctid). So every answer that is stored writes all waiting answers, waiting words and used codes of
the authority anew, in random order: they all carry the newest transaction, and neither says which belongs to
which, nor who came first. The night does the same with the answers and words of the months that it adds to:
otherwise each would tell on which day it was given.
"""

from django.db import migrations

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

# Not for the web's role: only survey_submit calls it.
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
    WITH taken AS (
        DELETE FROM participation_waitingwords WHERE authority_id = p_authority RETURNING *
    )
    INSERT INTO participation_waitingwords
        (id, survey_id, authority_id, series, quarter_starts_on, text)
    SELECT gen_random_uuid(), survey_id, authority_id, series, quarter_starts_on, text
    FROM taken ORDER BY random();
END
$$;
REVOKE ALL ON FUNCTION survey_shuffle(uuid) FROM PUBLIC
"""

# 500 characters of four bytes, and what sealing adds: the words are at most 2,100 bytes.
SUBMIT = """
CREATE FUNCTION survey_submit(
    p_digest bytea, p_answers jsonb, p_today date, p_now timestamptz, p_survey uuid, p_visit bytea, p_words bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_code record;
BEGIN
    IF p_answers IS NULL OR jsonb_typeof(p_answers) <> 'object' OR p_visit IS NULL
       OR octet_length(p_words) NOT BETWEEN 1 AND 2100
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
    IF p_words IS NOT NULL THEN
        INSERT INTO participation_waitingwords
            (id, survey_id, authority_id, series, quarter_starts_on, text)
        VALUES (gen_random_uuid(), p_survey, found_code.authority_id, found_code.series,
                date_trunc('quarter', p_today)::date, p_words);
    END IF;
    INSERT INTO participation_arrivals AS a (id, survey_id, authority_id, hour, count)
    VALUES (gen_random_uuid(), p_survey, found_code.authority_id, date_trunc('hour', p_now), 1)
    ON CONFLICT (survey_id, hour) DO UPDATE SET count = a.count + 1;
    PERFORM survey_shuffle(found_code.authority_id);
    RETURN 'STORED';
END
$$
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

# A letter and its code are stored in one transaction: the unused codes of the authority are written anew in random
# order, and none of them tells its letter.
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

# All that wait move together, when they are at least five. A unit where fewer than ten have been offered the
# questions in the quarter is rolled up to the unit above.
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
    PERFORM pg_advisory_xact_lock(hashtextextended('survey ' || authority, 0));
    IF (SELECT count(*) FROM participation_waitinganswer w WHERE w.authority_id = authority) < p_least
    THEN
        RETURN;
    END IF;
    WITH taken AS (
        DELETE FROM participation_waitingwords w WHERE w.authority_id = authority RETURNING w.*
    ), there AS (
        DELETE FROM participation_freewords f
        WHERE f.authority_id = authority
          AND f.quarter_starts_on IN (SELECT t.quarter_starts_on FROM taken t)
        RETURNING f.*
    )
    INSERT INTO participation_freewords
        (id, survey_id, authority_id, series, quarter_starts_on, text,
         state, reason, decided_on, decided_by)
    SELECT gen_random_uuid(), m.survey_id, authority, m.series, m.quarter_starts_on, m.text,
           m.state, m.reason, m.decided_on, m.decided_by
    FROM (
        SELECT survey_id, series, quarter_starts_on, text, 'UNREAD' AS state, '' AS reason,
               NULL::date AS decided_on, NULL::uuid AS decided_by
        FROM taken
        UNION ALL
        SELECT survey_id, series, quarter_starts_on, text, state, reason, decided_on, decided_by
        FROM there
    ) m
    ORDER BY random();
    RETURN QUERY
    WITH taken AS (
        DELETE FROM participation_waitinganswer w WHERE w.authority_id = authority RETURNING w.*
    ), placed AS (
        SELECT t.survey_id, CASE WHEN coalesce(h.count, 0) >= 10 THEN t.unit_id
                                 ELSE coalesce(u.parent_id, t.unit_id) END AS unit_id,
               t.series, t.month, t.answers
        FROM taken t
        LEFT JOIN organisations_unit u ON u.id = t.unit_id
        LEFT JOIN participation_handedout h
            ON h.unit_id = t.unit_id AND h.series = t.series
           AND h.quarter_starts_on = date_trunc('quarter', t.month)::date
    ), there AS (
        DELETE FROM participation_answer a
        WHERE a.authority_id = authority AND a.month IN (SELECT p.month FROM placed p)
        RETURNING a.survey_id, a.unit_id, a.series, a.month, a.answers
    ), mixed AS (
        INSERT INTO participation_answer
            (id, survey_id, authority_id, unit_id, series, month, answers)
        SELECT gen_random_uuid(), m.survey_id, authority, m.unit_id, m.series, m.month, m.answers
        FROM (SELECT * FROM placed UNION ALL SELECT * FROM there) m
        ORDER BY random()
    )
    SELECT DISTINCT p.unit_id, p.series::text, p.month FROM placed p;
END
$$
"""

FUNCTIONS = {
    "survey_check(bytea, date, timestamptz)": CHECK,
    "survey_shuffle(uuid)": SHUFFLE,
    "survey_submit(bytea, jsonb, date, timestamptz, uuid, bytea, bytea)": SUBMIT,
    "survey_issue(uuid, uuid, text, bytea[], date, integer, timestamptz)": ISSUE,
    "survey_mix_codes()": MIX,
    "survey_close(bytea[], timestamptz)": CLOSE,
    "survey_move(integer)": MOVE,
}


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_initial")]
    operations = [
        *(migrations.RunSQL(create, f"DROP FUNCTION {name}") for name, create in FUNCTIONS.items()),
        migrations.RunSQL(
            "REVOKE ALL ON FUNCTION survey_mix_codes() FROM PUBLIC", migrations.RunSQL.noop
        ),
    ]
