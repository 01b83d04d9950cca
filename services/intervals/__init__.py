"""The client of intervals.icu: one request method, typed models, a pace and a cache."""
