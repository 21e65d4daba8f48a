// A receipt's square code leads to /receipt#CODE. What is behind # never leaves the browser by
// itself: it goes into the field, and out of the address, for the person to send.
"use strict";

const field = document.getElementById("code");
if (location.hash.length > 1 && field && !field.value) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}
