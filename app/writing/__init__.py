"""Answers written by a language model, held to the passages: prompt → stream → sentences → checks → Answer."""
