"""How the rows of this app meet the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import always, in_unit, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.organisations.models import Deputy, IdentityProvider, Membership, Setting, Unit

bind("account", Membership, ORG=same_authority(), UNIT=in_unit())
bind("role_grant", Membership, ORG=same_authority(), UNIT=in_unit())
bind("deputy", Deputy, ORG=same_authority(), UNIT=in_unit("membership__unit_id"))
bind("identity_provider", IdentityProvider, ORG=same_authority())
bind("setting", Setting, ORG=same_authority())
bind("unit", Unit, ORG=same_authority())
# A person's own page and the authority's approvals hold no row of their own in the URL.
bind("own_account", None, ORG=always(), OWN=always())
bind("approval", None, ORG=always())
bind("onboarding", None, ORG=always())
bind("role_catalogue", None, ORG=always())
