/* The TV's own part beside the hero (tv-hero.js): pages of counters, cards of information in turn, care for the panel. */
(function () {
  "use strict";

  const body = document.body;
  const steadyMs = Number(body.dataset.steadyMs);
  body.classList.add("scripted");

  // ---- more than six counters: pages that turn, with the newest call's page in sight while it is fresh

  let page = 0;
  let pageFixedUntil = 0;

  function rows() {
    return Array.from(document.querySelectorAll(".rows-many .counter"));
  }

  function showPage() {
    const all = rows();
    const last = all.reduce(function (most, row) { return Math.max(most, Number(row.dataset.page)); }, 0);
    if (page > last) page = 0;
    all.forEach(function (row) { row.hidden = Number(row.dataset.page) !== page; });
  }

  function showPageOf(counter) {
    rows().forEach(function (row) {
      if (row.dataset.counter === counter) page = Number(row.dataset.page);
    });
    pageFixedUntil = performance.now() + steadyMs;
    showPage();
  }

  function turnPage() {
    if (performance.now() < pageFixedUntil) return;
    page += 1;
    showPage();
  }

  // ---- cards of information, each for a while; no marquee

  let turn = 0;

  function turns() {
    return Array.from(document.querySelectorAll(body.classList.contains("one-line") ? ".turn" : ".note"));
  }

  function showTurn() {
    const all = turns();
    all.forEach(function (card, index) { card.classList.toggle("on", index === turn % all.length); });
  }

  function rotate() {
    turn = (turn + 1) % Math.max(1, turns().length);
    showTurn();
    turnPage();
  }

  // ---- the panel: a small shift against burn-in, a wandering clock by night, a reload in the dead of night

  const stage = document.getElementById("stage");
  const loadedAt = performance.now();
  let step = 0;

  function shift() {
    step += 1;
    stage.style.transform = "translate(" + (step * 3) % 9 + "px, " + (step * 5) % 9 + "px)";
    wander();
    const hour = document.querySelector("[data-clock]");
    const rested = performance.now() - loadedAt > 12 * 3600 * 1000;
    // A set whose sound was allowed by a press would ask for it again.
    if (rested && body.dataset.pressed === undefined && hour !== null && hour.textContent.slice(0, 2) === "03") {
      document.dispatchEvent(new CustomEvent("silakan:reload"));
    }
  }

  function wander() {
    const moon = document.querySelector(".moon");
    if (moon !== null) moon.style.transform = "translate(" + ((step * 7) % 20 - 10) + "rem, " + ((step * 5) % 24 - 12) + "rem)";
  }

  let dimming = 0;

  document.addEventListener("silakan:link", function (event) {
    clearTimeout(dimming);
    if (event.detail.up) {
      delete body.dataset.dim;
    } else {
      dimming = setTimeout(function () { body.dataset.dim = "1"; }, Number(body.dataset.dimMs));
    }
  });

  /* A page from before the first slide of the complaint board has no script for it. */
  function fetchForSlides() {
    const wanted = document.querySelector(".slide:not([data-empty])") !== null;
    if (wanted && body.dataset.pressed === undefined && document.querySelector('script[src*="tv-media"]') === null) {
      document.dispatchEvent(new CustomEvent("silakan:reload"));
    }
  }

  document.addEventListener("silakan:parts", function () {
    showPage();
    showTurn();
    wander();
    fetchForSlides();
  });

  document.addEventListener("silakan:hero", function (event) { showPageOf(event.detail.counter); });

  showPage();
  showTurn();
  setInterval(rotate, Number(body.dataset.noteMs));
  setInterval(shift, Number(body.dataset.shiftMs));
}());
