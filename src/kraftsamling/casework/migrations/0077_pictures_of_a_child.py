"""A child's pictures: kept with its words, and seen again by the child through its channel."""

import uuid
from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SIGNS = "bytea, bytea, timestamptz"

BEFORE = import_module("kraftsamling.casework.migrations.0075_what_a_child_is_told").WORDS

WORDS = BEFORE.replace("kept_from text)", "kept_from text, pictures integer)").replace(
    "ELSE '' END",
    "ELSE '' END,\n"
    "           (SELECT count(*)::integer FROM casework_voicepicture p WHERE p.voice_id = v.id)",
)

# Only in the same moment and channel as the words: nothing is put beside what somebody has read.
DRAW = """
CREATE FUNCTION child_channel_draw(p_token bytea, p_pin bytea, p_now timestamptz,
    p_voice uuid, p_width integer, p_height integer, p_data bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here casework_childchannel;
    written casework_childvoice;
    before integer;
BEGIN
    SELECT * INTO here FROM child_channel_open(p_token, p_pin, p_now);
    IF NOT FOUND THEN
        RETURN 'SHUT';
    END IF;
    SELECT * INTO written FROM casework_childvoice
    WHERE id = p_voice AND through_id = here.id AND written_at = p_now;
    IF NOT FOUND OR p_data IS NULL OR length(p_data) > 4194304
       OR substring(p_data FOR 3) <> '\\xffd8ff'::bytea
       OR p_width NOT BETWEEN 1 AND 2000 OR p_height NOT BETWEEN 1 AND 2000 THEN
        RETURN 'INVALID';
    END IF;
    SELECT count(*) INTO before FROM casework_voicepicture WHERE voice_id = p_voice;
    IF before >= 4 THEN
        RETURN 'INVALID';
    END IF;
    IF (SELECT count(*) FROM casework_voicepicture p JOIN casework_childvoice v ON v.id = p.voice_id
        WHERE v.through_id = here.id AND v.written_at > p_now - interval '24 hours') >= 20 THEN
        RETURN 'FULL';
    END IF;
    INSERT INTO casework_voicepicture (id, authority_id, voice_id, number, width, height, data)
    VALUES (gen_random_uuid(), here.authority_id, p_voice, before + 1, p_width, p_height, p_data);
    RETURN 'STORED';
END
$$
"""

PICTURE = """
CREATE FUNCTION child_channel_picture(p_token bytea, p_pin bytea, p_now timestamptz,
    p_voice uuid, p_number integer)
RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.data
    FROM child_channel_open(p_token, p_pin, p_now) c
    JOIN casework_childvoice v ON v.case_id = c.case_id AND v.through_id IS NOT NULL
    JOIN casework_voicepicture p ON p.voice_id = v.id
    WHERE v.id = p_voice AND p.number = p_number
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0075_what_a_child_is_told'),
        ('organisations', '0004_employer_login'),
    ]

    operations = [
        migrations.CreateModel(
            name='VoicePicture',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('data', models.BinaryField()),
                ('authority', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.authority')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='casework.childvoice')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('voice', 'number'), name='voice_picture_once')],
            },
            managers=[
                ('rows', django.db.models.manager.Manager()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voicepicture',
            trigger=pgtrigger.compiler.Trigger(name='authority_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e6116eb6f014335c43b651385553d994cd4adf8a', operation='UPDATE', pgid='pgtrigger_authority_never_changes_74848', table='casework_voicepicture', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voicepicture',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce19d3bd8cbb1adfcd6b1928f002e92f831f6fb7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7d35e', table='casework_voicepicture', when='BEFORE')),
        ),
        migrations.RunSQL(f"DROP FUNCTION child_channel_words({SIGNS})", BEFORE),
        migrations.RunSQL(WORDS, f"DROP FUNCTION child_channel_words({SIGNS})"),
        migrations.RunSQL(
            DRAW, f"DROP FUNCTION child_channel_draw({SIGNS}, uuid, integer, integer, bytea)"
        ),
        migrations.RunSQL(
            PICTURE, f"DROP FUNCTION child_channel_picture({SIGNS}, uuid, integer)"
        ),
    ]
