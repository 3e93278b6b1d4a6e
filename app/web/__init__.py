"""The web: blueprints and what they share."""

from app.web import articles, events, geocode, health, map, ogc

BLUEPRINTS = (articles.blueprint, events.blueprint, geocode.blueprint, health.blueprint, map.blueprint, *ogc.BLUEPRINTS)
