"""流水线: runs core over many files, and the processes that it runs on."""
