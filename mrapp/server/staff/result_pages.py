"""Page for staff: the results of a project as everybody sees them, or is going to."""

from fastapi import Depends, Request
from fastapi.responses import Response

from mrapp.model.values import Identifier
from mrapp.server.backend import Backend, backend_of
from mrapp.server.public.counting import Counter
from mrapp.server.public.results import counter_of, results_page
from mrapp.server.staff.forms import staff_router

result_pages = staff_router()


@result_pages.get("/staff/projects/{project}/results")
def preview_results(
    request: Request,
    project: Identifier,
    backend: Backend = Depends(backend_of),
    counter: Counter = Depends(counter_of),
) -> Response:
    """Show the results, held back or not."""
    return results_page(request, project, backend, counter, is_preview=True)
