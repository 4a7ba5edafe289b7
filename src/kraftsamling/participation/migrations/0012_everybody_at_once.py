"""`survey_counts_all` tells how many answered in all as well, so that the number of answers is counted at once too.

`survey_counts` has told it from the beginning, behind the same threshold.
"""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("kraftsamling.participation.migrations.0009_survey_counts_all")

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
DROP = "DROP FUNCTION survey_counts_all(text, integer, integer)"


class Migration(migrations.Migration):
    dependencies = [("participation", "0011_words_functions")]
    operations = [
        migrations.RunSQL(DROP, EARLIER.COUNTS_ALL),
        migrations.RunSQL(COUNTS_ALL, DROP),
    ]
