"""Each file format written as the programs of schools leave it, to bytes."""
