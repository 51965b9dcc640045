/* A page that is not made for a kiosk, on a kiosk: nobody has touched it for a while, so it offers numbers again. */
(function () {
  "use strict";

  const restMs = Number(document.querySelector("[data-home-ms]").dataset.homeMs);
  let touchedAt = performance.now();

  ["pointerdown", "keydown", "input", "wheel", "touchmove"].forEach(function (kind) {
    document.addEventListener(kind, function () { touchedAt = performance.now(); }, { passive: true });
  });
  setInterval(function () {
    if (performance.now() - touchedAt < restMs) return;
    // Only to a page that answers; when it does not, the same time passes once more.
    touchedAt = performance.now();
    fetch("/ambil", { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.ok) location.replace("/ambil");
    }).catch(function () {});
  }, 1000);
}());
