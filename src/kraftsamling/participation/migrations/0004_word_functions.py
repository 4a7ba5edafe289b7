"""Words beside the answers, and a counter of arrivals; nothing leads from either to an answer."""

from django.db import migrations

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

FUNCTIONS = {
    "survey_words_all(date)": ALL,
    "survey_words_shown(text, date, integer)": SHOWN,
    "survey_words_decide(uuid, text, text, text, uuid, date)": DECIDE,
    "survey_words_forget(date)": FORGET,
    "survey_arrivals(timestamptz)": ARRIVALS,
    "survey_arrivals_forget(timestamptz)": ARRIVALS_FORGET,
}


class Migration(migrations.Migration):
    dependencies = [("participation", "0003_count_functions")]
    operations = [
        migrations.RunSQL(create, f"DROP FUNCTION {name}") for name, create in FUNCTIONS.items()
    ]
