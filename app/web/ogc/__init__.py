"""OGC API at /ogc/: Features parts 1, 2, 3 and 5, and Tiles."""

from app.web.ogc import articles, collections, events, landing, openapi, schemas, tile_grid, tiles

BLUEPRINTS = tuple(
    module.blueprint for module in (landing, openapi, collections, schemas, events, articles, tiles, tile_grid)
)
