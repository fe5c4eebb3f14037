"""Messy lists into tables of cases, and linkage: what a clerk wrote, read part by part."""
