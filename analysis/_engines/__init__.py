"""The ways of `partition.run` to get jobs done: worker processes here, or a Dask cluster."""
