"""How the columns that tiles are made of follow from an event's region and point."""

# Web Mercator ends at 85.06 degrees; what reaches beyond is cut off there.
CUT_OFF = """CASE WHEN ST_YMax(region) > 85.06 OR ST_YMin(region) < -85.06
THEN ST_CollectionExtract(ST_Intersection(region, ST_MakeEnvelope(-180, -85.06, 180, 85.06, 4326)), 3)
ELSE region END"""
# 0.011 degrees are half a pixel of zoom 6, 0.0007 of zoom 10. The quick way to simplify may fold a shape, which a
# tile's maker mends.
TILE_SHAPE = f"ST_Multi(ST_Transform(ST_Simplify({CUT_OFF}, 0.0007, true), 3857))"
TILE_ROUGH = f"ST_Multi(ST_Transform(ST_Simplify({CUT_OFF}, 0.011, true), 3857))"
# Which tile of zoom 16 the point lies in: the bits of column and row in turns, so that all that lies in a tile of any
# lower zoom is one range.
QUADKEY = "tile_key(ST_X(point), ST_Y(point))"
