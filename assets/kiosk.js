/* The kiosk: one tap takes one number, what the last visitor left is forgotten, the page is read aloud, and it goes back by itself. */
(function () {
  "use strict";

  const body = document.body;
  const form = document.getElementById("take");
  const shared = body.classList.contains("shared");
  const TOUCHES = ["pointerdown", "pointermove", "keydown", "change", "wheel"];
  const LONGEST_MS = 120000;
  let speech = null;
  body.classList.add("scripted");

  /* Calls `done` after so many milliseconds in which nobody touches the page, and tells `tick` every second how many are left. */
  function afterRest(ms, done, tick) {
    let heldSince = -Infinity;
    let at = performance.now() + ms;
    const timer = setInterval(look, 250);
    function look() {
      // A finger that lifts unnoticed must not hold the kiosk for ever.
      const held = performance.now() - heldSince < LONGEST_MS;
      if (held || speech !== null) at = performance.now() + ms;
      const left = at - performance.now();
      tick(Math.max(0, Math.ceil(left / 1000)));
      if (left > 0) return;
      if (done()) clearInterval(timer); else at = performance.now() + ms;
    }
    TOUCHES.forEach(function (kind) { document.addEventListener(kind, function () { at = performance.now() + ms; }); });
    document.addEventListener("pointerdown", function () { heldSince = performance.now(); });
    ["pointerup", "pointercancel"].forEach(function (kind) { document.addEventListener(kind, function () { heldSince = -Infinity; }); });
  }

  if (form !== null) {
    let sent = false;
    form.addEventListener("submit", function (event) {
      // Cut off, the browser would show a page of its own, and a kiosk has nobody to press reload on it.
      if (sent || body.dataset.link === "down") {
        event.preventDefault();
        return;
      }
      sent = true;
      body.classList.add("sent");
    });

    // Enter on the box would otherwise press the first service.
    form.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.target.type !== "checkbox") return;
      event.preventDefault();
      event.target.click();
    });

    // Coming back in the browser's history shows the page with its old key: only a new page has a new one.
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) location.reload();
    });
  }

  const idleMs = Number(body.dataset.idleMs);
  if (form !== null && shared && idleMs > 0) {
    afterRest(idleMs, function () {
      form.reset();
      document.querySelectorAll(".problem").forEach(function (problem) { problem.hidden = true; });
      if (document.activeElement !== null) document.activeElement.blur();
      window.scrollTo(0, 0);
      return false;
    }, function () {});
  }

  /* The calendar says something else from now on: a pause ends, a holiday begins. */
  const freshMs = Number(body.dataset.freshMs);
  if (shared && freshMs > 0) {
    setTimeout(function () {
      afterRest(2000, function () { leave("/ambil"); return true; }, function () {});
    }, freshMs);
  }

  if (body.dataset.go !== undefined) {
    const countdown = document.querySelector("[data-countdown]");
    afterRest(Number(body.dataset.goMs), function () { leave(body.dataset.go); return true; }, function (seconds) {
      if (countdown !== null) countdown.textContent = String(seconds);
    });
  }

  /* Only to a page that answers: a kiosk has nobody to press reload on the browser's own error page. */
  function leave(path) {
    fetch(path, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      location.replace(path);
    }).catch(function () { setTimeout(function () { leave(path); }, 3000); });
  }

  /* Dengarkan. Parts may be replaced, so the page listens and not the button. */
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-listen]");
    if (button === null) return;
    if (speech !== null) {
      hush();
      return;
    }
    const mine = speech = new Audio(button.dataset.listen);
    tell("");
    body.classList.add("speaking");
    const over = function () { if (speech === mine) hush(); };
    mine.addEventListener("ended", over);
    setTimeout(over, LONGEST_MS);
    mine.play().catch(function () {
      if (speech !== mine) return;
      hush();
      tell("Suara belum dapat diputar. Coba lagi, atau tanyakan kepada petugas.");
    });
  });

  function hush() {
    speech.pause();
    speech = null;
    body.classList.remove("speaking");
  }

  function tell(words) {
    document.querySelectorAll(".listen-trouble").forEach(function (line) { line.textContent = words; });
  }
}());
