/* Two helps on a question; nothing here is needed to answer.

   Read aloud: the browser's own voice, only when it has one for the language, and only when asked for. The
   words that say that there is no voice stand on the page from the beginning, and go when there is one.
   Number keys: 1 to 4 choose an answer. */
(() => {
  "use strict";
  const aloud = document.querySelector("[data-las-upp]");
  const voices = window.speechSynthesis;
  if (aloud && voices) {
    const [button, without] = [aloud.querySelector("button"), aloud.querySelector("p")];
    const language = aloud.dataset.sprak;
    const voice = () => voices.getVoices().find((each) =>
      each.lang.toLowerCase().replace("_", "-").split("-")[0] === language);
    const look = () => {
      const found = Boolean(voice());
      button.hidden = !found;
      without.hidden = found;
    };
    button.addEventListener("click", () => {
      voices.cancel();
      document.querySelectorAll("[data-las]").forEach((part) => {
        const said = new SpeechSynthesisUtterance(part.textContent);
        said.voice = voice();
        said.lang = said.voice.lang;
        voices.speak(said);
      });
    });
    if (voices.addEventListener) voices.addEventListener("voiceschanged", look);
    window.addEventListener("pagehide", () => voices.cancel());
    look();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-4]$/.test(event.key)) return;
    const choice = document.querySelectorAll(".svar input[type='radio']")[Number(event.key) - 1];
    if (!choice) return;
    choice.checked = true;
    choice.focus();
  });
})();
