"""`/siapkan`: the first start, from an empty directory to the first call."""
