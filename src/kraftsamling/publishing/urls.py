"""Addresses of the public site and of what is shared."""

from django.urls import path

from kraftsamling.publishing.views import comments, corrections, images, jobs, share, site

urlpatterns = [
    path("", site.home, name="home"),
    path("lediga-tjanster/", jobs.jobs, name="jobs"),
    path("lediga-tjanster/ansok/", jobs.job_apply, name="job_apply"),
    path("planer/oppna/", site.open_plans, name="open_plans"),
    path("planer/oppna/<slug:slug>/", site.open_plan, name="open_plan"),
    path("besok/", site.post_list, name="post_list"),
    path("besok/atom.xml", site.feed, name="post_feed"),
    path("besok/bild/<uuid:image_id>/", images.shown, name="post_image"),
    path("besok/<slug:slug>/", site.post, name="post"),
    path("besok/<slug:post_slug>/kommentera/", comments.send, name="comment_send"),
    path("tillganglighet/", site.text("accessibility"), name="accessibility"),
    path("personuppgifter/", site.text("personal_data"), name="personal_data"),
    path("om/", site.text("about"), name="about"),
    path("om/sekretess/", site.text("secrecy"), name="secrecy"),
    path("hjalp/", site.text("help"), name="help"),
    path("hjalp/handbok/", site.handbook, name="handbook"),
    path("hjalp/handbok/<slug:name>/", site.handbook, name="handbook_page"),
    path("lattlast/", site.text("easy_read"), name="easy_read"),
    path("dela/", share.share, name="share"),
    path("dela/kommentarer/", comments.comments, name="comments"),
    path("dela/kommentarer/<uuid:comment_id>/", comments.comment, name="comment"),
    path("dela/kommentarer/<uuid:comment_id>/publicera/", comments.publish, name="comment_publish"),
    path("dela/kommentarer/<uuid:comment_id>/avvisa/", comments.reject, name="comment_reject"),
    path("dela/ny/", share.new, name="post_new"),
    path("dela/besok/<uuid:visit_id>/", share.of_visit, name="share_visit"),
    path("dela/<uuid:post_id>/", share.edit, name="post_edit"),
    path("dela/<uuid:post_id>/las/", share.read, name="post_read"),
    path("dela/<uuid:post_id>/ratta/", corrections.correct, name="post_correct"),
    path("dela/rattelse/<uuid:correction_id>/", corrections.correction, name="correction"),
    path("dela/rattelse/<uuid:correction_id>/fraga/", corrections.ask, name="correction_ask"),
    path(
        "dela/rattelse/<uuid:correction_id>/publicera/",
        corrections.publish,
        name="correction_publish",
    ),
    path(
        "dela/rattelse/<uuid:correction_id>/ta-tillbaka/", corrections.drop, name="correction_drop"
    ),
    path("dela/<uuid:post_id>/fraga/", share.ask, name="post_ask"),
    path("dela/<uuid:post_id>/bilder/", images.images, name="post_images"),
    path("dela/<uuid:post_id>/bilder/<uuid:image_id>/", images.draft, name="post_image_draft"),
    path(
        "dela/<uuid:post_id>/bilder/<uuid:image_id>/ta-bort/",
        images.take_away,
        name="post_image_remove",
    ),
    path("dela/<uuid:post_id>/dra-tillbaka/", share.withdraw, name="post_withdraw"),
    path("dela/<uuid:post_id>/publicera/", share.publish, name="post_publish"),
]
