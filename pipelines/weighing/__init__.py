"""What is held, weighed: reports beside those of other years, of other organs and of the areas within their own."""
