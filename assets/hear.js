/* Dengarkan: what is typed is heard in this page, and nothing is saved. Without this script the sound opens in a tab of its own.
   Forms that say so (data-here) are sent without leaving the page, so that nothing typed elsewhere on it is lost. */
(function () {
  "use strict";

  let playing = null;

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-hear]");
    if (button === null) return;
    event.preventDefault();
    if (playing !== null) {
      const same = playing.button === button;
      hush();
      if (same) return;
    }
    hear(button);
  });

  function hear(button) {
    const told = button.form.querySelector(".hear-told");
    const mine = playing = { button: button, told: told, sound: null };
    const sent = new URLSearchParams();
    new FormData(button.form).forEach(function (value, name) { if (typeof value === "string") sent.append(name, value); });
    sent.append(button.name, button.value);
    name(button, "Berhenti");
    tell(told, "Menyiapkan suara…");
    const headers = { accept: "application/json" };
    const address = button.hasAttribute("formaction") ? button.formAction : button.form.action;
    fetch(address, { method: "POST", body: sent, headers: headers, credentials: "same-origin" }).then(function (answer) {
      if (answer.ok) return answer.url;
      return answer.json().then(function (problem) { throw new Told(problem.detail); });
    }).then(function (made) {
      if (playing !== mine) return undefined;
      mine.sound = new Audio(made);
      mine.sound.addEventListener("ended", function () { over(mine, ""); });
      mine.sound.addEventListener("error", function () { over(mine, "Suara tidak dapat diputar di peramban ini."); });
      return mine.sound.play().then(function () { tell(told, "Sedang diputar."); });
    }).catch(function (error) {
      over(mine, error instanceof Told ? error.words : "Belum dapat didengarkan. Periksa sambungan, lalu coba lagi.");
    });
  }

  function Told(words) { this.words = words; }

  function over(mine, words) {
    if (playing !== mine) return;
    hush();
    tell(mine.told, words);
  }

  function hush() {
    if (playing.sound !== null) playing.sound.pause();
    name(playing.button, playing.button.dataset.words);
    tell(playing.told, "");
    playing = null;
  }

  function name(button, words) {
    const line = button.querySelector("[data-hear-words]");
    if (button.dataset.words === undefined) button.dataset.words = line.textContent;
    line.textContent = words;
  }

  function tell(line, words) { line.textContent = words; }

  /* Letters that few keyboards have. */
  document.querySelectorAll(".signs").forEach(function (row) { row.hidden = false; });
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-sign]");
    if (button === null) return;
    const field = document.getElementById(button.dataset.into);
    field.setRangeText(button.dataset.sign, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  });

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.hasAttribute("data-here")) return;
    event.preventDefault();
    const told = form.querySelector(".hear-told");
    const button = form.querySelector("button");
    button.disabled = true;
    tell(told, "Mengirim…");
    const headers = { accept: "application/json" };
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: headers, credentials: "same-origin" }).then(function (answer) {
      if (answer.ok) return;
      return answer.json().then(function (problem) { throw new Told(problem.detail); });
    }).then(function () {
      tell(told, "Terkirim. Hasilnya tertulis di Keadaan sekarang.");
    }).catch(function (error) {
      tell(told, error instanceof Told ? error.words : "Belum terkirim. Periksa sambungan, lalu tekan lagi.");
    }).then(function () {
      // The next press is another trial.
      form.elements.key.value = fresh();
      button.disabled = false;
    });
  });

  function fresh() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }
}());
