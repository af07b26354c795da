"""清园: finds, checks and cleans up the apps that schools push onto pupils and parents.

Five rings, imports one way: cli -> server -> pipelines -> formats -> core.
"""
