/* How long the ticket has been at the counter, counted on by this page. */
(function () {
  "use strict";

  let sinceMs = 0;
  let sinceReadAt = 0;

  function readSince() {
    const since = document.querySelector("[data-since-ms]");
    if (since === null) return;
    sinceMs = Number(since.dataset.sinceMs);
    sinceReadAt = performance.now();
  }

  function showSince() {
    const place = document.querySelector("[data-since]");
    if (place === null) return;
    const seconds = Math.floor((sinceMs + performance.now() - sinceReadAt) / 1000);
    place.textContent = ("0" + Math.floor(seconds / 60)).slice(seconds < 6000 ? -2 : -3) + "." + ("0" + seconds % 60).slice(-2);
  }

  document.addEventListener("silakan:parts", function (event) {
    if (event.detail.ids.indexOf("serving") !== -1) readSince();
    showSince();
  });

  readSince();
  setInterval(showSince, 1000);
}());
