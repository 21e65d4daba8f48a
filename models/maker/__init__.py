"""Makes the demo project: a fictitious Spoorzone at the place of Dordrecht's station.

Run as ``python -m models.maker --out models/spoorzone``. Everything is drawn and
counted out from one fixed seed, so that each run writes the same bytes.
"""
