/* Small help on top of pages that work without it. Nothing here is needed to reach or send anything. */
(() => {
  "use strict";

  const live = () => document.getElementById("meddelande");
  const say = (text) => {
    const region = live();
    if (region && text) region.textContent = text;
  };

  /* A fresh error summary, confirmation or conflict gets the focus, so that it is read first. On a new
     page the attribute autofocus does it, without script; after an htmx swap it takes this. */
  const focusNews = (root) => {
    const news = root.querySelector("[data-fokus]");
    if (news) news.focus({ preventScroll: false });
  };

  /* The link in an error summary goes to the control itself, with its label in view. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".felruta a[href^='#']");
    if (!link) return;
    const control = document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest(".falt, fieldset") || control).scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  });

  /* A second press sends nothing more. The button stays in place and says what is going on. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.skickad === "ja") {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    form.dataset.skickad = "ja";
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    const words = button.dataset.arbetar;
    setTimeout(() => {
      if (form.dataset.skickad !== "ja") return;
      const region = live();
      say(words || (region && region.dataset.arbetar));
      if (words) button.textContent = words;
    }, 1000);
  });
  /* Back in the browser must not leave a form that refuses to be sent. */
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-skickad]").forEach((form) => {
      delete form.dataset.skickad;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    });
  });

  /* Folded text is open on paper, and folded again afterwards. */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
    opened = [];
  });

  /* Shortcuts: "/" search, "g i" Idag, "g a" Ärenden, "j" and "k" between rows, "?" the list. Off with data-kortkommando="av" on body. */
  const typing = (element) =>
    element.closest("input, textarea, select, [contenteditable='true']") !== null;
  let prefix = "";
  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.kortkommandon === "av") return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const keys = prefix ? `${prefix} ${event.key}` : event.key;
    prefix = "";
    if (event.key === "g" && keys === "g") {
      prefix = "g";
      setTimeout(() => { prefix = ""; }, 1500);
      return;
    }
    /* "j" and "k" walk between the rows of a list: the first link of each gets the focus. */
    if (keys === "j" || keys === "k") {
      const links = [...document.querySelectorAll("main tbody th a[href]")];
      if (!links.length) return;
      const at = links.findIndex((link) => link === document.activeElement);
      const next = keys === "j" ? at + 1 : (at < 0 ? links.length : at) - 1;
      links[Math.min(Math.max(next, 0), links.length - 1)].focus();
      event.preventDefault();
      return;
    }
    const target = document.querySelector(`[data-kortkommando="${CSS.escape(keys)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, dialog")) {
      if (target.showModal) target.showModal();
      else target.focus();
    } else {
      target.click();
    }
  });

  /* A form with data-utkast keeps what is typed by itself: ten seconds after a change, when a field is left,
     and when the page is hidden. Untouched forms send nothing. htmx does the sending (hx-trigger="utkast").
     A change that could not be sent counts as unsent until it has been. */
  const keep = (form) => {
    if (form.dataset.andrad !== "ja") return;
    form.dataset.andrad = "";
    form.dispatchEvent(new Event("utkast"));
  };
  const keepAll = () => document.querySelectorAll("form[data-utkast]").forEach(keep);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-utkast]");
    if (form) form.dataset.andrad = "ja";
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target instanceof Element && event.target.closest("form[data-utkast]");
    if (form) keep(form);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepAll(); });
  setInterval(keepAll, 10000);

  /* htmx keeps a failed answer out of the page (noSwap); the words below tell what happened instead. */
  /* A form that saves by itself says when it could not. The next answer that arrives takes it away. */
  const unsaved = (event) => {
    const form = event.target instanceof Element && event.target.closest("form");
    const band = form && form.querySelector("[data-osparat]");
    if (!band) return;
    band.hidden = false;
    form.dataset.andrad = "ja";
  };
  document.addEventListener("htmx:response:error", unsaved);
  document.addEventListener("htmx:error", unsaved);
  document.addEventListener("htmx:response:error", (event) => {
    const status = event.detail.ctx?.response?.status;
    const region = live();
    if (region && status !== 409 && status !== 422) say(region.dataset.fel);
  });
  document.addEventListener("htmx:error", () => {
    const region = live();
    if (region) say(region.dataset.fel);
  });
  document.addEventListener("htmx:after:swap", (event) => focusNews(event.target.parentElement || document));
})();
