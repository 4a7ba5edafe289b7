from django.urls import path

from kraftsamling.organisations.views import own

urlpatterns = [
    path("jag/", own.own_page, name="own_page"),
    path("jag/byt/", own.switch, name="own_switch"),
    path("jag/val/", own.choose, name="own_choices"),
    path("utan-roll/", own.no_membership, name="no_membership"),
]
