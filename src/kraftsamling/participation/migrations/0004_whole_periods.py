"""Counting is by whole calendar periods only: two free windows could be subtracted from one another."""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("kraftsamling.participation.migrations.0002_survey_functions")

# The threshold is inside: fewer than five who took a stand, and nobody is told anything.
COUNTS = """
CREATE FUNCTION survey_counts(
    p_series text, p_unit uuid, p_question text, p_first date, p_months integer)
RETURNS TABLE (positive integer, answered integer, dont_know integer, everybody integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF p_months IS NULL OR p_months NOT IN (1, 3, 6, 12)
       OR p_first IS DISTINCT FROM date_trunc('month', p_first)::date
       OR (extract(month FROM p_first)::integer - 1) % p_months <> 0
    THEN
        RAISE EXCEPTION 'survey_counts: only whole months, quarters, half-years and years';
    END IF;
    RETURN QUERY
    SELECT count(*) FILTER (WHERE a.value >= 3)::integer,
           count(*) FILTER (WHERE a.value >= 1)::integer,
           count(*) FILTER (WHERE a.value = 0)::integer,
           count(*)::integer
    FROM (
        SELECT (answers ->> p_question)::integer AS value
        FROM participation_answer
        WHERE authority_id = current_setting('app.authority')::uuid
          AND series = p_series
          AND (p_unit IS NULL OR unit_id = p_unit)
          AND month >= p_first
          AND month < p_first + make_interval(months => p_months)
    ) a
    HAVING count(*) FILTER (WHERE a.value >= 1) >= 5;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("participation", "0003_slip_batches")]
    operations = [
        migrations.RunSQL(
            "DROP FUNCTION survey_counts(text, uuid, text, date, date)", EARLIER.COUNTS
        ),
        migrations.RunSQL(
            COUNTS, "DROP FUNCTION survey_counts(text, uuid, text, date, integer)"
        ),
    ]
