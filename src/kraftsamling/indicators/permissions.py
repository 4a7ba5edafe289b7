"""How figures meet the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import always, in_unit, published, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.indicators.models import Discrepancy, IndicatorPoint, MarkedChange, Release

bind("indicator_value_internal", IndicatorPoint, ORG=same_authority(), UNIT=in_unit())
# The catalogue is code, published with the product.
bind("indicator_definition", None, PUBLISHED=always())
bind("indicator_release", Release, ORG=same_authority(), PUBLISHED=published())
bind("marked_change", MarkedChange, ORG=same_authority())
bind("discrepancy", Discrepancy, ORG=same_authority())
