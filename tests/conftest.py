"""How every test runs: generated cases are the same each time, but fresh in a deep run."""

from hypothesis import HealthCheck, settings

# No deadline: a slow machine is not a failure. Derandomised: a red run is red again when repeated.
settings.register_profile("every run", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "deep",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("every run")
