"""`eventmap geocode`: a place name or spatial expression as regions; with --jsonl line by line."""

from __future__ import annotations

import sys
from typing import Any

import click
import orjson

from app.cli.collecting import collect_seldom
from app.errors import InvalidParameter
from app.services.geocoding import feature_collection
from app.settings import Settings
from geodata.errors import GeodataError
from geodata.geocoder import Geocoder
from geodata.jsonshape import location_json
from geodata.types import Context


@click.command()
@click.argument("query", required=False)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line from standard input, answer one a line.")
@click.option("--language", help="ISO 639-1 code; told from the query when not given.")
@click.option("--country", help="ISO 3166-1 alpha-2 code of the country that a surrounding text would be about.")
@click.pass_obj
def geocode(settings: Settings, query: str | None, jsonl: bool, language: str | None, country: str | None) -> None:
    """Print the readings of QUERY as a GeoJSON FeatureCollection, best first."""
    if jsonl == (query is not None):
        raise click.UsageError("Give a QUERY, or --jsonl and one JSON object a line on standard input.")
    geocoder = Geocoder.open(settings.gazetteer_path)
    out = sys.stdout.buffer
    if jsonl:
        collect_seldom()
        for number, line in enumerate(sys.stdin.buffer, 1):
            if line.strip():
                out.write(answer_line(geocoder, line, number) + b"\n")
        out.flush()
        return
    out.write(orjson.dumps(feature_collection(geocoder, query or "", language, Context(country))) + b"\n")


def answer_line(geocoder: Geocoder, line: bytes, number: int) -> bytes:
    """One answer of the batch. A line that cannot be answered gets its reason, and the rest goes on."""
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return orjson.dumps({"id": None, "locations": [], "reason": f"line {number} is not JSON: {error}"})
    if not isinstance(asked, dict) or not isinstance(asked.get("q"), str):
        given = asked.get("id") if isinstance(asked, dict) else None
        return orjson.dumps({"id": given, "locations": [], "reason": f'line {number} has no text in "q"'})
    reply: dict[str, Any] = {"id": asked.get("id")}
    try:
        answer = geocoder.ask(asked["q"], asked.get("language"), context_of(asked.get("context")))
        reply["locations"] = [location_json(location) for location in answer.locations]
        if answer.reason:
            reply["reason"] = answer.reason
    except (GeodataError, InvalidParameter) as error:
        reply |= {"locations": [], "reason": str(error)}
    return orjson.dumps(reply)


def context_of(given: Any) -> Context:
    """The context of a question; raises `InvalidParameter` for another shape."""
    if given is None:
        return Context()
    places = given.get("places") or [] if isinstance(given, dict) else None
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        raise InvalidParameter("context", "is no object with country and places", '{"country": "IQ"}')
    return Context(given.get("country"), tuple(places))
