"""What each player can claim: point-valued solutions."""
