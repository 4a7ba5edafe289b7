"""Addresses of casework."""

from django.urls import path

from kraftsamling.casework.views import (
    assessments,
    beside,
    cases,
    conflicts,
    decisions,
    documents,
    drafting,
    glass,
    investigations,
    lists,
    notes,
    protection,
    reasons,
    registering,
    searching,
    settings,
    sheet,
)

urlpatterns = [
    path("installningar/delegation/", settings.delegation_list, name="delegation"),
    path(
        "installningar/delegation/<str:decision_type>/",
        settings.delegation_rule,
        name="delegation_rule",
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
]
