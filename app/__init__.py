"""The composition root: settings -> database and context -> errors -> blueprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.database import Database
    from app.settings import Settings


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """The web application. Without a `database` it opens the one of the settings."""
    # Imported here: whoever imports a part of `app` must not pay for the web.
    from werkzeug.middleware.proxy_fix import ProxyFix

    from app.database import Database
    from app.web import BLUEPRINTS, context, problems
    from app.web.application import Application

    app = Application("app", template_folder="web/templates", static_folder="web/static")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.url_map.strict_slashes = False
    if settings.public_url:  # behind a proxy, which names the client that it serves
        app.wsgi_app = ProxyFix(app.wsgi_app)
    context.install(app, context.Context(settings, database or Database(settings)))
    problems.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
