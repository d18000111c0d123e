"""Under the name of AWS's own package: a function that asks for the type of its context is told the same."""
