"""The web: blueprints and what they share."""

from app.web import events, health

BLUEPRINTS = (events.blueprint, health.blueprint)
