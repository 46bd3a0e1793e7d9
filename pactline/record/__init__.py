"""What a record holds: its entries as frozen, validated values, its vocabulary, its dates."""
