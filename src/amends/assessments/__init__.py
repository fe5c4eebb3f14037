"""What the system says of a case under a scheme on a date, and why.

An assessment is not a decision: a person decides, where the law gives anyone a
decision. Grounds are recorded by the engine that reached the outcome; what puts
them into words reads them and evaluates nothing.
"""
