/* The complaint desk: stays open while somebody types, locks the screen when nobody does, and starts an answer from a template.
   Without it everything still works; a page that is left alone then goes back to the locked door by itself. */
(function () {
  "use strict";

  const idleMs = Number(document.body.dataset.idleMs);
  const beatMs = idleMs / 5;
  let touched = performance.now();
  let told = performance.now();

  function touch() {
    touched = performance.now();
  }

  ["keydown", "pointerdown", "input", "scroll"].forEach(function (what) {
    document.addEventListener(what, touch, { passive: true, capture: true });
  });

  /* What was opened must not stay on a screen that nobody looks at. */
  function leave() {
    window.location.replace("/meja");
  }

  function look() {
    const now = performance.now();
    if (now - touched >= idleMs) {
      leave();
    } else if (now - told >= beatMs && touched > told) {
      told = now;
      fetch("/meja/denyut", { method: "POST", credentials: "same-origin" }).then(function (answer) {
        if (answer.status === 403) leave();
      }).catch(function () { /* the line is cut: it is tried again, and the server locks by itself */ });
    }
  }

  setInterval(look, Math.max(50, Math.min(idleMs / 20, 15000)));
  document.addEventListener("visibilitychange", look);

  /* An identity is shown for minutes, not until somebody thinks of it. */
  const hideMs = Number(document.body.dataset.hideMs);
  if (hideMs > 0) setTimeout(function () { window.location.replace(document.body.dataset.path); }, hideMs);

  // Template first, then the official's own words.
  document.querySelectorAll("[data-insert]").forEach(function (choice) {
    choice.parentNode.hidden = false;
    choice.addEventListener("change", function () {
      const place = document.getElementById(choice.dataset.insert);
      if (choice.value === "") return;
      place.value = place.value === "" ? choice.value : place.value + "\n" + choice.value;
      place.focus();
    });
  });

  // A second press of the same button is the first one still on its way.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.sent === "1") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(function () { form.dataset.sent = ""; }, 5000);
  });
}());
