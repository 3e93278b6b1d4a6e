"""Events -> a map for people, built with Folium: the web page, the page of one event, a file that stands alone.

No event enters a template or one of Folium's strings, which run HTML and `${...}`: the data goes to the page as JSON
and is shown by our own scripts as text.
"""

from app.maps.addresses import PageAddresses
from app.maps.event_types import EVENT_TYPES, EventType
from app.maps.pages import render_event, render_geocode, render_page
from app.maps.plain_pages import page_frame, render_list, render_not_found
from app.maps.standalone import render_standalone

__all__ = [
    "EVENT_TYPES",
    "EventType",
    "PageAddresses",
    "page_frame",
    "render_event",
    "render_geocode",
    "render_list",
    "render_not_found",
    "render_page",
    "render_standalone",
]
