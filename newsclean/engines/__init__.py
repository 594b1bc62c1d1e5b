"""newsclean in the engines that people run already: Arrow, DuckDB, Polars, Ray Data, Spark, datatrove.

All of them hand pages to `arrow`, or to what it is made of. Importing this loads none of them; importing a module of
it without its library raises ImportError that names the extra to install.
"""
