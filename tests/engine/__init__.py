"""The engine's own tests: each file asks one part of the engine the questions of its users."""
