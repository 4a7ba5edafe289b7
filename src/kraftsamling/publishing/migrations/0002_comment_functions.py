"""Two functions for visitors: leave a comment, read the published ones. The tables have a wall."""

from django.db import migrations

SEND = """
CREATE FUNCTION comment_send(
    p_id uuid, p_authority uuid, p_post uuid, p_name text, p_text text, p_language text,
    p_email bytea, p_now timestamptz)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF p_name IS NULL OR p_text IS NULL OR p_email IS NULL OR trim(p_name) = '' OR trim(p_text) = ''
       OR length(p_name) > 80 OR length(p_text) > 4000 OR length(p_email) > 600
       OR p_language NOT IN ('sv', 'en')
       OR NOT EXISTS (SELECT 1 FROM organisations_authority
                      WHERE id = p_authority AND site_opened_on IS NOT NULL)
       OR NOT EXISTS (SELECT 1 FROM publishing_post
                      WHERE id = p_post AND state = 'PUBLISHED' AND published_at <= p_now)
    THEN
        RETURN 'INVALID';
    END IF;
    IF EXISTS (SELECT 1 FROM publishing_comment WHERE id = p_id) THEN
        RETURN 'AGAIN';
    END IF;
    -- A flood shall not hide the comments that people have written.
    IF (SELECT count(*) FROM publishing_comment
        WHERE authority_id = p_authority AND state = 'WAITING') >= 500 THEN
        RETURN 'FULL';
    END IF;
    INSERT INTO publishing_comment
        (id, authority_id, post_id, name, text, language, state, written_at, reason)
    VALUES (p_id, p_authority, p_post, p_name, p_text, p_language, 'WAITING', p_now, '')
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'AGAIN';
    END IF;
    INSERT INTO publishing_commentemail (id, authority_id, comment_id, address)
    VALUES (p_id, p_authority, p_id, p_email);
    RETURN 'STORED';
END
$$
"""

PUBLISHED = """
CREATE FUNCTION comments_published(p_authority uuid, p_post uuid, p_now timestamptz)
RETURNS TABLE (id uuid, name text, text text, published_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.name::text, c.text, c.published_at
    FROM publishing_comment c JOIN publishing_post p ON p.id = c.post_id
    WHERE c.authority_id = p_authority AND c.post_id = p_post
      AND c.state = 'PUBLISHED' AND c.published_at <= p_now
      AND p.state = 'PUBLISHED' AND p.published_at <= p_now
    ORDER BY c.published_at, c.id
$$
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]
    operations = [
        migrations.RunSQL(
            SEND,
            "DROP FUNCTION comment_send(uuid, uuid, uuid, text, text, text, bytea, timestamptz)",
        ),
        migrations.RunSQL(PUBLISHED, "DROP FUNCTION comments_published(uuid, uuid, timestamptz)"),
    ]
