"""Reports brought in through the page: read in the background, told, mended, confirmed, taken away."""
