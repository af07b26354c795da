"""文件: turns files into core's plain values and back; one door for each library."""
