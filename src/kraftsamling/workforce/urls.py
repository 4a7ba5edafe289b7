"""Addresses of posts and staff."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
