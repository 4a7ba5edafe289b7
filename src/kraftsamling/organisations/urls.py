from django.urls import path

from kraftsamling.organisations.views import (
    approvals,
    employer_login,
    employer_settings,
    invitation,
    onboarding,
    own,
    people,
    settings,
)

urlpatterns = [
    path("jag/", own.own_page, name="own_page"),
    path("jag/byt/", own.switch, name="own_switch"),
    path("jag/val/", own.choose, name="own_choices"),
    path("utan-roll/", own.no_membership, name="no_membership"),
    path("godkanna/", approvals.waiting, name="approvals"),
    path("godkanna/<uuid:approval_id>/", approvals.decide, name="approval_decide"),
    path("inbjudan/<str:token>/", invitation.invitation, name="invitation"),
    path("konto/arbetsgivare/", employer_login.choose, name="employer_choose"),
    path("konto/in/<slug:slug>/", employer_login.start, name="employer_start"),
    path("konto/in/<slug:slug>/klar/", employer_login.callback, name="employer_callback"),
    path("konto/in/<slug:slug>/saml/", employer_login.acs, name="employer_acs"),
    path("konto/in/<slug:slug>/saml/klar/", employer_login.finish, name="employer_finish"),
    path("konto/in/<slug:slug>/metadata.xml", employer_login.metadata, name="employer_metadata"),
    path("kom-i-gang/", onboarding.onboarding, name="onboarding"),
    path("kom-i-gang/organisation/", onboarding.organisation, name="organisation"),
    path("kom-i-gang/start/", onboarding.setup, name="setup"),
    path("installningar/", settings.index, name="settings_index"),
    path("installningar/roller/", settings.roles, name="roles"),
    path("installningar/konton/", people.accounts, name="accounts"),
    path("installningar/konton/ny/", people.person_new, name="person_new"),
    path("installningar/konton/lista/", people.people_list, name="people_list"),
    path("installningar/konton/<uuid:membership_id>/", people.account, name="account"),
    path("installningar/konton/<uuid:membership_id>/avsluta/", people.role_end, name="role_end"),
    path(
        "installningar/konton/<uuid:membership_id>/stang/",
        people.account_close,
        name="account_close",
    ),
    path(
        "installningar/konton/<uuid:membership_id>/oppna/", people.account_open, name="account_open"
    ),
    path(
        "installningar/konton/<uuid:membership_id>/bjud-in/",
        people.account_invite,
        name="account_invite",
    ),
    path(
        "installningar/konton/<uuid:membership_id>/personnummer/",
        people.account_number,
        name="account_number",
    ),
    path("installningar/enheter/", settings.unit_list, name="units"),
    path("installningar/enheter/ny/", settings.unit_new, name="unit_new"),
    path("installningar/enheter/<uuid:unit_id>/", settings.unit_change, name="unit"),
    path("installningar/enheter/<uuid:unit_id>/stang/", settings.unit_close, name="unit_close"),
    path("installningar/stallforetradare/", settings.deputy_list, name="deputies"),
    path("installningar/stallforetradare/ny/", settings.deputy_new, name="deputy_new"),
    path(
        "installningar/stallforetradare/<uuid:deputy_id>/", settings.deputy_end, name="deputy_end"
    ),
    path("installningar/inloggning/", employer_settings.providers, name="providers"),
    path("installningar/inloggning/ny/", employer_settings.provider_new, name="provider_new"),
    path("installningar/inloggning/sluta/", employer_settings.provider_end, name="provider_end"),
    path("installningar/varden/", settings.value_list, name="values"),
    path("installningar/varden/<str:code>/", settings.value_change, name="value"),
]
