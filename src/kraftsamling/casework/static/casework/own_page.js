/* Two helps; the page works without. Esc twice leaves at once, and leaves nothing to go back to. After five
   minutes without a touch the page closes by itself; whoever writes is waited for. */
(() => {
  "use strict";
  const leave = document.querySelector("[data-lamna]");
  if (!leave) return;
  /* Empty first: also without a network, or when the browser is told to stop, nothing is left to read. */
  const away = () => {
    document.body.replaceChildren();
    window.location.replace(leave.href);
  };
  leave.addEventListener("click", (event) => { event.preventDefault(); away(); });
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();  /* one Esc more would stop the browser on its way */
    if (event.timeStamp - last < 1500 && last) away();
    last = event.timeStamp;
  });

  const shut = document.querySelector("noscript")?.textContent.match(/url=([^"]*)"/)?.[1];
  if (!shut) return;
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => window.location.replace(shut), 305000);
  };
  ["pointerdown", "keydown", "input", "wheel"].forEach((kind) => document.addEventListener(kind, wait, true));
  /* A page that the browser had kept must not come back. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.replace(shut); });
  wait();
})();
