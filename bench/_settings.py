"""The product's settings, with two bare views beside its pages to compare with."""

from kraftsamling.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench._urls"
