"""CQL2 (OGC 21-065) as SQL conditions; one module a family of operators, values enter as binds only."""

from app.storage.cql2.predicates import condition

__all__ = ["condition"]
