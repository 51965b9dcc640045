/* The browser's own printer: at a kiosk once by itself, and whenever the button is pressed. */
(function () {
  "use strict";

  if (document.querySelector("[data-print]") === null) return;

  // Parts may be replaced, so the page listens and not the button.
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]") !== null) window.print();
  });

  if (document.body.classList.contains("shared")) window.print();
}());
