"""How the columns that tiles are made of follow from an event's region and point."""

# Web Mercator ends at 85.06 degrees; what reaches beyond is cut off there.
CUT_OFF = """CASE WHEN ST_YMax(region) > 85.06 OR ST_YMin(region) < -85.06
THEN ST_CollectionExtract(ST_Intersection(region, ST_MakeEnvelope(-180, -85.06, 180, 85.06, 4326)), 3)
ELSE region END"""
TILE_SHAPE = f"ST_Multi(ST_Transform({CUT_OFF}, 3857))"
# 0.011 degrees are half a pixel of zoom 6. The quick way to simplify may fold a shape, which a tile's maker mends.
TILE_ROUGH = f"ST_Multi(ST_Transform(ST_Simplify({CUT_OFF}, 0.011, true), 3857))"
# The tile of zoom 16 that the point lies in.
LATITUDE = "radians(greatest(-85.05, least(85.05, ST_Y(point))))"
TILE_X = "least(65535, floor((ST_X(point) + 180) / 360 * 65536))::integer"
TILE_Y = f"floor((1 - ln(tan({LATITUDE}) + 1 / cos({LATITUDE})) / pi()) / 2 * 65536)::integer"
