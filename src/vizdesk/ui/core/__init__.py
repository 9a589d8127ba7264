"""Below every page: session state, the task runner between asyncio and Qt, commands."""
