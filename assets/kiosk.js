/* The kiosk: one tap takes one number, a box ticked by the last visitor is forgotten, and it goes back by itself. */
(function () {
  "use strict";

  const body = document.body;
  const form = document.getElementById("take");

  if (form !== null) {
    let sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) {
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

    const idleMs = Number(body.dataset.idleMs);
    if (body.classList.contains("shared") && idleMs > 0) {
      let idle = 0;
      const wake = function () {
        clearTimeout(idle);
        idle = setTimeout(function () {
          form.reset();
          document.querySelectorAll(".problem").forEach(function (problem) { problem.hidden = true; });
        }, idleMs);
      };
      ["pointerdown", "keydown", "change"].forEach(function (kind) { document.addEventListener(kind, wake); });
      wake();
    }
  }

  const go = body.dataset.go;
  if (go !== undefined) {
    const goAt = performance.now() + Number(body.dataset.goMs);
    const countdown = document.querySelector("[data-countdown]");
    const timer = setInterval(function () {
      const left = goAt - performance.now();
      if (countdown !== null) countdown.textContent = String(Math.max(0, Math.ceil(left / 1000)));
      if (left > 0) return;
      clearInterval(timer);
      leave();
    }, 250);
  }

  /* Only to a page that answers: a kiosk has nobody to press reload on the browser's own error page. */
  function leave() {
    fetch(go, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      location.replace(go);
    }).catch(function () { setTimeout(leave, 3000); });
  }
}());
