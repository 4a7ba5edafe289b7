"""Addresses of casework."""

from django.urls import path

from kraftsamling.casework.views import (
    adults,
    assessments,
    beside,
    cases,
    channel,
    conflicts,
    consults,
    decisions,
    documents,
    drafting,
    glass,
    importing,
    interventions,
    investigations,
    joint,
    lists,
    mapping_family,
    mappings,
    meetings,
    notes,
    open_help,
    own_page,
    pictures,
    protection,
    public_concerns,
    qualifications,
    reasons,
    registering,
    searching,
    settings,
    sharing,
    sheet,
)

urlpatterns = [
    path("import/", importing.case_import, name="case_import"),
    path("import/<uuid:batch_id>/", importing.case_import_batch, name="case_import_batch"),
    path("import/<uuid:batch_id>/fraga/", importing.case_import_ask, name="case_import_ask"),
    path(
        "import/<uuid:batch_id>/slang/", importing.case_import_discard, name="case_import_discard"
    ),
    path("orolig/", public_concerns.worried, name="worried"),
    path("orolig/skriv/", public_concerns.worry_write, name="worry_write"),
    path("arenden/webben/", public_concerns.public_concerns, name="public_concerns"),
    path(
        "arenden/webben/<uuid:concern_id>/", public_concerns.public_concern, name="public_concern"
    ),
    path(
        "arenden/webben/<uuid:concern_id>/registrera/",
        public_concerns.concern_register,
        name="concern_register",
    ),
    path(
        "arenden/webben/<uuid:concern_id>/i-journalen/",
        public_concerns.concern_enter,
        name="concern_enter",
    ),
    path(
        "arenden/webben/<uuid:concern_id>/inte-oro/",
        public_concerns.concern_aside,
        name="concern_aside",
    ),
    path(
        "arenden/webben/<uuid:concern_id>/ater/",
        public_concerns.concern_back,
        name="concern_back",
    ),
    path("installningar/delegation/", settings.delegation_list, name="delegation"),
    path(
        "installningar/delegation/<str:decision_type>/",
        settings.delegation_rule,
        name="delegation_rule",
    ),
    path("installningar/behorighet/", qualifications.qualifications, name="qualifications"),
    path(
        "installningar/behorighet/<uuid:worker_id>/",
        qualifications.qualification_note,
        name="qualification_note",
    ),
    path("installningar/rubriker/", settings.heading_list, name="headings"),
    path("installningar/rubriker/ny/", settings.heading_new, name="heading_new"),
    path("installningar/rubriker/<uuid:heading_id>/", settings.heading, name="heading"),
    path(
        "installningar/rubriker/<uuid:heading_id>/sluta/", settings.heading_end, name="heading_end"
    ),
    path("installningar/lagtider/", settings.legal_rule_list, name="legal_rules"),
    path("installningar/lagtider/<str:rule_code>/", settings.legal_rule, name="legal_rule"),
    path("installningar/brev/", settings.letter_words_list, name="letter_words_list"),
    path("installningar/brev/<str:letter_kind>/", settings.letter_words, name="letter_words"),
    path("kom-i-gang/arenden/", settings.start_set, name="start_set"),
    path("sok/", searching.person_search, name="person_search"),
    path("arenden/jav/", conflicts.conflict_yearly, name="conflict_yearly"),
    path("arenden/jav/<uuid:block_id>/", conflicts.conflict_lift, name="conflict_lift"),
    path("arenden/nodoppningar/", glass.glass_list, name="glass_list"),
    path("arenden/nodoppningar/<uuid:glass_id>/", glass.glass_review, name="glass_review"),
    path("arenden/anmalare/<uuid:reporter_id>/", reasons.reporter, name="reporter"),
    path(
        "arenden/skyddad/<uuid:protected_id>/far-se/",
        protection.protect_allow,
        name="protect_allow",
    ),
    path(
        "arenden/skyddad/<uuid:protected_id>/far-inte-se/",
        protection.protect_disallow,
        name="protect_disallow",
    ),
    path(
        "arenden/skyddad/<uuid:protected_id>/adress/",
        protection.protect_address,
        name="protect_address",
    ),
    path("arenden/skyddad/<uuid:protected_id>/visa/", protection.protect_show, name="protect_show"),
    path(
        "arenden/skyddad/<uuid:protected_id>/sank/", protection.protect_lower, name="protect_lower"
    ),
    path("arenden/", cases.case_list, name="case_list"),
    path("arenden/vyer/ny/", lists.view_new, name="view_new"),
    path("arenden/vyer/<uuid:view_id>/", lists.view, name="view"),
    path("arenden/vyer/<uuid:view_id>/ta-bort/", lists.view_remove, name="view_remove"),
    path("arenden/vyer/<uuid:view_id>/ater/", lists.view_put_back, name="view_put_back"),
    path("arenden/uttag/", lists.export_list, name="exports"),
    path("arenden/uttag/nytt/", lists.export_new, name="export_new"),
    path("arenden/uttag/<uuid:export_id>/", lists.export_file, name="export_file"),
    path("arenden/aterkoppla/", assessments.reporters_to_answer, name="reporters_to_answer"),
    path("arenden/anmalan/ny/", registering.report_new, name="report_new"),
    path(
        "arenden/anmalan/<uuid:draft_id>/granska/", registering.report_review, name="report_review"
    ),
    path(
        "arenden/anmalan/<uuid:draft_id>/<slug:step>/", registering.report_step, name="report_step"
    ),
    path("arenden/rapport/<uuid:report_id>/", assessments.report, name="case_report"),
    path("arenden/utkast/<str:form>/<uuid:about>/", drafting.draft, name="draft"),
    path("arenden/for-in/", beside.record_entries, name="record_entries"),
    path("arenden/for-in/<uuid:entry_id>/", beside.record_entered, name="record_entered"),
    path("arenden/tider.pdf", sheet.deadline_sheet, name="deadline_sheet"),
    path("arenden/skrivet/", notes.written, name="written"),
    path("arenden/anteckning/<uuid:note_id>/", cases.note, name="case_note"),
    path("arenden/anteckning/<uuid:note_id>/ratta/", notes.note_correct, name="note_correct"),
    path(
        "arenden/anteckning/<uuid:note_id>/signera/",
        notes.note_countersign,
        name="note_countersign",
    ),
    path(
        "arenden/barnets-ord/<uuid:voice_id>/",
        investigations.voice_answer,
        name="case_voice_answer",
    ),
    path("arenden/beslut/<uuid:decision_id>/", decisions.decision, name="case_decision"),
    path("arenden/beslut/<uuid:decision_id>/fatta/", decisions.sign, name="decision_sign"),
    path(
        "arenden/beslut/<uuid:decision_id>/utskottet/",
        decisions.put_forward,
        name="decision_forward",
    ),
    path("arenden/beslut/<uuid:decision_id>/skriv-in/", decisions.record, name="decision_record"),
    path(
        "arenden/beslut/<uuid:decision_id>/mottaget/", decisions.received, name="decision_received"
    ),
    path(
        "arenden/kommunicering/<uuid:communication_id>/",
        decisions.communication_answer,
        name="communication_answer",
    ),
    path("forebyggande/", open_help.open_help, name="open_help"),
    path("forebyggande/<uuid:kind_id>/", open_help.open_help_kind, name="open_help_kind"),
    path("forebyggande/<uuid:kind_id>/rakna/", open_help.open_help_count, name="open_help_count"),
    path("arenden/vuxen/ny/", adults.adult_new, name="adult_new"),
    path("arenden/samrad/<uuid:link_id>/svar/", joint.joint_answer, name="joint_answer"),
    path("arenden/samrad/<uuid:link_id>/plan/", joint.joint_plan, name="joint_plan"),
    path("arenden/samrad/<uuid:link_id>/avsluta/", joint.joint_end, name="joint_end"),
    path("arenden/insats/<uuid:intervention_id>/", interventions.intervention, name="intervention"),
    path(
        "arenden/insats/<uuid:intervention_id>/borja/",
        interventions.start,
        name="intervention_start",
    ),
    path(
        "arenden/insats/<uuid:intervention_id>/inte-borjat/",
        interventions.not_started,
        name="intervention_not_started",
    ),
    path(
        "arenden/insats/<uuid:intervention_id>/plan/", interventions.plan, name="intervention_plan"
    ),
    path(
        "arenden/insats/<uuid:intervention_id>/uppfoljning/",
        interventions.follow_up,
        name="intervention_follow_up",
    ),
    path(
        "arenden/insats/<uuid:intervention_id>/avsluta/", interventions.end, name="intervention_end"
    ),
    path("arenden/mote/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("arenden/mote/<uuid:meeting_id>/andra/", meetings.meeting_change, name="meeting_change"),
    path(
        "arenden/mote/<uuid:meeting_id>/stall-in/", meetings.meeting_cancel, name="meeting_cancel"
    ),
    path("arenden/mote/<uuid:meeting_id>/mote.ics", meetings.meeting_ics, name="meeting_ics"),
    path("arenden/delat/<uuid:share_id>/stoppa/", sharing.share_revoke, name="share_revoke"),
    path(
        "arenden/samtycke/<uuid:consent_id>/ta-tillbaka/",
        sharing.consent_withdraw,
        name="consent_withdraw",
    ),
    path("arenden/sip/<uuid:plan_id>/samtycke/", sharing.sip_consent, name="sip_consent"),
    path("arenden/sip/<uuid:plan_id>/gjord/", sharing.sip_made, name="sip_made"),
    path("arenden/handling/<uuid:document_id>/", documents.document, name="case_document"),
    path("arenden/handling/<uuid:document_id>/fil/", documents.document_file, name="document_file"),
    path(
        "arenden/handling/<uuid:document_id>/skriv-ut/", documents.letter_print, name="letter_print"
    ),
    path(
        "arenden/handling/<uuid:document_id>/skickat/",
        documents.document_sent,
        name="document_sent",
    ),
    path("arenden/<uuid:case_id>/handlingar/", documents.document_list, name="case_documents"),
    path("arenden/<uuid:case_id>/handlingar/ny/", documents.document_new, name="document_new"),
    path("arenden/<uuid:case_id>/brev/", documents.letter_new, name="letter_new"),
    path("arenden/<uuid:case_id>/", cases.case, name="case"),
    path("arenden/<uuid:case_id>/vuxenplan/", adults.plan, name="adult_plan"),
    path("arenden/<uuid:case_id>/barn-i-hemmet/", adults.children, name="case_children"),
    path("arenden/<uuid:case_id>/anmal-barn/", adults.report, name="report_children"),
    path("arenden/<uuid:case_id>/samrad/", joint.case_joint, name="case_joint"),
    path("arenden/<uuid:case_id>/samrad/erbjud/", joint.joint_offer, name="joint_offer"),
    path(
        "arenden/<uuid:case_id>/insatser/",
        interventions.case_interventions,
        name="case_interventions",
    ),
    path(
        "arenden/<uuid:case_id>/insatser/ny/",
        interventions.intervention_new,
        name="intervention_new",
    ),
    path("arenden/<uuid:case_id>/moten/", meetings.case_meetings, name="case_meetings"),
    path("arenden/<uuid:case_id>/moten/nytt/", meetings.meeting_new, name="meeting_new"),
    path("arenden/<uuid:case_id>/delat/", sharing.case_shared, name="case_shared"),
    path("arenden/<uuid:case_id>/delat/nytt/", sharing.share_new, name="share_new"),
    path("arenden/<uuid:case_id>/samtycke/", sharing.consent_new, name="consent_new"),
    path("arenden/<uuid:case_id>/sip/", sharing.case_sip, name="case_sip"),
    path("arenden/<uuid:case_id>/sip/behov/", sharing.sip_need, name="sip_need"),
    path(
        "arenden/<uuid:case_id>/forhandsbedomning/kontakter/",
        sharing.contacts,
        name="case_contacts",
    ),
    path("arenden/<uuid:case_id>/skal/", reasons.purpose, name="case_purpose"),
    path("arenden/<uuid:case_id>/nodoppna/", glass.glass_break, name="glass_break"),
    path("arenden/<uuid:case_id>/nodoppnat/", glass.glass_case, name="glass_case"),
    path("arenden/<uuid:case_id>/jav/", conflicts.declare, name="case_conflict"),
    path("arenden/<uuid:case_id>/jav/vilka/", conflicts.conflict_list, name="conflict_list"),
    path("arenden/<uuid:case_id>/skydd/", protection.protect, name="protect"),
    path("arenden/<uuid:case_id>/handelser/", cases.notes, name="case_notes"),
    path("arenden/<uuid:case_id>/handlaggare/", cases.assign, name="case_assign"),
    path("arenden/<uuid:case_id>/avsluta/", cases.close, name="case_close"),
    path("arenden/<uuid:case_id>/ater/", cases.reopen, name="case_reopen"),
    path("arenden/<uuid:case_id>/skyddsbedomning/", assessments.protection, name="case_protection"),
    path(
        "arenden/<uuid:case_id>/forhandsbedomning/",
        assessments.preliminary,
        name="case_preliminary",
    ),
    path("arenden/<uuid:case_id>/aterkoppling/", assessments.feedback, name="case_feedback"),
    path(
        "arenden/<uuid:case_id>/utredning/", investigations.investigation, name="case_investigation"
    ),
    path(
        "arenden/<uuid:case_id>/utredning/text/<uuid:heading_id>/",
        investigations.text,
        name="case_text",
    ),
    path("arenden/<uuid:case_id>/utredning/forlang/", investigations.extend, name="case_extend"),
    path(
        "arenden/<uuid:case_id>/utredning/avsluta/",
        investigations.close,
        name="case_investigation_close",
    ),
    path("arenden/<uuid:case_id>/hord/", investigations.hearing, name="case_hearing"),
    path("arenden/<uuid:case_id>/barnets-ord/", investigations.voice, name="case_voice"),
    path("arenden/<uuid:case_id>/beslut/nytt/", decisions.decision_new, name="decision_new"),
    path(
        "arenden/<uuid:case_id>/kommunicering/", decisions.communication, name="case_communication"
    ),
    path("arenden/<uuid:case_id>/omhandertagande/", decisions.custody, name="case_custody"),
    path("arenden/<uuid:case_id>/anteckning/", notes.note_new, name="case_note_new"),
    path(
        "arenden/barnets-ord/<uuid:voice_id>/bild/<int:number>/",
        pictures.voice_picture,
        name="voice_picture",
    ),
    path(
        "arenden/<uuid:case_id>/kartlaggning/bild/<uuid:voice_id>/<int:number>/",
        pictures.mapping_picture,
        name="mapping_picture",
    ),
    path("arenden/barnets-ord/<uuid:voice_id>/las/", channel.voice_read, name="voice_read"),
    path("arenden/<uuid:case_id>/kanal/", channel.channel, name="channel"),
    path("arenden/<uuid:case_id>/kanal/oppna/", channel.channel_open, name="channel_open"),
    path("arenden/kanal/<uuid:channel_id>/avsluta/", channel.channel_end, name="channel_end"),
    path("arenden/<uuid:case_id>/metodstod/", consults.consult_new, name="consult_new"),
    path("arenden/metodstod/<uuid:consult_id>/avsluta/", consults.consult_end, name="consult_end"),
    path("arenden/<uuid:case_id>/kartlaggning/", mappings.mapping, name="mapping"),
    path(
        "arenden/<uuid:case_id>/kartlaggning/utsaga/", mappings.statement_new, name="statement_new"
    ),
    path("arenden/<uuid:case_id>/kartlaggning/skala/", mappings.score_new, name="score_new"),
    path("arenden/<uuid:case_id>/kartlaggning/tre-hus/", mappings.house_new, name="house_new"),
    path("arenden/<uuid:case_id>/kartlaggning/natverk/", mappings.network_new, name="network_new"),
    path("arenden/<uuid:case_id>/kartlaggning/plan/", mappings.plan_step_new, name="plan_step_new"),
    path(
        "arenden/<uuid:case_id>/kartlaggning/visa/",
        mapping_family.mapping_show,
        name="mapping_show",
    ),
    path(
        "arenden/<uuid:case_id>/kartlaggning/familjen/",
        mapping_family.mapping_family,
        name="mapping_family",
    ),
    path(
        "arenden/<uuid:case_id>/kartlaggning/las-upp/",
        mapping_family.mapping_unlock,
        name="mapping_unlock",
    ),
    path(
        "arenden/<uuid:case_id>/kartlaggning/familjen.pdf",
        mapping_family.mapping_paper,
        name="mapping_pdf",
    ),
    path("arenden/utsaga/<uuid:statement_id>/", mappings.statement, name="statement"),
    path(
        "arenden/utsaga/<uuid:statement_id>/avsluta/", mappings.statement_end, name="statement_end"
    ),
    path("arenden/natverk/<uuid:person_id>/", mappings.network_person, name="network_person"),
    path("arenden/sakerhetsplan/<uuid:step_id>/", mappings.plan_step, name="plan_step"),
    path("arenden/sakerhetsplan/<uuid:step_id>/kontroll/", mappings.plan_check, name="plan_check"),
    path("min-sida/", own_page.own_page, name="childs_page"),
    path("min-sida/lamna/", own_page.own_page_leave, name="childs_page_leave"),
    path(
        "min-sida/bild/<uuid:voice_id>/<int:number>/",
        own_page.own_page_picture,
        name="childs_page_picture",
    ),
    path("min-sida/skriv/<slug:slug>/", own_page.own_page_write, name="childs_page_write"),
    path("min-sida/<slug:link>/", own_page.own_page_link, name="childs_page_link"),
]
