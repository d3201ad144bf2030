"""What series hold, as tests of rules write it: runs that climb by the same step, and histograms."""
