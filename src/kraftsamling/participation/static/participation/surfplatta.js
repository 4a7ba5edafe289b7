/* The unit's tablet starts over by itself. After a minute without a touch it asks whether somebody is there,
   and a while later it begins anew; after the thanks sooner. The first page just begins anew, and sees whether
   the tablet has been opened or closed. Without script the page's own refresh does it. */
(() => {
  "use strict";
  const dialog = document.querySelector("dialog.kvar");
  const start = dialog.dataset.start;
  const thanks = document.body.classList.contains("tack");
  const [ASK, LEAVE] = [60000, 20000];
  const over = () => window.location.replace(start);
  let timer;

  const wait = () => {
    clearTimeout(timer);
    /* Whoever touches the question without answering it gets the same while once more; it never stands for ever. */
    timer = thanks || dialog.open ? setTimeout(over, LEAVE) : setTimeout(ask, ASK);
  };
  const ask = () => {
    if (!document.querySelector("#fragan, #svaren")) {
      over();
      return;
    }
    dialog.showModal();
    timer = setTimeout(over, LEAVE);
  };
  /* The minute begins with the touch: the browser tells of a closed dialog only a moment later. */
  const stay = (event) => { event.preventDefault(); dialog.close(); wait(); };
  dialog.querySelector("button").addEventListener("click", stay);
  dialog.addEventListener("cancel", stay);
  /* The page scrolls by itself too, when a question takes the focus: only what a hand does counts. */
  ["pointerdown", "keydown", "wheel"].forEach((kind) => document.addEventListener(kind, wait, true));
  /* A page that the browser had kept must not come back. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) over(); });
  wait();
})();
