"""The model: one law's rules of relief as frozen, validated values.

Everything here says what a scheme *is*. How it is written belongs to
`notation`; what it says of a case belongs to `engines`.
"""
