"""What Amends takes, beside a query written by hand for the same tables and engine."""
