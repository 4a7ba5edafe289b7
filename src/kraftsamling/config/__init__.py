"""How the product is put together and run: settings, addresses, commands, embedded server."""
