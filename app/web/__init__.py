"""The web: blueprints and what they share."""

from app.web import articles, events, geocode, health, map, ogc, tiles

BLUEPRINTS = (
    *(module.blueprint for module in (articles, events, geocode, health, map, tiles)),
    *ogc.BLUEPRINTS,
)
