from django.urls import path

from kraftsamling.documents import views

urlpatterns = [path("dokument/<uuid:file_id>/", views.download, name="stored_file")]
