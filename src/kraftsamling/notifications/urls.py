from django.urls import path

from kraftsamling.notifications import views

urlpatterns = [
    path("notiser/", views.notices, name="notices"),
    path("notiser/lasta/", views.read_all, name="notices_read"),
]
