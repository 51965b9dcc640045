"""Where the log lives. One port, several stores that pass the same contract suite."""
