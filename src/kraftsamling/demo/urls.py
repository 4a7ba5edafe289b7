from django.urls import path

from kraftsamling.demo import views

urlpatterns = [
    path("demo/", views.start, name="demo_start"),
    path("demo/prova/<slug:key>/", views.try_as, name="demo_persona"),
    path("demo/varv/", views.start_round, name="demo_round"),
    path("demo/varv/lapp/", views.slip, name="demo_slip"),
    path("demo/varv/natt/", views.night, name="demo_night"),
    path("demo/varv/<int:number>/", views.round_step, name="demo_round_step"),
    path("demo/varv/klart/", views.stop_round, name="demo_round_stop"),
    path("demo/post/", views.post, name="demo_post"),
    path("demo/borja-om/", views.reset, name="demo_reset"),
]
