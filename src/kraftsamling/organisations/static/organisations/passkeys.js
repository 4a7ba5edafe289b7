/* Passkeys: a form with data-passkey="create" or "get" asks the browser for a passkey before it is posted.
   What the server asks for lies in a JSON block beside the form, or behind data-options-url. */
(() => {
  const PARSERS = {
    create: "parseCreationOptionsFromJSON",
    get: "parseRequestOptionsFromJSON",
  };
  const able = (kind) => window.PublicKeyCredential && PARSERS[kind] in window.PublicKeyCredential;

  const optionsOf = async (form) => {
    if (form.dataset.optionsUrl) {
      const answer = await fetch(form.dataset.optionsUrl, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      return (await answer.json()).request_options.publicKey;
    }
    const asked = JSON.parse(document.getElementById(form.dataset.options).textContent);
    return (asked.creation_options || asked.request_options).publicKey;
  };

  const ask = async (form) => {
    const kind = form.dataset.passkey;
    const publicKey = window.PublicKeyCredential[PARSERS[kind]](await optionsOf(form));
    const given = await navigator.credentials[kind]({ publicKey });
    form.elements.credential.value = JSON.stringify(given.toJSON());
    form.submit();
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const cannot = form.querySelector("[data-cannot]");
    if (!able(form.dataset.passkey)) {
      cannot.hidden = false;
      return;
    }
    form.querySelector("button").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      cannot.hidden = true;
      ask(form).catch(() => { cannot.hidden = false; cannot.focus(); });
    });
  });
})();
