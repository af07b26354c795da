"""备案: the registry of filed education apps, and what it says about a name and a number.

The registry is a dated, partial copy: what it lacks is 本地名录未查到，待官网核验, never 未备案.
"""
