"""The one home of the embedded database and of Parquet files."""

from amends.tables.database import Column, ColumnType, CsvForm, Database, Loading, select

__all__ = ["Column", "ColumnType", "CsvForm", "Database", "Loading", "select"]
