"""The web: blueprints and what they share."""

from app.web import articles, events, geocode, health, map, ogc, tilejson, tiles

BLUEPRINTS = (
    *(module.blueprint for module in (articles, events, geocode, health, map, tilejson, tiles)),
    *ogc.BLUEPRINTS,
)
