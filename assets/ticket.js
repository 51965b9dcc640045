/* The resident's phone: the title says how many are left, and the phone shakes when it is their turn. */
(function () {
  "use strict";

  const body = document.body;
  let state = "";

  function show() {
    const mine = document.getElementById("mine");
    const ahead = mine.dataset.ahead;
    const called = mine.dataset.state === "called";
    const mark = called ? "GILIRAN ANDA " : ahead === undefined ? "" : "(" + ahead + ") ";
    document.title = mark + body.dataset.ticket + " - " + body.dataset.office;
    if (called && state !== "called" && mayShake()) navigator.vibrate([300, 150, 300]);
    state = body.dataset.state = mine.dataset.state;
  }

  /* A browser refuses, and complains in its log, before the first tap on the page. */
  function mayShake() {
    return navigator.vibrate !== undefined && (navigator.userActivation === undefined || navigator.userActivation.hasBeenActive);
  }

  document.addEventListener("silakan:parts", show);
  show();
}());
