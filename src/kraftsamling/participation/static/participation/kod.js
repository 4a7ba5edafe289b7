/* The link on a slip carries the code after "#": that part never leaves the browser. Here it is moved into
   the field, from where it is sent in the body of the request, and taken out of the address again. */
(() => {
  "use strict";
  const field = document.querySelector("input[data-kod]");
  const found = /^#kod=([0-9A-Za-z-]{1,20})$/.exec(window.location.hash);
  if (!field || !found) return;
  field.value = found[1];
  window.history.replaceState(null, "", window.location.pathname);
})();
