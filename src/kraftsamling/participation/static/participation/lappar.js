/* A file does not leave the page. When something in the form changes it is another printing: it gets a key of
   its own, and the button may be pressed again. Without script the page is loaded anew instead. */
(() => {
  "use strict";
  const key = document.querySelector("input[name='idempotency_key']");
  if (!key || !window.crypto || !window.crypto.randomUUID) return;
  key.form.addEventListener("change", () => {
    key.value = window.crypto.randomUUID();
    delete key.form.dataset.skickad;
    key.form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
})();
