"""抽样: draws that anyone can repeat by hand; the seed is an argument."""
