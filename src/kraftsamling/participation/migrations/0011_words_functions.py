"""Words beside the answers, and a counter of arrivals; nothing leads from either to an answer.

`survey_submit` takes words too and counts the hour. Like the answers, all waiting words of the authority are
written anew in random order each time, so that one transaction wrote them all; the night does the same with
the words of the quarters that it adds to.
"""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("kraftsamling.participation.migrations.0006_shared_functions")
OLD_SUBMIT = "survey_submit(bytea, jsonb, date, timestamptz, uuid, bytea)"
NEW_SUBMIT = "survey_submit(bytea, jsonb, date, timestamptz, uuid, bytea, bytea)"

# 500 characters of four bytes, and what sealing adds.
SUBMIT = (
    EARLIER.SUBMIT.replace("p_survey uuid, p_visit bytea)", "p_survey uuid, p_visit bytea, p_words bytea)")
    .replace(
        "OR p_visit IS NULL\n",
        "OR p_visit IS NULL\n       OR octet_length(p_words) NOT BETWEEN 1 AND 2100\n",
    )
    .replace(
        "    PERFORM survey_shuffle(found_code.authority_id);\n",
        """    IF p_words IS NOT NULL THEN
        INSERT INTO participation_waitingwords
            (id, survey_id, authority_id, series, quarter_starts_on, text)
        VALUES (gen_random_uuid(), p_survey, found_code.authority_id, found_code.series,
                date_trunc('quarter', p_today)::date, p_words);
    END IF;
    INSERT INTO participation_arrivals AS a (id, survey_id, authority_id, hour, count)
    VALUES (gen_random_uuid(), p_survey, found_code.authority_id, date_trunc('hour', p_now), 1)
    ON CONFLICT (survey_id, hour) DO UPDATE SET count = a.count + 1;
    PERFORM survey_shuffle(found_code.authority_id);
""",
    )
)

SHUFFLE = EARLIER.SHUFFLE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "END\n$$;",
    """    WITH taken AS (
        DELETE FROM participation_waitingwords WHERE authority_id = p_authority RETURNING *
    )
    INSERT INTO participation_waitingwords
        (id, survey_id, authority_id, series, quarter_starts_on, text)
    SELECT gen_random_uuid(), survey_id, authority_id, series, quarter_starts_on, text
    FROM taken ORDER BY random();
END
$$;""",
)

MOVE = EARLIER.MOVE.replace(
    "    RETURN QUERY\n",
    """    WITH taken AS (
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
""",
)

ANSWERED = """(
        SELECT count(*)::integer FROM participation_answer a
        WHERE a.authority_id = f.authority_id AND a.series = f.series
          AND a.month >= f.quarter_starts_on
          AND a.month < f.quarter_starts_on + interval '3 months'
    )"""

ALL = f"""
CREATE FUNCTION survey_words_all(p_since date)
RETURNS TABLE (id uuid, series text, quarter date, text bytea, state text, reason text, answered integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.id, f.series::text, f.quarter_starts_on, f.text, f.state::text, f.reason::text, {ANSWERED}
    FROM participation_freewords f
    WHERE f.authority_id = current_setting('app.authority')::uuid
      AND (f.state = 'UNREAD' OR f.quarter_starts_on >= p_since)
    ORDER BY f.quarter_starts_on DESC, f.id
$$
"""

SHOWN = f"""
CREATE FUNCTION survey_words_shown(p_series text, p_since date, p_least integer)
RETURNS TABLE (quarter date, text bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.quarter_starts_on, f.text
    FROM participation_freewords f
    WHERE f.authority_id = current_setting('app.authority')::uuid
      AND f.series = p_series AND f.state = 'SHOWN' AND f.quarter_starts_on >= p_since
      AND {ANSWERED} >= greatest(10, p_least)
    ORDER BY f.quarter_starts_on DESC, f.id
$$
"""

DECIDE = """
CREATE FUNCTION survey_words_decide(
    p_id uuid, p_seen text, p_state text, p_reason text, p_by uuid, p_today date)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF p_state NOT IN ('SHOWN', 'HIDDEN') OR (p_state = 'HIDDEN') <> (btrim(p_reason) <> '') THEN
        RAISE EXCEPTION 'survey_words_decide: shown, or hidden with a reason';
    END IF;
    UPDATE participation_freewords
    SET state = p_state, reason = btrim(p_reason), decided_on = p_today, decided_by = p_by
    WHERE id = p_id AND state = p_seen AND state <> p_state
      AND authority_id = current_setting('app.authority')::uuid;
    RETURN FOUND;
END
$$
"""

FORGET = """
CREATE FUNCTION survey_words_forget(p_before date)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM participation_freewords
    WHERE state = 'HIDDEN' AND decided_on < p_before
      AND authority_id = current_setting('app.authority')::uuid
$$
"""

ARRIVALS = """
CREATE FUNCTION survey_arrivals(p_since timestamptz)
RETURNS TABLE (hour timestamptz, count integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.hour, sum(a.count)::integer
    FROM participation_arrivals a
    WHERE a.authority_id = current_setting('app.authority')::uuid AND a.hour >= p_since
    GROUP BY a.hour ORDER BY a.hour
$$
"""

ARRIVALS_FORGET = """
CREATE FUNCTION survey_arrivals_forget(p_before timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM participation_arrivals
    WHERE hour < p_before AND authority_id = current_setting('app.authority')::uuid
$$
"""

NEW = {
    NEW_SUBMIT: SUBMIT,
    "survey_words_all(date)": ALL,
    "survey_words_shown(text, date, integer)": SHOWN,
    "survey_words_decide(uuid, text, text, text, uuid, date)": DECIDE,
    "survey_words_forget(date)": FORGET,
    "survey_arrivals(timestamptz)": ARRIVALS,
    "survey_arrivals_forget(timestamptz)": ARRIVALS_FORGET,
}


class Migration(migrations.Migration):
    dependencies = [("participation", "0010_words_and_arrivals")]
    operations = [
        migrations.RunSQL(f"DROP FUNCTION {OLD_SUBMIT}", EARLIER.SUBMIT),
        *(migrations.RunSQL(new, f"DROP FUNCTION {name}") for name, new in NEW.items()),
        migrations.RunSQL(SHUFFLE, EARLIER.SHUFFLE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(MOVE, EARLIER.MOVE),
    ]
