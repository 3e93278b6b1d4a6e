"""`eventmap serve` with a tile cache that holds nothing, to measure tiles that are made for the first time."""

from app.cli import main
from app.web import context
from app.web.tile_cache import TileCache

if __name__ == "__main__":
    context.TileCache = lambda: TileCache(most_bytes=0)
    main()
