"""What can be done in a campaign: one function a deed, by noun."""
