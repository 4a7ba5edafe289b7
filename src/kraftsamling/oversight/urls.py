from django.urls import path

from kraftsamling.oversight import views

urlpatterns = [
    path("idag/", views.today, name="today"),
    path("namnden/", views.board, name="board"),
    path("namnden/infor-namnden.pdf", views.board_pdf, name="board_pdf"),
    path("logg/", views.log, name="access_log"),
]
