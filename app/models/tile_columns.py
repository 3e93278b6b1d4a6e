"""How the columns that tiles are made of follow from an event's region and point."""

# Web Mercator ends at 85.06 degrees; what reaches beyond is cut off there.
TILE_SHAPE = """
ST_Multi(ST_Transform(CASE WHEN ST_YMax(region) > 85.06 OR ST_YMin(region) < -85.06
THEN ST_CollectionExtract(ST_Intersection(region, ST_MakeEnvelope(-180, -85.06, 180, 85.06, 4326)), 3)
ELSE region END, 3857))
"""
# 1,200 m is half a pixel of zoom 6.
TILE_ROUGH = f"ST_Multi(ST_SimplifyPreserveTopology({TILE_SHAPE}, 1200))"
# The tile of zoom 16 that the point lies in.
LATITUDE = "radians(greatest(-85.05, least(85.05, ST_Y(point))))"
TILE_X = "least(65535, floor((ST_X(point) + 180) / 360 * 65536))::integer"
TILE_Y = f"floor((1 - ln(tan({LATITUDE}) + 1 / cos({LATITUDE})) / pi()) / 2 * 65536)::integer"
