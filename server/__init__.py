"""The queue server of a village office: rules, log, screens, feed and API."""
