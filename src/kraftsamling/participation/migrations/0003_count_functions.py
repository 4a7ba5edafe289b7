"""How many answered what. The threshold is inside: fewer than five who took a stand, and nobody is told anything.

Counting is by whole calendar periods only: two free windows could be subtracted from one another.
`survey_counts_all` tells all that `survey_counts` would tell of an authority's series in some years, in one
reading of the answers.
"""

from django.db import migrations

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

# The answers are read once, to a row for each unit and month; the periods are made of those.
COUNTS_ALL = """
CREATE FUNCTION survey_counts_all(p_series text, p_first_year integer, p_last_year integer)
RETURNS TABLE (question text, unit_id uuid, months integer, first_day date,
               positive integer, answered integer, everybody integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH by_month AS (
        SELECT a.unit_id, a.month,
               count(*) AS everybody,
               count(*) FILTER (WHERE a.listened >= 3) AS listened_yes,
               count(*) FILTER (WHERE a.listened >= 1) AS listened_all,
               count(*) FILTER (WHERE a.respect >= 3) AS respect_yes,
               count(*) FILTER (WHERE a.respect >= 1) AS respect_all,
               count(*) FILTER (WHERE a.propose >= 3) AS propose_yes,
               count(*) FILTER (WHERE a.propose >= 1) AS propose_all
        FROM (
            SELECT unit_id, month,
                   (answers -> 'listened')::integer AS listened,
                   (answers -> 'respect')::integer AS respect,
                   (answers -> 'propose')::integer AS propose
            FROM participation_answer
            WHERE authority_id = current_setting('app.authority')::uuid
              AND series = p_series
              AND month >= make_date(p_first_year, 1, 1)
              AND month < make_date(p_last_year + 1, 1, 1)
            OFFSET 0  -- each answer is looked up once, not once for each count
        ) a
        GROUP BY a.unit_id, a.month
    ), by_question AS (
        SELECT each.question, m.unit_id, each.positive, each.answered, m.everybody,
               date_trunc('month', m.month)::date AS month1,
               date_trunc('quarter', m.month)::date AS month3,
               make_date(extract(year FROM m.month)::integer,
                         CASE WHEN extract(month FROM m.month) < 7 THEN 1 ELSE 7 END, 1) AS month6,
               date_trunc('year', m.month)::date AS month12
        FROM by_month m CROSS JOIN LATERAL (VALUES
            ('listened', m.listened_yes, m.listened_all),
            ('respect', m.respect_yes, m.respect_all),
            ('propose', m.propose_yes, m.propose_all)
        ) AS each (question, positive, answered)
    )
    SELECT q.question,
           q.unit_id,
           CASE 0 WHEN grouping(q.month1) THEN 1 WHEN grouping(q.month3) THEN 3
                  WHEN grouping(q.month6) THEN 6 ELSE 12 END,
           coalesce(q.month1, q.month3, q.month6, q.month12),
           sum(q.positive)::integer,
           sum(q.answered)::integer,
           sum(q.everybody)::integer
    FROM by_question q
    GROUP BY GROUPING SETS (
        (q.question, q.month1), (q.question, q.month3), (q.question, q.month6),
        (q.question, q.month12), (q.question, q.unit_id, q.month1), (q.question, q.unit_id, q.month3),
        (q.question, q.unit_id, q.month6), (q.question, q.unit_id, q.month12))
    -- Fewer than five who took a stand, and nobody is told anything.
    HAVING sum(q.answered) >= 5
$$
"""


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_answer_functions")]
    operations = [
        migrations.RunSQL(COUNTS, "DROP FUNCTION survey_counts(text, uuid, text, date, integer)"),
        migrations.RunSQL(COUNTS_ALL, "DROP FUNCTION survey_counts_all(text, integer, integer)"),
    ]
