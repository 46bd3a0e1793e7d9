"""What was known when, step by step: the days of a quarrel, what each moved, and what stands against it."""
