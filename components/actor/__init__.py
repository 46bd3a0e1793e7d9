"""What an actor did, said and denied."""
