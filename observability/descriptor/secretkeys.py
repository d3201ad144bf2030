"""Keys behind which people write secrets: those that Alertmanager has, and what is taken for them."""

# The key that names a file instead.
INSTEAD = {
    "api_url": "api_url_file",
    "routing_key": "routing_key_file",
    "service_key": "routing_key_file",
    "integration_key": "routing_key_file",
    "key": "routing_key_file",
    "password": "password_file",
    "auth_password": "password_file",
    "auth_secret": "password_file",
    "credentials": "credentials_file",
    "bearer_token": "credentials_file",
    "token": "credentials_file",
    "secret": "credentials_file",
}


def names_a_secret(key: str) -> bool:
    """Whether what stands behind this key may be a secret, which no message may repeat."""
    return key in INSTEAD or key == "url" or key.endswith("_file")
