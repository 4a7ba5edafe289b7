"""Login through the employer: OpenID Connect and SAML, each answer checked before anything is believed."""
