"""Addresses of posts, staff and the forecast."""

from django.urls import path

from kraftsamling.workforce.views import (
    competence,
    forecasts,
    interest,
    own,
    payroll,
    posts,
    remote,
    span,
    staff,
    support,
    trainee_release,
    trainees,
    wages,
)

urlpatterns = [
    path("personal/", posts.posts, name="positions"),
    path("personal/tjanst/ny/", posts.post_new, name="position_new"),
    path("personal/tjanst/<uuid:position_id>/", posts.post, name="position"),
    path("personal/tjanst/<uuid:position_id>/tillsatt/", posts.post_fill, name="position_fill"),
    path("personal/tjanst/<uuid:position_id>/vakant/", posts.post_vacate, name="position_vacate"),
    path(
        "personal/tjanst/<uuid:position_id>/dra-in/", posts.post_withdraw, name="position_withdraw"
    ),
    path("personal/tjanst/<uuid:position_id>/ater/", posts.post_restore, name="position_restore"),
    path("personal/medarbetare/", staff.staff, name="staff"),
    path("personal/medarbetare/<uuid:employee_id>/", staff.employee, name="employee"),
    path(
        "personal/medarbetare/<uuid:employee_id>/introduktion/",
        trainees.introduction,
        name="introduction",
    ),
    path("personal/lonefil/", payroll.payroll, name="payroll"),
    path(
        "personal/lonefil/exempel/<slug:payroll_kind>.csv",
        payroll.payroll_sample,
        name="payroll_sample",
    ),
    path("personal/lonefil/<uuid:batch_id>/", payroll.payroll_file, name="payroll_file"),
    path(
        "personal/lonefil/<uuid:batch_id>/slutat/", payroll.payroll_leaving, name="payroll_leaving"
    ),
    path("personal/lonefil/<uuid:batch_id>/fraga/", payroll.payroll_ask, name="payroll_ask"),
    path(
        "personal/lonefil/<uuid:batch_id>/slang/", payroll.payroll_discard, name="payroll_discard"
    ),
    path("personal/kompetens/", competence.competence, name="competence"),
    path(
        "personal/medarbetare/<uuid:employee_id>/kompetens/ny/",
        competence.skill_new,
        name="skill_new",
    ),
    path(
        "personal/medarbetare/<uuid:employee_id>/kompetens/annan/",
        competence.other_new,
        name="other_new",
    ),
    path(
        "personal/medarbetare/<uuid:employee_id>/utbildning/ny/",
        competence.training_new,
        name="training_new",
    ),
    path(
        "personal/medarbetare/<uuid:employee_id>/kompetens/<uuid:row_id>/slut/",
        competence.competence_end,
        name="competence_end",
    ),
    path(
        "personal/medarbetare/<uuid:employee_id>/intyg/<uuid:file_id>/",
        competence.certificate,
        name="certificate",
    ),
    path(
        "personal/medarbetare/<uuid:employee_id>/skydd/",
        competence.employee_protect,
        name="employee_protect",
    ),
    path("personal/metodstod/", support.method_support, name="method_support"),
    path("personal/metodstod/ny/", support.support_new, name="support_new"),
    path("personal/metodstod/<uuid:session_id>/", support.support_session, name="support_session"),
    path(
        "personal/metodstod/<uuid:session_id>/stall-in/",
        support.support_cancel,
        name="support_cancel",
    ),
    path("personal/fraga/", competence.ask_colleague, name="ask_colleague"),
    path("personal/fraga/mig/", competence.help_offer, name="help_offer"),
    path("personal/fraga/mig/sluta/", competence.help_stop, name="help_stop"),
    path("personal/min/", own.own_employment, name="own_employment"),
    path("personal/chefer/", span.span, name="span"),
    path("personal/lonestege/", wages.wages, name="wages"),
    path("personal/lonestege/regel/", wages.wage_rule, name="wage_rule"),
    path("personal/lonestege/<uuid:employee_id>/<int:years>/", wages.wage_paid, name="wage_paid"),
    path("personal/lonestege/<uuid:step_id>/angra/", wages.wage_undo, name="wage_undo"),
    path("personal/distans/", remote.remote, name="remote"),
    path("personal/distans/ny/", remote.remote_ask, name="remote_ask"),
    path("personal/distans/<uuid:day_id>/", remote.remote_day, name="remote_day"),
    path("personal/distans/<uuid:day_id>/ater/", remote.remote_take_back, name="remote_take_back"),
    path(
        "personal/distans/avtal/<uuid:employee_id>/",
        remote.remote_agreement,
        name="remote_agreement",
    ),
    path("personal/trainee/", trainees.trainees, name="trainees"),
    path("personal/trainee/ny/", trainees.trainee_new, name="trainee_new"),
    path("personal/trainee/beratta/", trainee_release.trainee_tell, name="trainee_tell"),
    path("traineeprogram/", trainee_release.trainee_releases, name="trainee_releases"),
    path("personal/trainee/<uuid:trainee_id>/", trainees.trainee, name="trainee"),
    path("personal/ansokningar/", interest.interest, name="interest"),
    path("personal/ansokningar/samtal/", interest.interest_call, name="interest_call"),
    path("personal/ansokningar/<uuid:interest_id>/", interest.interest_one, name="interest_one"),
    path(
        "personal/ansokningar/<uuid:interest_id>/besvarad/",
        interest.interest_answered,
        name="interest_answered",
    ),
    path(
        "personal/ansokningar/<uuid:interest_id>/lamnad/",
        interest.interest_handed,
        name="interest_handed",
    ),
    path("ljuset/", forecasts.light, name="forecast"),
    path("ljuset/spara/", forecasts.save, name="forecast_save"),
]
