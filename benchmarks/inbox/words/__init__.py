"""What people write: header words, answers, numbers, dates, nil returns, names."""
