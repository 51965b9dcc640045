/* The TV's own part: calls one after the other in the hero, cards of information in turn, care for the panel.
   It shows finished cards that the server drew; it never builds HTML. */
(function () {
  "use strict";

  const body = document.body;
  const hero = document.getElementById("hero");
  const heroMs = Number(body.dataset.heroMs);
  const freshMs = Number(body.dataset.freshMs);
  const steadyMs = Number(body.dataset.steadyMs);
  body.classList.add("scripted");

  // ---- the hero: calls that come together wait for each other

  let epoch = body.dataset.epoch;
  let known = 0; // the newest call that was ever queued or shown
  let shown = 0; // the call that stands in the hero
  let busy = false; // the call in the hero has not had its time yet
  const queue = [];

  function cards() {
    return Array.from(document.querySelectorAll("#calls .call"));
  }

  function seqOf(card) {
    return Number(card.dataset.seq || 0);
  }

  function put(card, fresh) {
    const copy = card.cloneNode(true);
    if (fresh) {
      copy.classList.add("fresh");
      setTimeout(function () { copy.classList.remove("fresh"); }, steadyMs);
    }
    while (hero.firstChild !== null) hero.removeChild(hero.firstChild);
    hero.appendChild(copy);
    shown = seqOf(card);
    if (shown > 0) tellPainted(shown);
  }

  /* A message that is posted from an animation frame arrives after that frame was painted. */
  function tellPainted(seq) {
    requestAnimationFrame(function () {
      const channel = new MessageChannel();
      channel.port1.onmessage = function () {
        channel.port1.close();
        document.dispatchEvent(new CustomEvent("silakan:send", { detail: { shown: seq } }));
      };
      channel.port2.postMessage(0);
    });
  }

  function next() {
    busy = false;
    if (queue.length > 0) {
      const card = queue.shift();
      busy = true;
      put(card, true);
      showPageOf(card.dataset.counter);
      setTimeout(next, heroMs);
      return;
    }
    const newest = cards()[0];
    if (newest !== undefined && (seqOf(newest) !== shown || hero.firstChild === null)) put(newest, false);
  }

  function takeCalls() {
    const now = cards();
    if (body.dataset.epoch !== epoch) {
      epoch = body.dataset.epoch;
      known = 0;
      queue.length = 0;
    }
    now.filter(function (card) {
      return seqOf(card) > known && Number(card.dataset.ageMs) < freshMs;
    }).reverse().forEach(function (card) { queue.push(card); });
    now.forEach(function (card) { known = Math.max(known, seqOf(card)); });
    if (!busy) next();
  }

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
    if (rested && hour !== null && hour.textContent.slice(0, 2) === "03") {
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

  document.addEventListener("silakan:parts", function () {
    takeCalls();
    showPage();
    showTurn();
    wander();
  });

  takeCalls();
  showPage();
  showTurn();
  setInterval(rotate, Number(body.dataset.noteMs));
  setInterval(shift, Number(body.dataset.shiftMs));
}());
