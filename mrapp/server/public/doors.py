"""All that anyone may ask of the server without a key."""

from typing import Final

from fastapi import APIRouter

from mrapp.server.features.serving import serving
from mrapp.server.public.listing import listing
from mrapp.server.public.receipts import receipts
from mrapp.server.public.results import results

PUBLIC: Final[tuple[APIRouter, ...]] = (listing, receipts, results, serving)
"""The public list, the page of a receipt, results, and their open data."""
