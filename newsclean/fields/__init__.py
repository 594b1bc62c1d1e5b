"""Fields of an article: pure functions from the strings of a page to values. They know no Lines and no HTML."""
