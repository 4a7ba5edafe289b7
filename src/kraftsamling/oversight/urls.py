from django.urls import path

from kraftsamling.oversight import views

urlpatterns = [
    path("idag/", views.today, name="today"),
    path("logg/", views.log, name="access_log"),
]
