"""Addresses of people: found, protected, and two registrations of one made one."""

from django.urls import path

from kraftsamling.casework.views import protection, same_person, searching

PEOPLE = [
    path("sok/", searching.person_search, name="person_search"),
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
    path(
        "arenden/personer/<uuid:person_id>/samma-person/",
        same_person.same_person,
        name="same_person",
    ),
    path(
        "arenden/personer/<uuid:person_id>/samma-person/<uuid:other_id>/",
        same_person.same_person_pair,
        name="same_person_pair",
    ),
    path(
        "arenden/personer/<uuid:person_id>/samma-person/<uuid:merge_id>/dela/",
        same_person.same_person_part,
        name="same_person_part",
    ),
]
